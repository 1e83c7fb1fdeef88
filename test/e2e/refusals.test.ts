import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openSqlite } from "../../src/storage/sqlite.ts";
import {
  answerOf,
  errorOf,
  freshHome,
  keepSecret,
  recado,
  type Ended,
  type ProcessOptions,
} from "../helpers/processes.ts";
import { orderShipped, startSimulatorProcess, type SimulatorProcess } from "../helpers/simulator-process.ts";

let simulator: SimulatorProcess;
beforeAll(async () => {
  simulator = await startSimulatorProcess();
  await simulator.control("POST", "templates", orderShipped);
});

interface Refusal {
  readonly exit: number;
  readonly code: string;
  /** Words of the English and the Spanish message. */
  readonly en: RegExp;
  readonly es: RegExp;
  /** What the hint says to do next, in each language. */
  readonly hint: readonly [en: RegExp, es: RegExp];
  /** Where the answer tells what became of each message before the error tells why. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** The label, the message and the hint that a person reads; a stack or an internal name is nothing to read. */
function readError({ stderr }: Ended): { message: string; hint: string } {
  const [, message, hint] = /^Error: ([^]+?)\n→ ([^]+)\n$/.exec(stderr) ?? [];
  if (message === undefined || hint === undefined || /\n\s+at |node:internal|\[object/.test(stderr)) {
    throw new Error(`not an error as a person reads it: ${stderr}`);
  }
  return { message, hint };
}

/** Runs a command that must be refused: as a person reads it in both languages, and as a script does. */
async function refused(args: readonly string[], options: ProcessOptions): Promise<object> {
  const [english, spanish, script] = await Promise.all([
    recado([...args, "--lang", "en"], options),
    recado([...args, "--lang", "es"], options),
    recado([...args, "--json"], options),
  ]);
  const [en, es] = [readError(english), readError(spanish)];
  const { code, message, hint } = errorOf(script);
  return {
    exits: [english.code, spanish.code, script.code],
    silent: [english, spanish, script].map(({ stdout }) => stdout === ""),
    counts: script.stdout === "" ? undefined : (answerOf(script) as { counts: unknown }).counts,
    en,
    es,
    translated: en.message !== es.message,
    script: { code, message, hint },
  };
}

/** Whoever is refused gets a message, a next step and the right exit code. */
function refusal({ exit, code, en, es, hint, counts }: Refusal): object {
  const silent = counts === undefined;
  const english = { message: expect.stringMatching(en) as string, hint: expect.stringMatching(hint[0]) as string };
  return {
    exits: [exit, exit, exit],
    silent: [silent, silent, silent],
    counts,
    en: english,
    es: { message: expect.stringMatching(es) as string, hint: expect.stringMatching(hint[1]) as string },
    translated: true,
    script: { code, ...english },
  };
}

const to = ["--to", "+12025550101", "--opted-in", "web form"];
const send = (...more: string[]): string[] => ["send", orderShipped.name, ...to, ...more];
const showIt = /recado templates show pedido_enviado/;
const complete = send("-p", "nombre=Ana", "-p", "pedido=7");

describe("refused with a message, a next step and an exit code, in both languages", () => {
  test("no account yet", async () => {
    expect(await refused(complete, { home: freshHome() })).toEqual(
      refusal({
        exit: 3,
        code: "config.missing",
        en: /Not set yet: access token/,
        es: /Falta configurar: token de acceso/,
        hint: [/recado init/, /recado init/],
      }),
    );
  });

  test("a token that is not valid", async () => {
    const token = "EAAwrongwrongwrongwrong";
    keepSecret(token);
    expect(
      await refused(complete, { home: freshHome(), env: { ...simulator.env, RECADO_ACCESS_TOKEN: token } }),
    ).toEqual(
      refusal({
        exit: 3,
        code: "graph.token_expired",
        en: /token/,
        es: /token/,
        hint: [/recado init/, /recado init/],
      }),
    );
  });

  test("an expired token", async () => {
    await simulator.control("POST", "token", { expired: true });
    try {
      expect(await refused(complete, { home: freshHome(), env: simulator.env })).toEqual(
        refusal({
          exit: 3,
          code: "graph.token_expired",
          en: /expired/,
          es: /venci|caduc/,
          hint: [/token/, /token/],
        }),
      );
    } finally {
      await simulator.control("POST", "token", { expired: false });
    }
  });

  test("a wrong number id", async () => {
    expect(
      await refused(complete, {
        home: freshHome(),
        env: { ...simulator.env, RECADO_PHONE_NUMBER_ID: "100200300400500" },
      }),
    ).toEqual(
      refusal({
        exit: 3,
        code: "config.wrong_number",
        counts: { queued: 1 },
        en: /no phone number with the id 100200300400500/,
        es: /ningún número con el identificador 100200300400500/,
        hint: [/recado doctor/, /recado doctor/],
      }),
    );
  });

  test("a number instead of its id", async () => {
    expect(
      await refused(complete, {
        home: freshHome(),
        env: { ...simulator.env, RECADO_PHONE_NUMBER_ID: "+1 202 555 0100" },
      }),
    ).toEqual(
      refusal({
        exit: 2,
        code: "graph.bad_id",
        counts: { queued: 1 },
        en: /cannot be used as phone_number_id/,
        es: /no sirve como phone_number_id/,
        hint: [/Copy the id/, /Copie el identificador/],
      }),
    );
  });

  test("no simulator", async () => {
    expect(
      await refused(complete, { home: freshHome(), env: { ...simulator.env, RECADO_GRAPH_URL: "http://127.0.0.1:9" } }),
    ).toEqual(
      refusal({
        exit: 5,
        code: "network.refused",
        en: /Nothing answers at 127\.0\.0\.1:9/,
        es: /Nadie responde en 127\.0\.0\.1:9/,
        hint: [/recado simulator start/, /recado simulator start/],
      }),
    );
    expect(await refused(["init", "--simulator", "http://127.0.0.1:9"], { home: freshHome() })).toEqual(
      refusal({
        exit: 5,
        code: "network.no_simulator",
        en: /No simulator answers/,
        es: /Ningún simulador responde/,
        hint: [/recado simulator start/, /recado simulator start/],
      }),
    );
  });

  test("a mistyped template", async () => {
    expect(await refused(["send", "pedido_enviad", ...to], { home: freshHome(), env: simulator.env })).toEqual(
      refusal({
        exit: 2,
        code: "template.not_found",
        en: /no template "pedido_enviad"/,
        es: /ninguna plantilla "pedido_enviad"/,
        hint: [/Did you mean pedido_enviado\?/, /¿Quiso decir pedido_enviado\?/],
      }),
    );
  });

  test("another language than the template's", async () => {
    expect(await refused([...complete, "--language", "pt_BR"], { home: freshHome(), env: simulator.env })).toEqual(
      refusal({
        exit: 2,
        code: "template.wrong_language",
        en: /does not exist in "pt_BR"/,
        es: /no existe en "pt_BR"/,
        hint: [/--language es/, /--language es/],
      }),
    );
  });

  test.each([
    ["a missing one", "missing_value", send("-p", "nombre=Ana"), /pedido/, /--param pedido=/],
    ["one too many", "unknown_value", send("-p", "nombre=Ana", "-p", "pedido=7", "-p", "total=9"), /total/, showIt],
    ["a misspelt one", "unknown_value", send("-p", "nombe=Ana", "-p", "pedido=7"), /nombre/, /--param nombre=/],
    ["too many in order", "too_many_values", ["send", orderShipped.name, "Ana", "7", "9", ...to], /2 val/, showIt],
  ])("values: %s", async (_, code, args, named, hint) => {
    expect(await refused(args, { home: freshHome(), env: simulator.env })).toEqual(
      refusal({
        exit: 2,
        code: `template.${code}`,
        en: named,
        es: named,
        hint: [hint, hint],
      }),
    );
  });

  test("a phone without a country, which is not repeated whole", async () => {
    const args = ["send", "hello_world", "--to", "912345678", "--opted-in", "web form"];
    const options = { home: freshHome(), env: simulator.env };
    expect(await refused(args, options)).toEqual(
      refusal({
        exit: 2,
        code: "phone.no_country",
        en: /--to "9123•+78"/,
        es: /--to "9123•+78"/,
        hint: [/\+<country code>/, /\+<código de país>/],
      }),
    );
    expect((await recado(args, options)).stderr).not.toContain("912345678");
  });

  test("nobody to send to", async () => {
    expect(await refused(["send", "hello_world"], { home: freshHome(), env: simulator.env })).toEqual(
      refusal({
        exit: 2,
        code: "usage.missing_option",
        en: /--to is missing/,
        es: /Falta --to/,
        hint: [/--to \+/, /--to \+/],
      }),
    );
  });

  test("a mistyped command and a mistyped option", async () => {
    expect(await refused(["mesages", "list"], { home: freshHome() })).toEqual(
      refusal({
        exit: 2,
        code: "usage.unknown_command",
        en: /mesages/,
        es: /mesages/,
        hint: [/messages/, /messages/],
      }),
    );
    expect(await refused(["messages", "list", "--lmit", "3"], { home: freshHome() })).toEqual(
      refusal({
        exit: 2,
        code: "usage.unknown_option",
        en: /--lmit/,
        es: /--lmit/,
        hint: [/--limit/, /--limit/],
      }),
    );
  });

  test("a file that is not there", async () => {
    expect(await refused(["contacts", "import", "nowhere.csv"], { home: freshHome() })).toEqual(
      refusal({
        exit: 2,
        code: "input.unreadable",
        en: /nowhere\.csv/,
        es: /nowhere\.csv/,
        hint: [/./, /./],
      }),
    );
  });

  test("a database newer than the program", async () => {
    const home = freshHome();
    const options = { home, env: simulator.env };
    expect((await recado(["messages", "list"], options)).code).toBe(0);
    const db = await openSqlite(join(home, "default.db"));
    await db.exec("INSERT INTO recado_migrations (id, checksum, applied_at) VALUES ('9999-from-the-future', 'x', 1)");
    await db.close();
    expect(await refused(complete, options)).toEqual(
      refusal({
        exit: 3,
        code: "storage.newer_schema",
        en: /made by a newer recado/,
        es: /más nueva/,
        hint: [/npm install --global recado@latest/, /npm install --global recado@latest/],
      }),
    );
  });

  test("a file that is no database", async () => {
    const home = freshHome();
    const letter = join(home, "letter.db");
    writeFileSync(letter, "Dear Ana, ".repeat(1_000));
    expect(await refused(["messages", "list"], { home, env: { RECADO_DATABASE_URL: letter } })).toEqual(
      refusal({
        exit: 3,
        code: "storage.not_a_database",
        en: /is not a database/,
        es: /no es una base de datos/,
        hint: [/RECADO_DATABASE_URL/, /RECADO_DATABASE_URL/],
      }),
    );
  });

  test("a database that another program holds", { timeout: 60_000 }, async () => {
    const home = freshHome();
    const options = { home, env: simulator.env };
    await recado(["messages", "list"], options);
    const db = await openSqlite(join(home, "default.db"));
    let release = (): void => {};
    const held = db.transaction(async (tx) => {
      await tx.exec("DELETE FROM send_slots");
      await new Promise<void>((resolve) => (release = resolve));
    });
    try {
      expect(await refused(complete, options)).toEqual(
        refusal({
          exit: 5,
          code: "storage.locked",
          en: /does not let go/,
          es: /no la libera/,
          hint: [/repeat the command/, /repita el comando/],
        }),
      );
    } finally {
      release();
      await held;
      await db.close();
    }
    expect((await recado(["messages", "list", "--json"], options)).stdout).toContain('"messages": []');
  });

  test("after all these, nothing had gone out", async () => {
    expect(await simulator.count()).toBe(0);
  });
});
