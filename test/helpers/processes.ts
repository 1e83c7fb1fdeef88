import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { packedRecado } from "./packed.ts";

export interface ProcessOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly stdin?: string;
  /** It prints them because that is what it is asked for: `simulator start`. */
  readonly mayShowSecrets?: boolean;
}

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** What stdout shows so far. */
  stdout(): string;
  stderr(): string;
  /** The first line of stdout, as JSON. */
  firstLine(): Promise<unknown>;
  kill(signal: NodeJS.Signals): void;
}

const started = new Set<ChildProcess>();
const secrets = new Set<string>();
const folders: string[] = [];

// The first file of a run packs and installs, which takes a while on a machine with an empty cache.
beforeAll(async () => {
  await packedRecado();
}, 300_000);

afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await until("every process has ended", async () => started.size === 0);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
process.once("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

/** From now on no process may print it. */
export function keepSecret(...values: readonly string[]): void {
  for (const value of values) secrets.add(value);
}

/** An empty folder that is gone after the file's tests. */
export function freshHome(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-e2e-"));
  folders.push(folder);
  return folder;
}

/** Looks again and again until it holds; fails with what was waited for after `ms`. */
export async function until(what: string, holds: () => Promise<boolean>, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`);
    await wait(15);
  }
}

function environment({ home, env }: ProcessOptions): Record<string, string> {
  const all = {
    PATH: process.env["PATH"],
    SystemRoot: process.env["SystemRoot"],
    HOME: home,
    RECADO_HOME: home,
    RECADO_LANG: "en",
    // Together the runs of a machine without a warm cache would spend their time on compiling.
    NODE_COMPILE_CACHE: join(tmpdir(), "recado-e2e-compile-cache"),
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Starts any program; what it prints is looked through for secrets when it ends. */
export function startProgram(program: string, args: readonly string[], options: ProcessOptions): Running {
  const child = spawn(program, args, {
    cwd: options.cwd ?? options.home,
    env: environment(options),
    stdio: ["pipe", "pipe", "pipe"],
  });
  started.add(child);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  // It may end without reading.
  child.stdin.on("error", () => {});
  child.stdin.end(options.stdin ?? "");
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      started.delete(child);
      const told =
        options.mayShowSecrets === true ? undefined : [...secrets].find((one) => `${stdout}${stderr}`.includes(one));
      if (told === undefined) resolve({ code, signal, stdout, stderr });
      else reject(new Error(`"${args.slice(1).join(" ")}" printed a secret that ends in ${told.slice(-4)}`));
    });
  });
  // Whoever asks is told; a process that nobody asks is no unhandled rejection.
  ended.catch(() => {});
  return {
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => void child.kill(signal),
    firstLine: async () => {
      await until("the first line is there", async () => stdout.includes("\n") || child.exitCode !== null);
      const line = stdout.split("\n", 1)[0] ?? "";
      if (line === "") throw new Error(`it ended with ${String(child.exitCode)}: ${stderr}`);
      return JSON.parse(line) as unknown;
    },
  };
}

/** Starts the packed program. */
export async function startRecado(args: readonly string[], options: ProcessOptions): Promise<Running> {
  const { bin } = await packedRecado();
  return startProgram(process.execPath, [bin, ...args], options);
}

/** Runs the packed program to its end. */
export async function recado(args: readonly string[], options: ProcessOptions): Promise<Ended> {
  return (await startRecado(args, options)).ended;
}

/** What `--json` left on stdout. */
export function answerOf(ended: Ended): unknown {
  return JSON.parse(ended.stdout);
}

export interface ToldError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The error that `--json` left on stderr: the only thing there. */
export function errorOf({ stderr }: Ended): ToldError {
  return (JSON.parse(stderr) as { error: ToldError }).error;
}
