import { AppError, InterruptedError, exitCodes, type ExitCode } from "../core/errors.ts";
import { redactText } from "../core/redact.ts";
import { cleanText } from "../core/terminal.ts";
import type { Language, Text } from "../core/text.ts";
import type { Host } from "./host.ts";
import { wrapText } from "./table.ts";
import { colours } from "./render.ts";

const fault: { text: Text; hint: Text } = {
  text: { en: "Unexpected failure in recado", es: "Error imprevisto de recado" },
  hint: {
    en: "Run it again with RECADO_DEBUG=1 and report what it prints.",
    es: "Repita el comando con RECADO_DEBUG=1 y envíenos lo que muestre.",
  },
};

/** Finds the error that a person should read: an abort carries its reason. */
function unwrap(error: unknown, host: Host): unknown {
  const aborted = error instanceof Error && error.name === "AbortError" && host.signal.aborted;
  return aborted ? (host.signal.reason as unknown) : error;
}

/**
 * The only place where an error becomes words and an exit code. Everything goes to stderr; with `--json` as
 * `{"error":{"code","message","hint","data"}}`.
 */
export function reportError(thrown: unknown, host: Host, options: { language: Language; json: boolean }): ExitCode {
  const { language, json } = options;
  const chalk = colours(host.stderr, host.env);
  const error = unwrap(thrown, host);
  const known = error instanceof AppError;
  const message = known
    ? error.text[language]
    : `${fault.text[language]}: ${error instanceof Error ? error.message : String(error)}`;
  const said = known ? error.hint?.[language] : fault.hint[language];
  const hint = said === undefined ? undefined : sentence(said);
  const clean = (text: string): string => cleanText(redactText(text));
  if (json) {
    const body = {
      code: known ? error.code : "fault",
      message: clean(message),
      ...(hint === undefined ? {} : { hint: clean(hint) }),
      ...(known && error.data !== undefined ? { data: error.data } : {}),
    };
    host.stderr.write(`${redactText(JSON.stringify({ error: body }))}\n`);
  } else {
    const label = error instanceof InterruptedError ? "" : "Error: ";
    const said = fitted(`${label}${clean(message)}`, host);
    host.stderr.write(`${said.startsWith(label) ? chalk.red(label) + said.slice(label.length) : said}\n`);
    for (const line of hint === undefined ? [] : clean(hint).split("\n")) {
      host.stderr.write(`${chalk.dim("→")} ${fitted(line, host)}\n`);
    }
  }
  if (host.env["RECADO_DEBUG"] && error instanceof Error) {
    for (let at: unknown = error; at instanceof Error; at = at.cause)
      host.stderr.write(`${clean(at.stack ?? at.message)}\n`);
  }
  return known ? error.exit : exitCodes.fault;
}

/** A hint begins with a capital letter, unless it begins with something to type. */
function sentence(hint: string): string {
  return /^(recado |-)/.test(hint) ? hint : hint.charAt(0).toUpperCase() + hint.slice(1);
}

/** Broken at spaces where a terminal would break words in two. */
function fitted(text: string, host: Host): string {
  const { isTTY, columns } = host.stderr;
  if (!isTTY) return text;
  return text
    .split("\n")
    .flatMap((line) => wrapText(line, Math.max(20, columns - 2)))
    .join("\n");
}
