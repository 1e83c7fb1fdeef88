import { exitCodes, type ExitCode } from "../core/errors.ts";
import { isFormat } from "./formats.ts";
import type { Host } from "./host.ts";
import { chooseLanguage } from "./language.ts";
import { parseCommandLine, type CommandTree } from "./program.ts";
import { rawFlag } from "./raw-flags.ts";

/**
 * Parses, runs and answers one command line; the exit code is the result. What runs commands is loaded only when one
 * is to be run: help comes without it.
 */
export async function runCommandLine(tree: CommandTree, argv: readonly string[], host: Host): Promise<ExitCode> {
  const language = chooseLanguage(argv, host);
  try {
    const request = parseCommandLine(tree, argv, language);
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
