import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import { requireContact } from "../../domain/contacts/find.ts";
import { mergeContacts, surveyMerge, type Merge } from "../../domain/contacts/merge.ts";
import { readFields, readLabels } from "../../domain/contacts/new-contact.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { categoryWord } from "../words.ts";
import type { mergeInput } from "./hand-specs.ts";

type MergeInput = InputOf<typeof mergeInput> & { readonly dryRun: boolean };

const rowsShown: readonly (readonly [keyof ContactRow, Text])[] = [
  ["name", { en: "Name", es: "Nombre" }],
  ["phone", { en: "Phone", es: "Teléfono" }],
  ["language", { en: "Language", es: "Idioma" }],
  ["time_zone", { en: "Time zone", es: "Zona horaria" }],
  ["user_id", { en: "User id", es: "Id de usuario" }],
  ["username", { en: "Username", es: "Usuario" }],
  ["marketing_limit", { en: "Marketing limit", es: "Límite de publicidad" }],
  ["labels", { en: "Labels", es: "Etiquetas" }],
  ["fields", { en: "Fields", es: "Campos" }],
];

function cellOf(row: ContactRow, column: keyof ContactRow): Cell {
  if (column === "labels") return readLabels(row.labels).join(", ") || null;
  if (column !== "fields") return row[column];
  const fields = Object.entries(readFields(row.fields));
  return fields.map(([name, value]) => `${name}=${value}`).join(", ") || null;
}

function consentLines({ consent, keep, other }: Merge): Block[] {
  if (consent.length === 0) {
    return [
      line({
        en: `Consent: that of ${refOf("con", keep.id)} stays as it is.`,
        es: `Consentimiento: el de ${refOf("con", keep.id)} queda como está.`,
      }),
    ];
  }
  return consent.map(({ action, purposes }) => {
    const said = joinTexts(purposes.map(categoryWord), ", ");
    const id = refOf("con", other.id);
    return action === "granted"
      ? line({ en: `Comes over from ${id}: agreed to ${said.en}.`, es: `Pasa de ${id}: aceptó ${said.es}.` })
      : line({ en: `Comes over from ${id}: no to ${said.en}.`, es: `Pasa de ${id}: un no a ${said.es}.` }, "warn");
  });
}

/** What goes where, before and after it is done. */
function mergeBlocks(merge: Merge): Block[] {
  const { keep, other, columns, messages, keptFields } = merge;
  const after: ContactRow = { ...keep, ...columns };
  const shown = rowsShown.filter(([column]) => cellOf(keep, column) !== null || cellOf(other, column) !== null);
  return [
    table(
      [
        { header: { en: "", es: "" } },
        { header: { en: refOf("con", keep.id), es: refOf("con", keep.id) } },
        { header: { en: refOf("con", other.id), es: refOf("con", other.id) } },
        { header: { en: "Merged", es: "Unidos" } },
      ],
      shown.map(([column, name]) => [
        { text: name },
        cellOf(keep, column),
        cellOf(other, column),
        cellOf(after, column),
      ]),
    ),
    ...consentLines(merge),
    ...(messages === 0
      ? []
      : [line({ en: `Messages that move: ${messages}.`, es: `Mensajes que pasan: ${messages}.` })]),
    ...(keptFields.length === 0
      ? []
      : [
          line(
            {
              en: `Different in both, the first stays: ${keptFields.join(", ")}.`,
              es: `Distintos en ambos, queda el primero: ${keptFields.join(", ")}.`,
            },
            "warn",
          ),
        ]),
  ];
}

async function makeSure(merge: Merge, context: Context): Promise<void> {
  if (context.yes) return;
  if (context.interactive) context.show(view({ data: undefined, blocks: mergeBlocks(merge) }));
  const sure = await context.prompt.confirm({
    option: "--yes",
    message: { en: "Make them one? It cannot be undone.", es: "¿Unirlos? No se puede deshacer." },
  });
  if (sure) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}

/** `{"kept","merged","messages","filled":[…columns],"consent":[{purposes,action}],"dryRun"}` */
export async function run({ keep: keepKey, other: otherKey, dryRun }: MergeInput, context: Context): Promise<View> {
  const { country } = await context.settings();
  const db = await context.db();
  const pair = {
    keep: (await requireContact(db, keepKey, { country })).id,
    other: (await requireContact(db, otherKey, { country })).id,
  };
  const now = context.clock.now();
  const planned = await surveyMerge(db, pair, now);
  if (!dryRun) await makeSure(planned, context);
  const merge = dryRun ? planned : await mergeContacts(db, pair, now);
  const [kept, merged] = [refOf("con", merge.keep.id), refOf("con", merge.other.id)];
  return view({
    data: {
      kept,
      merged,
      messages: merge.messages,
      filled: Object.keys(merge.columns),
      consent: merge.consent.map(({ purposes, action }) => ({ purposes, action })),
      dryRun,
    },
    blocks: [
      dryRun
        ? line({ en: `${merged} would go into ${kept}:`, es: `${merged} se uniría a ${kept}:` }, "strong")
        : line({ en: `${merged} went into ${kept}.`, es: `${merged} se unió a ${kept}.` }, "good"),
      ...(dryRun || !context.interactive || context.yes ? mergeBlocks(merge) : []),
    ],
  });
}
