import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { openRecipients } from "../../../../src/domain/campaigns/list/open-list.ts";
import type { FileSource } from "../../../../src/domain/campaigns/list/file-list.ts";
import type { ListedRecipient } from "../../../../src/domain/campaigns/list/recipient.ts";
import type { ListTools, RecipientList } from "../../../../src/domain/campaigns/list/recipient-list.ts";
import type { ListInput } from "../../../../src/domain/import/list.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { openDatabase } from "../../../../src/storage/open.ts";

/** Files and stores of one test, gone after it. */
export interface ListWorld {
  write(content: string | Uint8Array, name?: string): ListInput;
  db(): Promise<Database>;
  open(content: string | Uint8Array, more?: Asked): Promise<RecipientList>;
  read(content: string | Uint8Array, more?: Asked): Promise<ListedRecipient[]>;
}

export interface Asked extends Partial<ListTools>, Partial<Omit<FileSource, "kind">> {
  readonly name?: string;
}

export async function all(list: RecipientList): Promise<ListedRecipient[]> {
  const found: ListedRecipient[] = [];
  for await (const page of list.pages()) found.push(...page);
  return found;
}

export function listWorld(): ListWorld {
  const later: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of later.splice(0)) await close();
  });
  const write = (content: string | Uint8Array, name = "list.csv"): ListInput => {
    const folder = mkdtempSync(join(tmpdir(), "recado-test-"));
    later.push(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, name);
    writeFileSync(path, content);
    return { path, name };
  };
  const db = async (): Promise<Database> => {
    const opened = await openDatabase(":memory:");
    later.push(async () => opened.close());
    return opened;
  };
  const open = async (content: string | Uint8Array, more: Asked = {}): Promise<RecipientList> => {
    const { name, db: given, country, signal, ...source } = more;
    const input = write(content, name);
    return openRecipients({ kind: "file", input, ...source }, { db: given ?? (await db()), country, signal });
  };
  return { write, db, open, read: async (content, more) => all(await open(content, more)) };
}
