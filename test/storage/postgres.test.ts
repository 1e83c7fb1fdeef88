import { describe, expect, it } from "vitest";
import type { SqlValue } from "../../src/storage/database.ts";
import { openPostgres } from "../../src/storage/postgres.ts";
import { readPostgresAddress } from "../../src/storage/postgres-address.ts";
import { postgresError } from "../../src/storage/postgres-errors.ts";
import { batchStatements, numberedMarks } from "../../src/storage/postgres-sql.ts";
import { postgresUrl } from "../helpers/databases.ts";

describe("PostgreSQL's SQL", () => {
  it.each([
    ["SELECT ? + ?", "SELECT $1 + $2"],
    ["SELECT '?', \"a?\", ? -- ?\n, ?", "SELECT '?', \"a?\", $1 -- ?\n, $2"],
    ["SELECT 'it''s ?' /* ? */, ?", "SELECT 'it''s ?' /* ? */, $1"],
  ])("numbers the marks of %s", (sql, expected) => {
    expect(numberedMarks(sql)).toBe(expected);
  });

  it("puts plain inserts together", () => {
    const rows = [
      ["a", 1],
      ["b", 2],
    ];
    expect(batchStatements("INSERT INTO t (x, y) VALUES (?, ?)", rows)).toEqual([
      { sql: "INSERT INTO t (x, y) VALUES ($1, $2), ($3, $4)", parameters: ["a", 1, "b", 2] },
    ]);
    const wide = Array.from({ length: 90 }, () => Array.from({ length: 1_000 }, () => 1));
    const insert = `INSERT INTO t (x) VALUES (${Array.from({ length: 1_000 }, () => "?").join(", ")})`;
    const statements = batchStatements(insert, wide);
    expect(statements.map(({ parameters }) => parameters.length)).toEqual([60_000, 30_000]);
  });

  it.each([
    ["INSERT INTO t (x, y) VALUES (?, ?) ON CONFLICT (x) DO NOTHING", 1],
    ["INSERT INTO t (x, y) VALUES (?, ?) ON CONFLICT (x) DO UPDATE SET y = excluded.y", 1],
    ["INSERT INTO t (x, y) VALUES (?, ?) ON CONFLICT (x) DO UPDATE SET y = ?", 3],
    ["INSERT INTO t (y, x) VALUES (?, ?) ON CONFLICT (y, x) DO UPDATE SET y = 1", 1],
    // The key is twice the same: one statement may not touch a row twice.
    ["INSERT INTO t (y, x) VALUES (?, ?) ON CONFLICT (x) DO UPDATE SET y = excluded.y", 3],
    ["UPDATE t SET x = ? WHERE x = ?", 3],
    ["UPDATE t SET y = ? WHERE x = ?", 3],
    ["UPDATE t SET y = y + 1, x = ? WHERE z = ?", 3],
    ["DELETE FROM t WHERE x = ? AND y = ?", 3],
  ])("%s with three rows, two of them with one second value, makes %s statements", (sql, count) => {
    const rows = [
      ["a", 1],
      ["b", 2],
      ["c", 2],
    ];
    expect(batchStatements(sql, rows)).toHaveLength(count);
  });

  it("updates many rows from arrays, and says what is blank in all of them without one", () => {
    const update = "UPDATE t SET name = ?, note = ?, owner = NULL, seen = ? WHERE id = ? AND name = ?";
    const rows: SqlValue[][] = [
      ["Ana", null, 5, 1, "A"],
      ["Eva", null, null, 2, "A"],
    ];
    expect(batchStatements(update, rows)).toEqual([
      {
        sql:
          "UPDATE t SET name = u.c1, note = NULL, owner = NULL, seen = u.c2 " +
          "FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) AS u(c1, c2, c3, c4) WHERE t.id = u.c3 AND t.name = u.c4",
        parameters: [
          ["Ana", "Eva"],
          [5, null],
          [1, 2],
          ["A", "A"],
        ],
      },
    ]);
    expect(batchStatements(update, rows.slice(0, 1))[0]?.sql).toContain("name = $1");
    const mixed = rows.map(([, ...rest], place): SqlValue[] => [place === 0 ? 7 : "Eva", ...rest]);
    expect(batchStatements(update, mixed)).toHaveLength(2);
    const bytes = rows.map(([, ...rest]): SqlValue[] => [new Uint8Array([1]), ...rest]);
    expect(batchStatements(update, bytes)).toHaveLength(2);
  });

  it("hands many rows over as one array for each column, without the columns that are blank", () => {
    const rows = Array.from({ length: 100 }, (_, place): SqlValue[] => [place, `n${place}`, null]);
    const [statement] = batchStatements("INSERT INTO t (id, name, note, batch) VALUES (?, ?, ?, 7)", rows);
    expect(statement).toEqual({
      sql: "INSERT INTO t (id, name, batch) SELECT u.c1, u.c2, 7 FROM unnest($1::bigint[], $2::text[]) AS u(c1, c2)",
      parameters: [rows.map(([id]) => id), rows.map(([, name]) => name)],
    });
    const mixed = rows.map(([id = null], place): SqlValue[] => [id, place % 2 === 0 ? "a" : 1, null]);
    expect(
      batchStatements("INSERT INTO t (id, name, note, batch) VALUES (?, ?, ?, 7)", mixed)[0]?.parameters,
    ).toHaveLength(300);
  });
});

describe("PostgreSQL's address", () => {
  it.each([
    ["postgres://ana:s3cret@db.example:5432/shop", "postgres://ana@db.example:5432/shop"],
    ["postgresql://ana:s3@cr/et@db.example/shop", "postgresql://ana@db.example/shop"],
    ["postgres://db.example/shop?user=ana&password=s3cret", "postgres://db.example/shop?user=ana&password=••••"],
    ["postgres://ana:s3cret@/shop?host=/run/postgresql", "postgres://ana@/shop?host=/run/postgresql"],
    ["postgres://db.example/shop", "postgres://db.example/shop"],
  ])("shows no password of %s", (url, location) => {
    expect(readPostgresAddress(url).location).toBe(location);
  });

  it("takes the schema out of what the driver gets", () => {
    expect(readPostgresAddress("postgres://db/shop?schema=client_a&sslmode=disable")).toMatchObject({
      connectionString: "postgres://db/shop?sslmode=disable",
      schema: "client_a",
    });
  });
});

describe("PostgreSQL's errors", () => {
  it.each([
    ["53100", "storage.disk_full", 5],
    ["40P01", "storage.locked", 5],
    ["55P03", "storage.locked", 5],
    ["57P03", "storage.unreachable", 5],
    ["08006", "storage.unreachable", 5],
    ["ECONNREFUSED", "storage.unreachable", 5],
    ["28P01", "storage.refused", 3],
    ["3D000", "storage.no_such_database", 3],
    ["25006", "storage.read_only", 3],
    ["23505", "storage.constraint", 1],
    ["XX000", "storage.failed", 1],
  ])("%s is %s", (code, expected, exit) => {
    const error = Object.assign(new Error("said the server"), { code });
    expect(postgresError(error, "postgres://db/shop")).toMatchObject({ code: expected, exit });
  });
});

const url = postgresUrl("connection");
describe.skipIf(url === undefined)("PostgreSQL's connection", () => {
  const at = url ?? "";

  it("is not there: a temporary error without the password", async () => {
    // Nothing listens on port 1.
    const db = await openPostgres("postgres://ana:s3cret@127.0.0.1:1/shop");
    const error: unknown = await db.query("SELECT 1 AS one").catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "storage.unreachable", exit: 5 });
    expect(JSON.stringify(error)).not.toContain("s3cret");
    await db.close();
  });

  it("is refused or leads nowhere: a matter of configuration", async () => {
    const stranger = await openPostgres(at.replace(/\/\/[^@]*@/, "//ana:wrong@"));
    await expect(stranger.query("SELECT 1 AS one")).rejects.toMatchObject({ code: "storage.refused", exit: 3 });
    const nowhere = await openPostgres(at.replace(/\/[^/]*$/, "/no_such_database_of_tests"));
    await expect(nowhere.query("SELECT 1 AS one")).rejects.toMatchObject({
      code: "storage.no_such_database",
      exit: 3,
    });
    await Promise.all([stranger.close(), nowhere.close()]);
  });

  it("breaks in the middle of a transaction: nothing is kept, and the next one works", async () => {
    const db = await openPostgres(at);
    const change = db.transaction(async (tx) => {
      await tx.exec("CREATE TABLE lost_of_tests (id TEXT)");
      const [self] = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const other = await openPostgres(at);
      await other.query("SELECT pg_terminate_backend(CAST(? AS INT)) AS done", [self?.pid ?? 0]);
      await other.close();
      await tx.exec("INSERT INTO lost_of_tests (id) VALUES ('a')");
    });
    await expect(change).rejects.toMatchObject({ code: "storage.unreachable", exit: 5 });
    await expect(db.query("SELECT id FROM lost_of_tests")).rejects.toMatchObject({ code: "storage.no_table" });
    await db.close();
  });

  it("breaks before the commit: nobody knows whether it was done", async () => {
    const db = await openPostgres(at);
    const change = db.transaction(async (tx) => {
      const [self] = await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      const other = await openPostgres(at);
      await other.query("SELECT pg_terminate_backend(CAST(? AS INT)) AS done", [self?.pid ?? 0]);
      await other.close();
    });
    await expect(change).rejects.toMatchObject({ code: "storage.commit_unknown", exit: 5 });
    await db.close();
  });

  it("serves more transactions at once than it has connections", async () => {
    const db = await openPostgres(at);
    const results = Array.from({ length: 20 }, async (_, index) =>
      db.transaction(async (tx) => (await tx.query<{ n: number }>("SELECT CAST(? AS BIGINT) AS n", [index]))[0]?.n),
    );
    expect(await Promise.all(results)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    await db.close();
  });
});
