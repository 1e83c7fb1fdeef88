import type { Context } from "../../cli/context.ts";
import { isThere, openOutputFile } from "../../cli/files.ts";
import { AppError } from "../../core/errors.ts";
import { parsePhone } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import { readCountry } from "../../domain/import/cells/countries.ts";
import type { ImportOptions } from "../../domain/import/import-list.ts";
import type { ImportField } from "../../domain/import/mapping/fields.ts";
import type { Columns } from "../../domain/import/mapping/headers.ts";

/** Shorter ones are no number in any country. */
const fewestDigits = 6;

function isNational(cell: string): boolean {
  const phone = parsePhone(cell);
  return !phone.ok && phone.code === "phone.no_country" && cell.replace(/\D/g, "").length >= fewestDigits;
}

/** Numbers without a country code need a country; where all have one, nothing is asked. */
export async function askCountry(
  columns: Columns,
  rows: readonly (readonly string[])[],
  options: ImportOptions,
  context: Context,
): Promise<ImportOptions> {
  if (options.country !== undefined || columns.of.has("country")) return options;
  if (!rows.some((cells) => columns.phones.some(({ place }) => isNational(cells[place] ?? "")))) return options;
  const wrong: Text = { en: "Write a country, e.g. PE or Peru.", es: "Escriba un país, p. ej. PE o Perú." };
  const answer = await context.prompt.text({
    message: {
      en: "Some numbers have no country code. Which country are they from? (nothing: they are left out)",
      es: "Hay números sin código de país. ¿De qué país son? (en blanco: no se importan)",
    },
    option: "--country",
    optional: true,
    check: (text) => (readCountry(text) === undefined ? wrong : undefined),
  });
  return answer === "" ? options : { ...options, country: readCountry(answer) };
}

const speaksOfConsent: readonly ImportField[] = [
  "consent",
  "consent_notices",
  "consent_marketing",
  "consent_utility",
  "consent_service",
  "consent_authentication",
  "consent_date",
  "consent_purpose",
];

/** Where everybody agreed; a list with a column of its own about that is taken at its word. */
export async function askConsent(columns: Columns, options: ImportOptions, context: Context): Promise<ImportOptions> {
  if (options.consent !== undefined || speaksOfConsent.some((field) => columns.of.has(field))) return options;
  const source = await context.prompt.text({
    message: {
      en: "Where did these people agree to receive messages? (nothing: they did not, and may not be messaged)",
      es: "¿Dónde aceptaron estas personas recibir mensajes? (en blanco: no aceptaron, y no se les podrá escribir)",
    },
    option: "--consent-source",
    optional: true,
  });
  if (source === "") return options;
  const marketing = await context.prompt.confirm({
    message: {
      en: "Did they agree to marketing too, not only to notices?",
      es: "¿Aceptaron también publicidad, y no solo avisos?",
    },
    option: "--consent-purpose",
    default: false,
  });
  const notices = ["utility", "authentication", "service"] as const;
  return { ...options, consent: { source, purposes: marketing ? ["marketing", ...notices] : notices } };
}

/** Asks for a file that can be written, and is not there: a slip here could overwrite the list itself. */
export async function askSaving(context: Context): Promise<string | undefined> {
  const file = await context.prompt.text({
    message: {
      en: "Save these answers for the next list of this kind? File name, or nothing:",
      es: "¿Guardar estas respuestas para la próxima lista de este tipo? Nombre de archivo, o nada:",
    },
    option: "--save-mapping",
    optional: true,
    check: async (name) => unfit(name, context),
  });
  return file === "" ? undefined : file;
}

async function unfit(file: string, { host }: Context): Promise<Text | undefined> {
  if (await isThere(file, host)) {
    return {
      en: `There is a file ${file} already: write another name.`,
      es: `Ya existe el archivo ${file}: escriba otro nombre.`,
    };
  }
  try {
    await (await openOutputFile(file, host)).discard();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.text;
    throw error;
  }
}
