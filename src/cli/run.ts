import { exitCodes, UsageError, type ExitCode } from "../core/errors.ts";
import { isLanguage, languages, type Language } from "../core/text.ts";
import type { Command } from "./command.ts";
import { createContext, type Context, type GlobalOptions } from "./context.ts";
import type { Host } from "./host.ts";
import { readInput } from "./input.ts";
import { chooseLanguage } from "./language.ts";
import { parseCommandLine, type CommandTree } from "./program.ts";
import { rawFlag } from "./raw-flags.ts";
import { colours, formats, type Format } from "./render.ts";
import { reportError } from "./report-error.ts";
import { prepareWidths } from "./table.ts";

/** Parses, runs and answers one command line; the exit code is the result. */
export async function runCommandLine(tree: CommandTree, argv: readonly string[], host: Host): Promise<ExitCode> {
  const language = chooseLanguage(argv, host);
  const chalk = { out: colours(host.stdout, host.env), err: colours(host.stderr, host.env) };
  try {
    const request = parseCommandLine(tree, argv, language);
    if (request.kind === "text") {
      host.stdout.write(request.text);
      return exitCodes.ok;
    }
    const context = createContext(host, readGlobals(request.raw, host, language), chalk);
    try {
      return await runCommand(request.command, request.raw, context);
    } finally {
      await context.close();
    }
  } catch (error) {
    return reportError(error, host, { language, json: programReads(argv, host.env), chalk: chalk.err });
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

/** Whether a program reads the answer, and so its errors: asked before and after parsing, which may fail. */
function programReads(argv: readonly string[], env: Host["env"]): boolean {
  if (argv.includes("--json")) return true;
  const asked = rawFlag(argv, "--output") ?? env["RECADO_OUTPUT"];
  return asked !== "table" && isFormat(asked);
}

function isFormat(value: unknown): value is Format {
  return formats.some((format) => format === value);
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
    text: { en: "Not confirmed. Nothing was changed.", es: "Sin confirmar. No se cambió nada." },
  });
}
