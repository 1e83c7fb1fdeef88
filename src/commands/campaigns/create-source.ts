import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { UsageError } from "../../core/errors.ts";
import type { CountryCode } from "../../core/phone.ts";
import { spoolInput } from "../../domain/import/formats/spool.ts";
import { openRecipients, type ListSource } from "../../domain/campaigns/list/open-list.ts";
import type { RecipientList } from "../../domain/campaigns/list/recipient-list.ts";
import type { RecipientSource } from "../../domain/campaigns/spec.ts";
import { countryOption } from "../contacts/import-options.ts";
import { hasFilter, readFilter } from "../contacts/filter.ts";
import { askSource } from "./ask-source.ts";
import type { createInput } from "./plan-specs.ts";

/** The options that say whom to write to. */
export type SourceInput = Pick<
  InputOf<typeof createInput>,
  | "search"
  | "label"
  | "noLabel"
  | "consent"
  | "noConsent"
  | "contactLanguage"
  | "country"
  | "where"
  | "import"
  | "segment"
  | "all"
  | "file"
  | "contacts"
  | "sheet"
  | "phoneColumn"
>;

export interface OpenedSource {
  readonly list: RecipientList;
  readonly source: ListSource;
  /** As it is kept with the campaign. */
  readonly kept: RecipientSource;
  /** Where national numbers of a list are from, as it was said with it: the profile's country is not among what was asked. */
  readonly country: CountryCode | undefined;
  discard(): Promise<void>;
}

/** Beside a list `--country` chooses nobody: it says where its national numbers are from. */
function filterOf(input: SourceInput): Parameters<typeof readFilter>[0] {
  const { country, contactLanguage: language } = input;
  return { ...input, language, country: isList(input) ? undefined : country };
}

function isList({ file, contacts }: SourceInput): boolean {
  return file !== undefined || contacts !== undefined;
}

type Kind = "contacts" | "file" | "stdin";

const optionNames: Readonly<Record<Kind, string>> = {
  contacts: "--segment, --label…, --all",
  file: "--file",
  stdin: "--contacts -",
};

function kindsOf(input: SourceInput): readonly Kind[] {
  const asked: readonly (readonly [Kind, boolean])[] = [
    ["contacts", input.all || hasFilter(filterOf(input))],
    ["file", input.file !== undefined],
    ["stdin", input.contacts !== undefined],
  ];
  return asked.flatMap(([kind, isAsked]) => (isAsked ? [kind] : []));
}

function nobodySaid(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "Nothing says who is written to.", es: "Nada indica a quién se escribe." },
    hint: {
      en: "Choose contacts (--segment, --label, --country…; --all for everybody), or give a list: --file list.csv, --contacts -",
      es: "Elija contactos (--segment, --label, --country…; --all para todos), o indique una lista: --file lista.csv, --contacts -",
    },
    data: { options: ["--segment", "--label", "--all", "--file", "--contacts"] },
  });
}

function tooMany(kinds: readonly Kind[]): UsageError {
  const list = kinds.map((kind) => optionNames[kind]).join("; ");
  return new UsageError({
    code: "usage.conflict",
    text: {
      en: `The recipients come from one place, and several are given: ${list}.`,
      es: `Los destinatarios salen de un solo lugar y se indicaron varios: ${list}.`,
    },
    hint: {
      en: "Keep one of them. To choose among the people of a file, import it and use --label or --import.",
      es: "Deje uno. Para elegir entre las personas de un archivo, impórtelo y use --label o --import.",
    },
    data: { options: list },
  });
}

function onlyDash(given: string): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--contacts takes only "-": a list from standard input.`,
      es: `--contacts admite solo "-": una lista de la entrada estándar.`,
    },
    hint: { en: `For a file: --file ${given}`, es: `Para un archivo: --file ${given}` },
    data: { option: "--contacts" },
  });
}

/** Whether the command line says whom; asked for in a terminal, refused elsewhere. */
export async function chooseSource(input: SourceInput, context: Context): Promise<SourceInput> {
  const kinds = kindsOf(input);
  if (kinds.length > 1) throw tooMany(kinds);
  if (input.contacts !== undefined && input.contacts !== "-") throw onlyDash(input.contacts);
  if (kinds.length === 1) return input;
  if (!context.interactive) throw nobodySaid();
  return { ...input, ...(await askSource(context)) };
}

/** Opens the list that was chosen. Standard input is written to a file first: a list is gone through twice. */
export async function openSource(input: SourceInput, context: Context): Promise<OpenedSource> {
  const [kind] = kindsOf(input);
  const { country: usual, paths } = await context.settings();
  const country = isList(input) ? countryOption(input.country) : undefined;
  const tools = { db: await context.db(), country: country ?? usual, signal: context.signal };
  const { phoneColumn, sheet } = input;
  if (kind === "contacts") {
    const filter = await readFilter(filterOf(input), context);
    const source: ListSource = { kind: "contacts", filter };
    const list = await openRecipients(source, tools);
    return { list, source, kept: { kind, filter, segment: input.segment }, country, discard: async () => {} };
  }
  if (kind === "stdin") {
    await mkdir(paths.data, { recursive: true, mode: 0o700 });
    const spooled = await spoolInput(context.host.stdin as AsyncIterable<Uint8Array>, paths.data);
    const source: ListSource = { kind: "file", input: { path: spooled.path, name: "stdin" }, phoneColumn, sheet };
    try {
      const list = await openRecipients(source, tools);
      return { list, source, kept: { kind, hash: list.hash ?? "" }, country, discard: async () => spooled.discard() };
    } catch (error) {
      await spooled.discard();
      throw error;
    }
  }
  const file = input.file ?? "";
  const path = resolve(context.host.cwd, file);
  await probe(path, file, context);
  const name = basename(file);
  const source: ListSource = { kind: "file", input: { path, name }, phoneColumn, sheet };
  const list = await openRecipients(source, tools);
  const kept = { kind: "file", path, name, hash: list.hash ?? "" } as const;
  return { list, source, kept, country, discard: async () => {} };
}

/** A missing or closed file is told in the words of every other command. */
async function probe(path: string, file: string, { host }: Context): Promise<void> {
  const stream = createReadStream(path, { end: 0 });
  try {
    for await (const part of stream) void part;
  } catch {
    await readInputFile(file, host);
  }
}
