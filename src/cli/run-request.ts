import { exitCodes, UsageError, type ExitCode } from "../core/errors.ts";
import { isLanguage, languages, type Language } from "../core/text.ts";
import type { Command } from "./command.ts";
import { createContext, type Context, type GlobalOptions } from "./context.ts";
import { formats, isFormat } from "./formats.ts";
import type { Host } from "./host.ts";
import { readInput } from "./input.ts";
import { colours } from "./render.ts";
import { prepareWidths } from "./table.ts";

/** Runs a command whose line was parsed; errors are the caller's to tell. */
export async function runRequest(
  command: Command,
  raw: Readonly<Record<string, unknown>>,
  host: Host,
  language: Language,
): Promise<ExitCode> {
  const chalk = { out: colours(host.stdout, host.env), err: colours(host.stderr, host.env) };
  const context = createContext(host, readGlobals(raw, host, language), chalk);
  try {
    return await runCommand(command, raw, context);
  } finally {
    await context.close();
  }
}

async function runCommand(
  command: Command,
  raw: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<ExitCode> {
  const input = Object.fromEntries(
    Object.entries(command.input).map(([key, item]) => [key, readInput(key, item, raw[key])]),
  );
  await askToConfirm(command, input, context);
  const body = await command.load();
  // The loader's type says which input the body takes; the values above were read by that very spec.
  const answer = await body.run(input as never, context);
  if (context.format === "table") await prepareWidths(JSON.stringify(answer.blocks));
  context.show(answer);
  if (answer.problem !== undefined) throw answer.problem;
  return exitCodes.ok;
}

/** The option or variable that says something unknown. */
function notOneOf(name: string, value: string, choices: readonly string[]): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: {
      en: `${name} "${value}" is not one of ${choices.join(", ")}.`,
      es: `${name} "${value}" no es uno de estos valores: ${choices.join(", ")}.`,
    },
    data: { option: name, value },
  });
}

function readGlobals(raw: Readonly<Record<string, unknown>>, host: Host, language: Language): GlobalOptions {
  const { lang, output, profile } = raw;
  if (typeof lang === "string" && !isLanguage(lang)) throw notOneOf("--lang", lang, languages);
  const fromEnvironment = host.env["RECADO_OUTPUT"] || undefined;
  const format = raw["json"] === true ? "json" : (output ?? fromEnvironment ?? "table");
  if (!isFormat(format)) {
    throw notOneOf(
      output === undefined ? "RECADO_OUTPUT" : "--output",
      typeof format === "string" ? format : "",
      formats,
    );
  }
  return {
    format,
    language,
    profile: typeof profile === "string" ? profile : undefined,
    yes: raw["yes"] === true,
  };
}

async function askToConfirm(
  command: Command,
  input: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<void> {
  if (command.confirm === undefined || context.yes || input["dryRun"] === true) return;
  if (await context.prompt.confirm({ message: command.confirm, option: "--yes" })) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}
