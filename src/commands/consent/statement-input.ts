import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { basename, resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { InputError, UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { checkEvidenceSize, evidenceFile, evidenceRef, isEvidenceLink } from "../../domain/consent/evidence.ts";
import type { Statement } from "../../domain/consent/record.ts";
import { readStatementDate } from "../../domain/consent/statement-date.ts";
import type { EvidenceRow } from "../../storage/repos/evidence.ts";
import { purposes, type Purpose } from "../../storage/rows.ts";
import type { proofInput } from "./index.ts";

/** Reads `marketing,utility`; UsageError names the one that does not exist. */
export function readPurposes(text: string, option: string): readonly Purpose[] {
  const named = text
    .split(",")
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== "");
  const known = (one: string): one is Purpose => purposes.some((purpose) => purpose === one);
  const unknown = named.find((one) => !known(one));
  if (unknown === undefined && named.length > 0) return purposes.filter((purpose) => named.includes(purpose));
  const near = nearest(unknown ?? "", purposes);
  const list = (near.length === 0 ? purposes : near).join(", ");
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `${option} "${unknown ?? text}" is no purpose.`,
      es: `${option} "${unknown ?? text}" no es una finalidad.`,
    },
    hint: { en: `Write one or more of: ${list}`, es: `Indique una o varias de estas: ${list}` },
    data: { option, value: unknown ?? text },
  });
}

const longestWording = 20_000;

async function wordingOf(
  { wording, wordingFile }: InputOf<typeof proofInput>,
  context: Context,
): Promise<string | undefined> {
  if (wordingFile === undefined) return wording;
  if (wording !== undefined) {
    throw new UsageError({
      code: "usage.contradiction",
      text: {
        en: "--wording and --wording-file say the same thing twice.",
        es: "--wording y --wording-file dicen lo mismo dos veces.",
      },
      hint: { en: "Give one of them.", es: "Indique solo una." },
    });
  }
  const bytes = await readInputFile(wordingFile, context.host);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n").trim();
    if (text !== "" && text.length <= longestWording && !text.includes("\u0000")) return text;
  } catch {
    // Told below.
  }
  throw new InputError({
    code: "consent.bad_wording",
    text: {
      en: `The wording in ${wordingFile} is not a text in UTF-8 of 1 to ${longestWording} characters.`,
      es: `El texto de ${wordingFile} no es un texto en UTF-8 de 1 a ${longestWording} caracteres.`,
    },
    hint: {
      en: "Save it as plain text. A scanned form is evidence: --evidence <file>",
      es: "Guárdelo como texto sin formato. Un formulario escaneado es evidencia: --evidence <archivo>",
    },
    data: { file: wordingFile },
  });
}

async function fileOf(evidence: string, context: Context): Promise<EvidenceRow> {
  const name = evidence === "-" ? "stdin" : basename(evidence);
  const found = await stat(resolve(context.host.cwd, evidence)).catch(() => undefined);
  if (found?.isFile() === true) checkEvidenceSize(evidence, found.size);
  return evidenceFile(name, await readInputFile(evidence, context.host), context.clock.now());
}

function emptySource(): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: { en: "--source is empty.", es: "--source está vacío." },
    hint: {
      en: 'Say where it was said: --source "shop in Lima"',
      es: 'Indique dónde se dijo: --source "tienda de Lima"',
    },
    data: { option: "--source" },
  });
}

type ProofInput = InputOf<typeof proofInput>;

/** What the options of `consent grant` and `consent withdraw` say. */
export async function statementOf(
  input: ProofInput & { readonly purpose: string | undefined; readonly source: string | undefined },
  fixed: Pick<Statement, "action" | "despiteWithdrawal"> & {
    readonly purposes: readonly Purpose[];
    readonly source: string;
  },
  context: Context,
): Promise<Statement> {
  const now = context.clock.now();
  const { evidence } = input;
  const file = evidence === undefined || isEvidenceLink(evidence) ? undefined : await fileOf(evidence, context);
  if (fixed.source.trim() === "") throw emptySource();
  return {
    ...fixed,
    date: input.date === undefined ? { at: now, until: now } : readStatementDate(input.date, now, "--date"),
    now,
    method: input.method ?? "operator",
    actor: userInfo().username,
    wording: await wordingOf(input, context),
    wordingVersion: input.wordingVersion,
    evidence: file === undefined ? evidence : evidenceRef(file.hash),
    file,
  };
}
