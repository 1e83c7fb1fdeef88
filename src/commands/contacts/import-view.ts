import { line, pairs, table, view, type Block, type View } from "../../cli/view.ts";
import { InputError, PartialError, type AppError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { titleOfExport } from "../../domain/import/mapping/known-exports/recognise.ts";
import type { ImportReport, RowPurpose } from "../../domain/import/report.ts";

/** How many refused rows the table shows; the file of `--rejects` and JSON have all of them. */
const shownRejects = 20;

/**
 * How an import is told: counts, what was refused and why, what to do next. Also the demo's words.
 *
 * @param hasSource whether it was said where the people agreed
 */
export function importView(report: ImportReport, rejectsFile: string | undefined, hasSource = false): View {
  const rejects = report.rejects.map(({ row, column, code, value }) => ({ row, column, code, value }));
  const { rows, created, updated, unchanged, merged, rejected, withoutConsent } = report;
  return view({
    data: {
      import: report.batch,
      batch: report.batch,
      rows,
      created,
      updated,
      unchanged,
      merged,
      rejected,
      withoutConsent,
      rejects,
      dryRun: report.dryRun,
      repeats: report.repeats,
      format: report.info.format,
      product: report.info.product,
      sheet: report.info.sheet,
      sheets: report.info.sheets,
      sha256: report.info.hash,
      encoding: report.info.encoding,
      mapping: report.info.mapping,
      dateOrder: report.info.dateOrder,
      resumedAt: report.resumedAt,
      merges: report.merges,
      withdrawn: report.withdrawn,
      withdrawnKept: report.withdrawnKept,
      grantedKept: report.grantedKept,
      undatedConsents: report.undated,
    },
    rows: rejects,
    blocks: [
      ...preface(report),
      ...summary(report),
      ...unproven(report, hasSource),
      ...rejectBlocks(report, rejectsFile),
    ],
    problem: problemOf(report, rejectsFile),
  });
}

const dateWords: Readonly<Record<"day-first" | "month-first", Text>> = {
  "day-first": {
    en: "Dates such as 03/04/2025 were read as day/month (--date-order).",
    es: "Las fechas como 03/04/2025 se leyeron como día/mes (--date-order).",
  },
  "month-first": {
    en: "Dates such as 03/04/2025 were read as month/day (--date-order).",
    es: "Las fechas como 03/04/2025 se leyeron como mes/día (--date-order).",
  },
};

function preface({ repeats, dryRun, resumedAt, info }: ImportReport): Block[] {
  const { sheet, sheets, product, dateOrder } = info;
  const title = product === null || product === "vcard" ? undefined : titleOfExport(product);
  const recognised: Text = { en: `An export of ${title}.`, es: `Exportación de ${title}.` };
  const others = sheets.length - 1;
  const onlyOne: Text = {
    en: `Only the sheet "${sheet}" was read; there are ${others} more (--sheet).`,
    es: `Solo se leyó la hoja "${sheet}"; hay ${others} más (--sheet).`,
  };
  const resumed: Text = {
    en: `This list had been interrupted: its first ${resumedAt} rows were in already.`,
    es: `Esta lista se había interrumpido: sus primeras ${resumedAt} filas ya estaban.`,
  };
  const before: Text = {
    en: `This same file was imported before (${repeats}).`,
    es: `Este mismo archivo ya se había importado (${repeats}).`,
  };
  const tried: Text = {
    en: "Nothing was written (--dry-run). The import would give:",
    es: "No se escribió nada (--dry-run). La importación daría:",
  };
  return [
    ...(repeats === null ? [] : [line(before, "warn")]),
    ...(resumedAt === 0 ? [] : [line(resumed, "warn")]),
    ...(title === undefined ? [] : [line(recognised, "dim")]),
    ...(sheet !== null && others > 0 ? [line(onlyOne, "warn")] : []),
    ...(dateOrder === null ? [] : [line(dateWords[dateOrder], "dim")]),
    ...(dryRun ? [line(tried, "dim")] : []),
  ];
}

function rowsOf(places: readonly RowPurpose[]): number {
  return new Set(places.map(({ row }) => row)).size;
}

function summary(report: ImportReport): Block[] {
  const notes: [number, Text][] = [
    [
      rowsOf(report.withdrawn),
      {
        en: "Rows that say no (those people are opted out)",
        es: "Filas que dicen que no (esas personas quedan de baja)",
      },
    ],
    [
      rowsOf(report.withdrawnKept),
      {
        en: "Rows that say yes for people who had opted out (they stay opted out)",
        es: "Filas que dicen que sí por personas que se habían dado de baja (siguen de baja)",
      },
    ],
    [
      rowsOf(report.grantedKept),
      {
        en: "Rows that say no with a date before the consent on record (it stays)",
        es: "Filas que dicen que no con una fecha anterior al consentimiento registrado (se mantiene)",
      },
    ],
    [
      report.undated,
      {
        en: "Consents without a date (recorded as of today)",
        es: "Consentimientos sin fecha (se anotaron con la de hoy)",
      },
    ],
  ];
  return [
    pairs(
      [{ en: "Rows", es: "Filas" }, report.rows],
      [{ en: "New contacts", es: "Contactos nuevos" }, report.created],
      [{ en: "Updated", es: "Actualizados" }, report.updated],
      [{ en: "Unchanged", es: "Sin cambios" }, report.unchanged],
      [{ en: "Repeated rows (same number)", es: "Filas repetidas (mismo número)" }, report.merged],
      [
        { en: "Refused", es: "Rechazadas" },
        { text: String(report.rejected), ...(report.rejected > 0 ? { tone: "warn" as const } : {}) },
      ],
      [
        {
          en: "Contacts without consent (may not be messaged)",
          es: "Contactos sin consentimiento (no se les puede escribir)",
        },
        report.withoutConsent,
      ],
    ),
    ...notes.flatMap(([count, text]) =>
      count === 0 ? [] : [line({ en: `${text.en}: ${count}`, es: `${text.es}: ${count}` }, "dim")],
    ),
  ];
}

/** The yeses of recado's own exports are a state, without what proves it. */
function unproven({ info, withoutConsent }: ImportReport, hasSource: boolean): Block[] {
  if (info.product !== "recado" || hasSource || withoutConsent === 0) return [];
  return [
    line(
      {
        en: 'This is an export of recado: its yeses are no proof and were not taken; its noes were. If you can prove where these people agreed: --consent-source "store form"',
        es: 'Es una exportación de recado: sus "sí" no son prueba y no se tomaron; sus "no", sí. Si puede probar dónde aceptaron estas personas: --consent-source "formulario de la tienda"',
      },
      "warn",
    ),
  ];
}

function rejectBlocks({ rejects, rejected, dryRun, info }: ImportReport, file: string | undefined): Block[] {
  if (rejects.length === 0) return [];
  const more = rejected - shownRejects;
  const written: Text = dryRun
    ? { en: `The refused rows would be written to ${file}.`, es: `Las filas rechazadas se guardarían en ${file}.` }
    : { en: `The refused rows are in ${file}.`, es: `Las filas rechazadas están en ${file}.` };
  return [
    line(""),
    table(
      [
        { header: info.format === "vcard" ? { en: "Card", es: "Tarjeta" } : { en: "Row", es: "Fila" }, align: "right" },
        { header: { en: "Column", es: "Columna" } },
        { header: { en: "Value", es: "Valor" } },
        { header: { en: "Why refused", es: "Por qué se rechazó" } },
      ],
      rejects.slice(0, shownRejects).map(({ row, column, value, text }) => [row, column, value, { text }]),
    ),
    ...(more > 0 ? [line({ en: `… and ${more} more.`, es: `… y ${more} más.` }, "dim")] : []),
    ...(file === undefined ? [] : [line(written)]),
  ];
}

/** What is to be done about the refused rows. */
function nextStep({ dryRun }: ImportReport, file: string | undefined): Text {
  if (file === undefined) {
    return {
      en: "Save them with --rejects rejected.csv, fix them and import that file.",
      es: "Guárdelas con --rejects rechazadas.csv, corríjalas e importe ese archivo.",
    };
  }
  if (dryRun) {
    return {
      en: `Without --dry-run they are written to ${file}, to be fixed.`,
      es: `Sin --dry-run se guardan en ${file}, para corregirlas.`,
    };
  }
  // A name with a space is one word only between quotation marks.
  const typed = /^[\w./\\:-]+$/.test(file) ? file : JSON.stringify(file);
  return {
    en: `Fix the rows in ${file}, then import it with the same options as before (country, consent, profile): recado contacts import ${typed} …`,
    es: `Corrija las filas de ${file} e impórtelo con las mismas opciones que antes (país, consentimiento, perfil): recado contacts import ${typed} …`,
  };
}

/** Exit 6 when some rows were refused, 2 when there is nothing but refused rows. */
function problemOf(report: ImportReport, file: string | undefined): AppError | undefined {
  const { rows, rejected } = report;
  if (rejected === 0) return undefined;
  const count: Text = { en: `Rows refused: ${rejected} of ${rows}.`, es: `Filas rechazadas: ${rejected} de ${rows}.` };
  const common = { hint: nextStep(report, file), data: { rows, rejected } };
  if (rejected < rows) return new PartialError({ code: "import.rows_rejected", text: count, ...common });
  return new InputError({
    code: "import.all_rows_rejected",
    text: {
      en: `${count.en} There was no contact to import.`,
      es: `${count.es} No había ningún contacto que importar.`,
    },
    ...common,
  });
}
