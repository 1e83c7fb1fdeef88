import type { Context } from "../../cli/context.ts";
import { openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { exportContacts, type ExportCount, type ExportFormat } from "../../domain/contacts/export.ts";
import { readFilter } from "./filter.ts";
import type { exportInput } from "./list-specs.ts";

const endings: Readonly<Record<string, ExportFormat>> = {
  csv: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  json: "json",
  vcf: "vcf",
  vcard: "vcf",
};

function formatOf({ format, out }: InputOf<typeof exportInput>, context: Context): ExportFormat {
  if (format !== undefined) return format;
  const ending = /\.(\w+)$/.exec(out ?? "")?.[1]?.toLowerCase();
  const named = ending === undefined ? undefined : endings[ending];
  if (named !== undefined) return named;
  // What every command answers in: --json, --output ndjson.
  return out === undefined && context.format !== "table" ? context.format : "csv";
}

async function* encoded(parts: AsyncIterable<string>, start: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (start !== "") yield encoder.encode(start);
  for await (const part of parts) yield encoder.encode(part);
}

/** Stops at once when somebody asks for it; a file is then not there at all. */
async function* until(parts: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<string> {
  for await (const part of parts) {
    signal.throwIfAborted();
    yield part;
  }
}

/** With `--out`: `{"contacts","format","file"}`. Without: the file itself. */
export async function run(input: InputOf<typeof exportInput>, context: Context): Promise<View> {
  const { out } = input;
  const filter = await readFilter(input, context);
  const format = formatOf(input, context);
  const count: ExportCount = { contacts: 0 };
  const parts = until(exportContacts(await context.db(), filter, format, count), context.signal);
  if (out === undefined || out === "-") {
    for await (const part of parts) {
      context.host.stdout.write(part);
      if ((await context.host.stdout.drained?.()) === false) break;
    }
    return view({ data: undefined, blocks: [] });
  }
  if (/[\\/]$/.test(out)) throw notAFile(out);
  const file = await openOutputFile(out, context.host);
  try {
    // Spreadsheets take a CSV without a byte order mark for another encoding.
    await file.write(encoded(parts, format === "csv" ? "\ufeff" : ""));
  } finally {
    await file.discard();
  }
  const { contacts } = count;
  return view({
    data: { contacts, format, file: out },
    blocks: [
      line(
        {
          en: `${contacts} ${contacts === 1 ? "contact is" : "contacts are"} in ${out}.`,
          es: contacts === 1 ? `1 contacto quedó en ${out}.` : `${contacts} contactos quedaron en ${out}.`,
        },
        "good",
      ),
    ],
  });
}

function notAFile(out: string): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: { en: `--out "${out}" is a folder.`, es: `--out "${out}" es una carpeta.` },
    hint: {
      en: "Name a file, for example --out contacts.csv",
      es: "Indique un archivo, por ejemplo --out contactos.csv",
    },
    data: { option: "--out" },
  });
}
