import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, inject } from "vitest";
import type { ProvidedContext } from "vitest";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { openPostgres } from "../../src/storage/postgres.ts";

let names = 0;

/** A name that no other test file of the run has. */
function freshName(): string {
  names += 1;
  return `recado_test_${process.pid}_${Date.now().toString(36)}_${names}`;
}

/** Calls what was left to be closed, the last one first; whatever was opened is closed after each test. */
function closer(): (close: () => Promise<void>) => void {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });
  return (close) => open.push(close);
}

/** A folder of this suite's own, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The PostgreSQL server of this run, if there is one; else the reason is printed. */
export function postgresUrl(suite: string): string | undefined {
  const server: ProvidedContext["postgres"] | undefined = inject("postgres");
  if (server !== undefined && "url" in server) return server.url;
  const reason = server?.missing ?? "test/helpers/postgres.ts is not among vitest's globalSetup";
  // Where it has to be there (CI), its absence is a failure.
  if (process.env["TEST_POSTGRES_REQUIRED"]) throw new Error(`no PostgreSQL for ${suite}: ${reason}`);
  process.stderr.write(`SKIPPED on PostgreSQL: ${suite} (${reason})\n`);
  return undefined;
}

/** An empty schema on the server, and its address; `drop` removes it. */
async function createSchema(url: string): Promise<{ url: string; drop(): Promise<void> }> {
  const schema = freshName();
  const run = async (sql: string): Promise<void> => {
    const db = await openPostgres(url);
    try {
      await db.exec(sql);
    } finally {
      await db.close();
    }
  };
  await run(`CREATE SCHEMA ${schema}`);
  return {
    url: `${url}${url.includes("?") ? "&" : "?"}schema=${schema}`,
    drop: async () => run(`DROP SCHEMA ${schema} CASCADE`),
  };
}

/** The engines of this run: how to get the address of an empty database on each. */
function engines(suite: string): { name: string; address: (() => () => Promise<string>) | undefined }[] {
  const url = postgresUrl(suite);
  return [
    {
      name: "SQLite",
      address: () => {
        const folder = temporaryFolder();
        return async () => join(folder, `${freshName()}.db`);
      },
    },
    {
      name: "PostgreSQL",
      address:
        url === undefined
          ? undefined
          : () => {
              const later = closer();
              return async () => {
                const schema = await createSchema(url);
                later(async () => schema.drop());
                return schema.url;
              };
            },
    },
  ];
}

export interface DatabaseSuite {
  /** An empty database, up to date; closed after the test. */
  readonly open: () => Promise<Database>;
  /** The address of a database that does not exist yet. */
  readonly address: () => Promise<string>;
  /** Opens an address once more, as another process would. */
  readonly openAt: (address: string) => Promise<Database>;
}

/** The same suite on SQLite and on PostgreSQL. */
export function describeEachDatabase(
  name: string,
  suite: (open: () => Promise<Database>, more: DatabaseSuite) => void,
): void {
  for (const engine of engines(name)) {
    describe.skipIf(engine.address === undefined)(`${name} on ${engine.name}`, () => {
      if (engine.address === undefined) return;
      const address = engine.address();
      const later = closer();
      const openAt = async (at: string): Promise<Database> => {
        const db = await openDatabase(at);
        later(async () => db.close());
        return db;
      };
      const open = async (): Promise<Database> => openAt(await address());
      suite(open, { open, address, openAt });
    });
  }
}
