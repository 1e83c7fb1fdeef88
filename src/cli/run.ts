import { AppError, exitCodes, type ExitCode } from "../core/errors.ts";
import type { Language } from "../core/text.ts";
import { isFormat } from "./formats.ts";
import type { Host } from "./host.ts";
import { chooseLanguage } from "./language.ts";
import { pageWidth, parseCommandLine, type CommandTree } from "./program.ts";
import { rawFlag } from "./raw-flags.ts";

/**
 * Parses, runs and answers one command line; the exit code is the result. What runs commands is loaded only when one
 * is to be run: help comes without it.
 */
export async function runCommandLine(tree: CommandTree, argv: readonly string[], host: Host): Promise<ExitCode> {
  const language = chooseLanguage(argv, host);
  const code = await answer(tree, argv, host, language);
  const failure = await host.stdout.ended?.();
  if (failure === undefined) return code;
  const { reportError } = await import("./report-error.ts");
  const json = programReads(argv, host.env);
  const exit = reportError(notWritten(failure, code), host, { language, json });
  return code === exitCodes.ok ? exit : code;
}

function notWritten(failure: string, code: ExitCode): AppError {
  return new AppError({
    code: "output.unwritable",
    text: {
      en: `The answer could not be written (${failure}).`,
      es: `No se pudo escribir la respuesta (${failure}).`,
    },
    hint:
      code === exitCodes.ok
        ? {
            en: "The command itself is done: look before you repeat it.",
            es: "El comando sí se ejecutó: compruébelo antes de repetirlo.",
          }
        : undefined,
  });
}

async function answer(tree: CommandTree, argv: readonly string[], host: Host, language: Language): Promise<ExitCode> {
  try {
    const width = host.stdout.isTTY ? host.stdout.columns : pageWidth;
    const request = parseCommandLine(tree, argv, language, width);
    if (request.kind === "text") {
      host.stdout.write(request.text);
      return exitCodes.ok;
    }
    const { runRequest } = await import("./run-request.ts");
    return await runRequest(request.command, request.raw, host, language);
  } catch (error) {
    const { reportError } = await import("./report-error.ts");
    return reportError(error, host, { language, json: programReads(argv, host.env) });
  }
}

/** Whether a program reads the answer, and so its errors: asked before and after parsing, which may fail. */
function programReads(argv: readonly string[], env: Host["env"]): boolean {
  if (argv.includes("--json")) return true;
  const asked = rawFlag(argv, "--output") ?? env["RECADO_OUTPUT"];
  return asked !== "table" && isFormat(asked);
}
