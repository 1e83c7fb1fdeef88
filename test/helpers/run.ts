import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { onTestFinished } from "vitest";
import type { Host, Output } from "../../src/cli/host.ts";
import type { CommandTree } from "../../src/cli/program.ts";
import { runCommandLine } from "../../src/cli/run.ts";
import { systemClock, type Clock } from "../../src/core/clock.ts";
import type { ExitCode } from "../../src/core/errors.ts";
import { main } from "../../src/main.ts";

/** What somebody at a terminal types once `seen` has appeared since the last answer. */
export interface Answer {
  /** Something that the screen did not show before the answer before this one; empty for at once. */
  readonly seen: string;
  /** Keys as a terminal sends them: `"\r"` is Enter, `"\u001b[B"` the arrow down, `"\u0003"` Ctrl-C. */
  readonly type: string;
}

export const keys = { enter: "\r", down: "\u001b[B", interrupt: "\u0003", endOfInput: "\u0004" } as const;

export interface RunOptions {
  /** Beside `RECADO_HOME` and `RECADO_LANG=en`, which an undefined takes away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
  /** Makes all three streams a terminal with somebody at it. */
  readonly answers?: readonly Answer[];
  /** A folder of an earlier run; a fresh one when left out. */
  readonly home?: string;
  readonly cwd?: string;
  readonly clock?: Clock;
  readonly columns?: number;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function collect(isTTY: boolean, columns: number, onWrite: () => void = () => {}): Output & { text: string } {
  return {
    text: "",
    isTTY,
    columns,
    write(part) {
      this.text += part;
      onWrite();
    },
  };
}

/** A keyboard that waits for each question before it answers. */
function keyboard(answers: readonly Answer[], screen: () => string): { stdin: Host["stdin"]; look: () => void } {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const left = [...answers];
  let read = 0;
  let typing = false;
  const look = (): void => {
    const [next] = left;
    const text = screen();
    if (typing || next === undefined || !text.slice(read).includes(next.seen)) return;
    left.shift();
    // The question is still being drawn: the keys come after it, one event each, as they do from a terminal.
    typing = true;
    const strokes = next.type.match(/\u001b\[[A-D]|[^]/g) ?? [];
    const press = (): void => {
      const stroke = strokes.shift();
      if (stroke !== undefined) {
        if (stroke === keys.endOfInput) stdin.end();
        else stdin.write(stroke);
        setImmediate(press);
        return;
      }
      read = text.length;
      typing = false;
      look();
    };
    setImmediate(press);
  };
  setImmediate(look);
  return { stdin, look };
}

function prepare(options: RunOptions): { host: Host; out: { text: string }; err: { text: string } } {
  const terminal = options.answers !== undefined;
  const columns = options.columns ?? 80;
  const out = collect(terminal, columns);
  let look = (): void => {};
  const err = collect(terminal, columns, () => look());
  let stdin: Host["stdin"] = Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]);
  if (options.answers !== undefined) {
    const person = keyboard(options.answers, () => err.text);
    stdin = person.stdin;
    look = person.look;
  }
  const home = options.home ?? temporaryFolder();
  const host: Host = {
    env: { RECADO_HOME: home, RECADO_LANG: "en", NO_COLOR: "1", ...options.env },
    cwd: options.cwd ?? home,
    home,
    platform: process.platform,
    stdin,
    stdout: out,
    stderr: err,
    clock: options.clock ?? systemClock,
    signal: options.signal ?? new AbortController().signal,
  };
  return { host, out, err };
}

/** Runs one command line in this process, as a shell would. */
export async function runRecado(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { host, out, err } = prepare(options);
  const code = await main(args, host);
  return { code, stdout: out.text, stderr: err.text };
}

/** The same with commands made for the test. */
export async function runTree(
  tree: CommandTree,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { host, out, err } = prepare(options);
  const code = await runCommandLine(tree, args, host);
  return { code, stdout: out.text, stderr: err.text };
}

/** The error that `--json` left on stderr. */
export function errorOf(result: RunResult): { code: string; message: string; hint?: string; data?: unknown } {
  const line = result.stderr.trim().split("\n").at(-1) ?? "";
  return (JSON.parse(line) as { error: { code: string; message: string; hint?: string; data?: unknown } }).error;
}
