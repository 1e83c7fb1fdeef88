import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ListInput } from "../list.ts";
import { openReader } from "./reader.ts";
import type { ListReader, ReadOptions } from "./reader.ts";

/** From this size on (bytes) a second thread saves more time than it takes to start. */
const largeFile = 2 * 1024 * 1024;

/** Beside the bundle; from source there is none, and everything runs in one thread. */
const workerFile = new URL("./import-worker.js", import.meta.url);

/** Opens a list: a large one is read by a thread of its own while this one writes. */
export async function openListReader(input: ListInput, options: ReadOptions): Promise<ListReader> {
  const size = statSync(input.path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largeFile || !existsSync(fileURLToPath(workerFile))) return openReader(input, options);
  const { openThreadReader } = await import("./thread-reader.ts");
  return openThreadReader(workerFile, input, plain(options));
}

/** Only what is named crosses to another thread: what is handed in may carry more. */
function plain(options: ReadOptions): ReadOptions {
  const { sheet, format, country, dateOrder, map, mappingFile, consent, requireConsent } = options;
  const { evidenceFolder, actor, now } = options;
  return { sheet, format, country, dateOrder, map, mappingFile, consent, requireConsent, evidenceFolder, actor, now };
}
