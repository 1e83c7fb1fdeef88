import { dirname } from "node:path";
import type { ChalkInstance } from "chalk";
import type { Clock } from "../core/clock.ts";
import type { Language, Text } from "../core/text.ts";
import type { GraphClient } from "../graph/client.ts";
import type { Database } from "../storage/database.ts";
import { connectGraph } from "./connect.ts";
import type { Format } from "./formats.ts";
import type { Host } from "./host.ts";
import { progressLine, type Progress } from "./progress.ts";
import { refusingPrompter, terminalPrompter, type Prompter } from "./prompt.ts";
import { renderView } from "./render.ts";
import { readSettings, requireSetting, type Settings } from "./settings.ts";
import type { View } from "./view.ts";

/** The options that every command has. */
export interface GlobalOptions {
  readonly format: Format;
  readonly language: Language;
  readonly profile: string | undefined;
  readonly yes: boolean;
}

/** What a command works with. Costly things are made when first asked for, once, and closed at the end. */
export interface Context {
  readonly host: Host;
  readonly language: Language;
  readonly format: Format;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A person can be asked: a terminal on both sides, and no machine-readable format. */
  readonly interactive: boolean;
  readonly profile: string | undefined;
  readonly yes: boolean;
  readonly prompt: Prompter;
  readonly progress: Progress;
  say(text: Text): string;
  /** Writes an answer to stdout now, for commands that go on running. */
  show(view: View): void;
  /** A line for the person watching, on stderr. */
  note(text: Text): void;
  warn(text: Text): void;
  settings(): Promise<Settings>;
  /** Needs a token (exit 3 without one). */
  graph(): Promise<GraphClient>;
  db(): Promise<Database>;
  close(): Promise<void>;
}

function once<Value>(make: () => Promise<Value>): { (): Promise<Value>; made(): Promise<Value> | undefined } {
  let value: Promise<Value> | undefined;
  const get = (): Promise<Value> => (value ??= make());
  return Object.assign(get, { made: () => value });
}

export function createContext(
  host: Host,
  options: GlobalOptions,
  chalk: { out: ChalkInstance; err: ChalkInstance },
): Context {
  const { language, format } = options;
  const interactive =
    format === "table" && host.stdin.isTTY === true && host.stderr.isTTY && host.stdout.isTTY && !host.env["CI"];
  const settings = once(() => readSettings(host, options));
  const graph = once(async () => {
    const known = await settings();
    const accessToken = requireSetting(known, "accessToken");
    return connectGraph(host, { accessToken, appSecret: known.appSecret, graphUrl: known.graphUrl });
  });
  const db = once(async () => {
    const { databaseUrl, paths } = await settings();
    const { openDatabase } = await import("../storage/open.ts");
    // recado's own folder is made when it is first needed; one that somebody names should be there.
    return openDatabase(databaseUrl, { createFolder: dirname(databaseUrl) === paths.data });
  });
  const progress = progressLine(host.stderr, format === "table");
  const toStderr = (text: string): void => {
    progress.clear();
    host.stderr.write(`${text}\n`);
  };
  return {
    host,
    language,
    format,
    clock: host.clock,
    signal: host.signal,
    interactive,
    profile: options.profile,
    yes: options.yes,
    prompt: interactive ? terminalPrompter(host, language) : refusingPrompter,
    progress,
    say: (text) => text[language],
    show: (view) => {
      progress.clear();
      const width = host.stdout.isTTY ? host.stdout.columns : undefined;
      host.stdout.write(renderView(view, { format, language, chalk: chalk.out, width }));
    },
    note: (text) => toStderr(text[language]),
    warn: (text) => toStderr(chalk.err.yellow(text[language])),
    settings,
    graph,
    db,
    close: async () => {
      progress.clear();
      const open = await Promise.allSettled([graph.made(), db.made()]);
      await Promise.all(
        open.map(async (made) => {
          if (made.status === "fulfilled") await made.value?.close();
        }),
      );
    },
  };
}
