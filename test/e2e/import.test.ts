import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { answerOf, errorOf, freshHome, recado, startRecado, until, type Ended } from "../helpers/processes.ts";
import { runRecado } from "../helpers/run.ts";

/** A list of people, with every tenth row that cannot be read and every twentieth that repeats the one before. */
function listOf(rows: number): string {
  const lines = ["Nombre,Teléfono,Acepta,Fecha de aceptación,Ciudad,Etiquetas,WhatsApp user id"];
  for (let place = 0; place < rows; place++) {
    const number = place % 20 === 7 ? place - 1 : place;
    const phone = place % 10 === 3 ? "12" : `+34600${String(number).padStart(6, "0")}`;
    const answer = ["sí", "no", ""][place % 3] ?? "";
    const userId = place % 100 === 50 ? `ES.${place}` : "";
    lines.push(`Ana ${place},${phone},${answer},2025-03-25,"Ciudad, ${place % 50}",vip;nuevo,${userId}`);
  }
  return `${lines.join("\n")}\n`;
}

interface Report {
  readonly [name: string]: unknown;
  readonly rows: number;
}

const columns = "phone, match_key, name, labels, fields, consent, user_id, import_row";

async function peopleOf(home: string): Promise<unknown[]> {
  const db = await openDatabase(join(home, "default.db"));
  try {
    return await db.query(`SELECT ${columns} FROM contacts ORDER BY match_key`);
  } finally {
    await db.close();
  }
}

function homeWith(list: string): string {
  const home = freshHome();
  writeFileSync(join(home, "lista.csv"), list);
  return home;
}

const command = ["contacts", "import", "lista.csv", "--json"] as const;

describe("a list of more than two megabytes", () => {
  const list = listOf(40_000);

  test("is read by a thread of its own, which makes no difference", { timeout: 120_000 }, async () => {
    expect(list.length).toBeGreaterThan(2 * 1024 * 1024);
    const home = homeWith(list);
    const other = homeWith(list);
    const threaded = await recado([...command, "--rejects", "r.csv"], { home, cwd: home });
    const inside = await runRecado([...command, "--rejects", "r.csv"], { home: other });
    expect(threaded.code).toBe(6);
    const report = answerOf(threaded) as Report;
    expect(report).toMatchObject({ rows: 40_000, created: 34_000, merged: 2_000, rejected: 4_000 });
    expect(JSON.parse(inside.stdout)).toEqual(report);
    expect(await peopleOf(home)).toEqual(await peopleOf(other));
    expect((await recado(["consent", "verify"], { home })).code).toBe(0);

    // What is wrong in the thread is told in the words of every other list.
    const option = ["--map", "phone=Fono"];
    const refused = await recado([...command, ...option], { home, cwd: home });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(refused).code).toBe("import.no_such_column");
  });
});

describe("an import that is stopped in the middle", () => {
  const rows = 160_000;
  const list = listOf(rows);

  /** Looks at the database of a home: how many rows of the import are in. */
  async function watch(home: string): Promise<{ progress(): Promise<number>; close(): Promise<void> }> {
    const db = await openDatabase(join(home, "default.db"));
    const progress = async (): Promise<number> => {
      const [row] = await db.query<{ progress: string }>("SELECT progress FROM imports");
      return row === undefined ? 0 : (JSON.parse(row.progress) as { rows: number }).rows;
    };
    return { progress, close: async () => db.close() };
  }

  async function progress(home: string): Promise<number> {
    const watcher = await watch(home);
    const reached = await watcher.progress();
    await watcher.close();
    return reached;
  }

  /** Starts an import, and stops it when some of it is in. */
  async function stopped(signal: NodeJS.Signals): Promise<{ home: string; ended: Ended }> {
    const home = homeWith(list);
    const watcher = await watch(home);
    const running = await startRecado(command, { home, cwd: home });
    await until("some of it is in", async () => (await watcher.progress()) > 0, 60_000);
    running.kill(signal);
    const ended = await running.ended;
    await watcher.close();
    return { home, ended };
  }

  async function goOn(home: string): Promise<void> {
    const reached = await progress(home);
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(rows);
    const rest = await recado(command, { home, cwd: home });
    expect(rest.code).toBe(6);
    expect(answerOf(rest)).toMatchObject({
      rows,
      created: rows * 0.85,
      merged: rows * 0.05,
      rejected: rows * 0.1,
      batch: "imp_1",
      resumedAt: reached,
    });
    const people = await peopleOf(home);
    expect(people).toHaveLength(rows * 0.85);
    expect((await recado(["consent", "verify"], { home })).code).toBe(0);
    const { stdout } = await recado(["contacts", "imports", "undo", "imp_1", "--yes", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ removed: rows * 0.85, kept: 0 });
    expect(await peopleOf(home)).toEqual([]);
  }

  test("by kill -9 goes on when it is repeated: everybody once", { timeout: 180_000 }, async () => {
    const { home, ended } = await stopped("SIGKILL");
    expect(ended).toMatchObject({ signal: "SIGKILL" });
    await goOn(home);
  });

  test("by Ctrl-C says how to go on, with exit 130", { timeout: 180_000 }, async () => {
    const { home, ended } = await stopped("SIGINT");
    expect(ended).toMatchObject({ code: 130, signal: null, stdout: "" });
    const error = errorOf(ended);
    expect(error).toMatchObject({ code: "import.interrupted", data: { import: "imp_1", rows: await progress(home) } });
    expect(error.hint).toContain("recado contacts imports undo imp_1");
    await goOn(home);
  });
});
