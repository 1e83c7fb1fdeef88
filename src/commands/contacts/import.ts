import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import type { Context } from "../../cli/context.ts";
import { isSameFile, openOutputFile, readInputFile } from "../../cli/files.ts";
import type { OutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import type { View } from "../../cli/view.ts";
import { AppError, InputError, UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { spoolInput } from "../../domain/import/formats/spool.ts";
import { importList } from "../../domain/import/import-list.ts";
import type { ImportOptions } from "../../domain/import/import-list.ts";
import type { ListInput } from "../../domain/import/list.ts";
import { parseMap } from "../../domain/import/mapping/headers.ts";
import { readMeaning } from "../../domain/import/mapping/map-entries.ts";
import type { ImportReport } from "../../domain/import/report.ts";
import { rejectsHeader, rejectsLine } from "../../domain/import/write-rejects.ts";
import { consentOption, countryOption, evidenceOption, mappingOption } from "./import-options.ts";
import type { importInput } from "./import-spec.ts";
import { importView } from "./import-view.ts";

type ImportInput = InputOf<typeof importInput> & { readonly dryRun: boolean };

export async function run(input: ImportInput, context: Context): Promise<View> {
  const { host } = context;
  const settings = await context.settings();
  const now = context.clock.now();
  const mappingFile = await mappingOption(input.mapping, host);
  const evidence = await evidenceOption(input.consentEvidence, host, now);
  const consent = consentOption(input, mappingFile?.consent, evidence);
  checkDate(consent?.date, now);
  await sweepLeftovers(settings.paths.data);
  const opened = await openInput(input.file, context);
  // Made sure of before anything is imported: afterwards there would be a report of rows that are nowhere.
  const rejects = await openRejects(input, context);
  const saved = input.saveMapping === undefined ? undefined : await openOutputFile(input.saveMapping, host);
  try {
    const options: ImportOptions = {
      country: countryOption(input.country) ?? mappingFile?.country ?? settings.country,
      sheet: input.sheet,
      format: input.format,
      map: parseMap(input.map),
      mappingFile,
      consent,
      evidence,
      requireConsent: input.requireConsent,
      dateOrder: input.dateOrder,
      onDuplicate: input.onDuplicate,
      evidenceFolder: input.file === "-" ? host.cwd : dirname(resolve(host.cwd, input.file)),
      now,
      actor: userInfo().username,
      dryRun: input.dryRun,
      runner: thisRunner(),
      clock: context.clock,
      signal: context.signal,
      onProgress: (done, all) => context.progress.update(progressText(context, done, all)),
      onReject: (row, info) => rejects?.add(row, info, context.language),
    };
    const { options: chosen, saveTo } = context.interactive
      ? await (await import("./import-wizard.ts")).askColumns(opened.list, options, context, saved === undefined)
      : { options, saveTo: undefined };
    const report = await importList(await context.db(), opened.list, chosen);
    context.progress.clear();
    const mapping = saved ?? (saveTo === undefined ? undefined : await openOutputFile(saveTo, host));
    if (mapping !== undefined && !input.dryRun) await saveMapping(mapping, report, chosen);
    const hasSource = chosen.consent?.source !== undefined;
    return await withRejects(importView(report, input.rejects, hasSource), { report, rejects, hasSource });
  } finally {
    context.progress.clear();
    await saved?.discard();
    await rejects?.discard();
    await opened.discard();
  }
}

async function saveMapping(
  file: OutputFile,
  { info }: ImportReport,
  { country, consent }: ImportOptions,
): Promise<void> {
  const { writeMapping } = await import("../../domain/import/mapping/mapping-file.ts");
  // Not by way of `field=Header`: a header may have a sign of equality in it.
  const columns = Object.entries(info.mapping).flatMap(([header, text]) => {
    const meaning = readMeaning(text);
    return meaning === undefined ? [] : [{ ...meaning, header }];
  });
  await file.write(writeMapping({ columns, country, consent }));
}

function progressText(context: Context, done: number, all: number): string {
  const percent = all === 0 ? 100 : Math.floor((100 * done) / all);
  return context.say({ en: `${done} of ${all} rows (${percent} %)`, es: `${done} de ${all} filas (${percent} %)` });
}

interface OpenInput {
  readonly list: ListInput;
  discard(): Promise<void>;
}

/** Standard input is written to a file first: a list is gone through twice. */
async function openInput(file: string, context: Context): Promise<OpenInput> {
  const { host } = context;
  if (file === "-") {
    const { paths } = await context.settings();
    await mkdir(paths.data, { recursive: true, mode: 0o700 });
    const spooled = await spoolInput(host.stdin as AsyncIterable<Uint8Array>, paths.data);
    return { list: { path: spooled.path, name: "stdin" }, discard: async () => spooled.discard() };
  }
  const path = resolve(host.cwd, file);
  // A missing or closed file is told in the words of every other command.
  await probe(file, context);
  return { list: { path, name: basename(file) }, discard: async () => {} };
}

/** What a process that was killed has left: parts of lists are people's data. Those of today may be in use. */
async function sweepLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^\.(?:stdin|rejects)-[\w-]+\.part$|\.copy-[\w-]+$/.test(one))) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY);
    if (age > 24 * 3_600_000) await rm(path, { force: true }).catch(() => {});
  }
}

async function probe(file: string, { host }: Context): Promise<void> {
  const stream = createReadStream(resolve(host.cwd, file), { end: 0 });
  try {
    for await (const part of stream) void part;
  } catch {
    await readInputFile(file, host);
  }
}

interface Rejects {
  readonly file: string;
  readonly output: OutputFile | undefined;
  readonly count: number;
  add(row: Parameters<typeof rejectsLine>[0], info: Parameters<typeof rejectsLine>[1], language: "en" | "es"): void;
  /** All of them, in the order of the list. */
  contents(): Promise<AsyncIterable<Uint8Array>>;
  discard(): Promise<void>;
}

/** Rows are kept in a file beside until the import is done: there may be as many as the list has. */
async function openRejects(input: ImportInput, context: Context): Promise<Rejects | undefined> {
  const { host } = context;
  const file = input.rejects;
  if (file === undefined) return undefined;
  if (await isSameFile(input.file, file, host)) throw rejectsOverInput(file);
  // The next import would take the name at its word.
  if (/\.(?:vcf|vcard|xlsx?|xlsm|ods|json|ndjson|jsonl)$/i.test(file)) throw rejectsNotCsv(file);
  const output = input.dryRun ? undefined : await openOutputFile(file, host);
  const { paths } = await context.settings();
  await mkdir(paths.data, { recursive: true, mode: 0o700 });
  const path = join(paths.data, `.rejects-${process.pid}-${randomUUID()}.part`);
  let stream: ReturnType<typeof createWriteStream> | undefined;
  let count = 0;
  return {
    file,
    output,
    get count() {
      return count;
    },
    add: (row, info, language) => {
      count++;
      if (output === undefined) return;
      stream ??= createWriteStream(path, { mode: 0o600 });
      if (count === 1) stream.write(rejectsHeader(info));
      stream.write(rejectsLine(row, info, language));
    },
    contents: async () => {
      if (stream !== undefined) {
        stream.end();
        await once(stream, "close");
      }
      return createReadStream(path);
    },
    discard: async () => {
      stream?.destroy();
      await rm(path, { force: true });
      await output?.discard();
    },
  };
}

interface Told {
  readonly report: ImportReport;
  readonly rejects: Rejects | undefined;
  readonly hasSource: boolean;
}

async function withRejects(answer: View, { report, rejects, hasSource }: Told): Promise<View> {
  if (rejects?.output === undefined || rejects.count === 0) return answer;
  try {
    await rejects.output.write(await rejects.contents(), rejectsLost);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...importView(report, undefined, hasSource), problem: error };
  }
  return answer;
}

const rejectsLost: Text = {
  en: "The import is done. To get the refused rows, repeat the command with another file for --rejects.",
  es: "La importación ya está hecha. Para obtener las filas rechazadas, repita el comando con otro archivo en --rejects.",
};

function rejectsOverInput(file: string): UsageError {
  return new UsageError({
    code: "import.rejects_over_input",
    text: {
      en: `--rejects ${file} is the list itself: it would be overwritten.`,
      es: `--rejects ${file} es la propia lista: se sobrescribiría.`,
    },
    hint: {
      en: "Name another file, for example --rejects rejected.csv",
      es: "Indique otro archivo, por ejemplo --rejects rechazadas.csv",
    },
    data: { option: "--rejects" },
  });
}

function rejectsNotCsv(file: string): UsageError {
  return new UsageError({
    code: "import.rejects_not_csv",
    text: {
      en: `--rejects ${file}: the refused rows are written as CSV, which that name does not say.`,
      es: `--rejects ${file}: las filas rechazadas se guardan como CSV, y ese nombre indica otro formato.`,
    },
    hint: {
      en: "Name a CSV file: --rejects rejected.csv",
      es: "Indique un archivo CSV: --rejects rechazadas.csv",
    },
    data: { option: "--rejects" },
  });
}

function checkDate(date: number | undefined, now: number): void {
  if (date === undefined || date <= now) return;
  throw new InputError({
    code: "consent.date_in_future",
    text: {
      en: "The date of the consent has not come yet: nobody can have agreed then.",
      es: "La fecha del consentimiento aún no ha llegado: nadie puede haber aceptado ese día.",
    },
    hint: {
      en: "give the day on which the people agreed: --consent-date 2025-03-25",
      es: "indique el día en que las personas aceptaron: --consent-date 2025-03-25",
    },
  });
}
