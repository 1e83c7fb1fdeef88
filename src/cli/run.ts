import { exitCodes, UsageError, type ExitCode } from "../core/errors.ts";
import type { Language } from "../core/text.ts";
import type { Command } from "./command.ts";
import { createContext, type Context, type GlobalOptions } from "./context.ts";
import type { Host } from "./host.ts";
import { readInput } from "./input.ts";
import { chooseLanguage } from "./language.ts";
import { parseCommandLine, type CommandTree } from "./program.ts";
import { colours, formats, type Format } from "./render.ts";
import { reportError } from "./report-error.ts";

/** Parses, runs and answers one command line; the exit code is the result. */
export async function runCommandLine(tree: CommandTree, argv: readonly string[], host: Host): Promise<ExitCode> {
  const language = chooseLanguage(argv, host);
  const chalk = { out: colours(host.stdout, host.env), err: colours(host.stderr, host.env) };
  let context: Context | undefined;
  try {
    const request = parseCommandLine(tree, argv, language);
    if (request.kind === "text") {
      host.stdout.write(request.text);
      return exitCodes.ok;
    }
    const { command, raw } = request;
    context = createContext(host, readGlobals(raw, host, language), chalk);
    const input = Object.fromEntries(
      Object.entries(command.input).map(([key, item]) => [key, readInput(key, item, raw[key])]),
    );
    await askToConfirm(command, input, context);
    const body = await command.load();
    // The loader's type says which input the body takes; the values above were read by that very spec.
    const answer = await body.run(input as never, context);
    context.show(answer);
    if (answer.problem !== undefined) throw answer.problem;
    return exitCodes.ok;
  } catch (error) {
    context?.progress.clear();
    const json = context === undefined ? argv.includes("--json") : context.format !== "table";
    return reportError(error, host, { language, json, chalk: chalk.err });
  } finally {
    await context?.close();
  }
}

function readGlobals(raw: Readonly<Record<string, unknown>>, host: Host, language: Language): GlobalOptions {
  const named = typeof raw["output"] === "string" ? raw["output"] : host.env["RECADO_OUTPUT"];
  const asked = raw["json"] === true ? "json" : named || "table";
  if (!formats.includes(asked as Format)) {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: `--output "${asked}" is not one of ${formats.join(", ")}.`,
        es: `--output "${asked}" no es uno de estos valores: ${formats.join(", ")}.`,
      },
    });
  }
  return {
    format: asked as Format,
    language,
    profile: typeof raw["profile"] === "string" ? raw["profile"] : undefined,
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
