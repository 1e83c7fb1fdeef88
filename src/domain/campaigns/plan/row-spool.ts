import { randomUUID } from "node:crypto";
import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { StorageError } from "../../../core/errors.ts";
import type { CampaignExclusionRow, MessageRow } from "../../../storage/rows.ts";

/** What a planned message has of its own. */
export type FrozenMessage = Pick<
  MessageRow,
  | "id"
  | "position"
  | "customer_phone"
  | "contact_id"
  | "template"
  | "language"
  | "category"
  | "variant"
  | "content"
  | "consent"
  | "labels"
  | "due_at"
  | "market"
  | "estimate_micros"
  | "estimate_evidence"
>;
export type FrozenExclusion = Omit<CampaignExclusionRow, "campaign_id">;

/** What becomes of one entry of the list. */
export type FrozenEntry = { readonly message: FrozenMessage } | { readonly exclusion: FrozenExclusion };

/**
 * A campaign that is being planned, in a file of this machine: nobody has to wait for the database while a long list is gone
 * through, and nothing of it is in the database until all of it is.
 */
export interface RowSpool {
  add(entries: readonly FrozenEntry[]): Promise<void>;
  /** All of them in their order, some thousand at a time. May be called again. */
  pages(): AsyncGenerator<readonly FrozenEntry[], void, undefined>;
  discard(): Promise<void>;
}

const pageSize = 2_000;

function unwritable(folder: string, cause: unknown): unknown {
  if (!(cause instanceof Error && "code" in cause)) return cause;
  const isFull = cause.code === "ENOSPC" || cause.code === "EDQUOT";
  const why = isFull
    ? { en: "there is no space left on the disk", es: "no queda espacio en el disco" }
    : { en: `it failed: ${String(cause.code)}`, es: `falló: ${String(cause.code)}` };
  return new StorageError({
    code: "output.unwritable",
    text: {
      en: `The plan cannot be kept in ${folder} while it is made: ${why.en}. No campaign has been created.`,
      es: `No se puede guardar el plan en ${folder} mientras se hace: ${why.es}. No se ha creado ninguna campaña.`,
    },
    hint: { en: "Free some space, then repeat the command.", es: "Libere espacio y repita el comando." },
    data: { folder },
    temporary: isFull,
    cause,
  });
}

/** @param folder made where it is missing; the file is for its owner only, and has no name any more where the system allows that */
export async function openRowSpool(folder: string): Promise<RowSpool> {
  const path = join(folder, `.plan-${randomUUID()}.part`);
  const explain = (cause: unknown): never => {
    throw unwritable(folder, cause);
  };
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(explain);
  const file = await open(path, "wx+", 0o600).catch(explain);
  // A process that is killed leaves nothing. Windows does not let go of the name of an open file.
  await rm(path, { force: true }).catch(() => {});
  return {
    add: async (entries) => {
      if (entries.length === 0) return;
      const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
      await file.appendFile(lines).catch(explain);
    },
    pages: () => readPages(file),
    discard: async () => {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** Parted at line ends only: a line reader would part at other signs too that stand in people's names. */
async function* readPages(file: FileHandle): AsyncGenerator<readonly FrozenEntry[]> {
  const input = file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20, encoding: "utf8" });
  let page: FrozenEntry[] = [];
  let rest = "";
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      page.push(JSON.parse(line) as FrozenEntry);
      if (page.length < pageSize) continue;
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
