import { exitCodes, type ExitCode } from "./core/errors.ts";
import { version } from "./core/version.ts";
import type { Host } from "./cli/host.ts";

export { nodeHost } from "./cli/node-host.ts";

/** Runs one command line. Never ends the process and never throws: the answer is the exit code. */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    host.stdout.write(`${version}\n`);
    return exitCodes.ok;
  }
  const { runCommandLine } = await import("./cli/run.ts");
  const { commands } = await import("./commands/index.ts");
  return runCommandLine(commands, argv, host);
}
