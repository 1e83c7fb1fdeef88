import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reasonText } from "../../src/commands/messages/words.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { recordEvents, stateEvent } from "../../src/storage/repos/events.ts";
import { insertInbound, insertMessages } from "../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../src/storage/rows.ts";
import { messageRow, noon } from "../helpers/rows.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

function inbound(place: number, type: string, content: object): MessageRow {
  return messageRow(place, {
    direction: "in",
    type,
    template: null,
    language: null,
    category: null,
    state: "received",
    wamid: `wamid.${place}`,
    content: JSON.stringify({ type, [type]: content }),
  });
}

const long = "Hola, ¿me pueden decir a qué hora abre la tienda los sábados por la tarde? Muchas gracias.";

async function mailbox(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  await insertMessages(db, [
    messageRow(0, { state: "failed", reason: "meta.failed", error_code: 131026, error_title: "Message undeliverable" }),
    messageRow(1, { state: "uncertain", reason: "network.reset" }),
    messageRow(2, { state: "skipped", reason: "policy.of_tomorrow" }),
    messageRow(3, { state: "failed", error_code: 999_999, error_title: "Brand new error" }),
  ]);
  await insertInbound(db, inbound(4, "text", { body: long }));
  await insertInbound(db, inbound(5, "button", { text: "Confirmar", payload: "yes" }));
  await insertInbound(db, inbound(6, "image", { id: "1", caption: "Así llegó" }));
  await insertInbound(db, inbound(7, "location", { latitude: 1, longitude: 2 }));
  const event = (state: MessageRow["state"], at: number, source: "recado" | "meta" | "person") =>
    stateEvent({ messageId: "msg_000000", wamid: null, state, at: noon + at, source });
  await recordEvents(db, [
    event("sending", 1_000, "recado"),
    event("uncertain", 2_000, "recado"),
    event("sent", 3_000, "person"),
    event("failed", 4_000, "meta"),
  ]);
  await db.close();
  return home;
}

const recado = async (home: string, ...args: string[]) => (await runRecado(args, { home })).stdout;

describe("recado messages list", () => {
  it("says why in the reader's language, also where Meta's title is English", async () => {
    const home = await mailbox();
    const spanish = await recado(home, "messages", "list", "--lang", "es");
    expect(spanish).toMatch(/^Hora \(UTC\) +Id +Persona +Contenido +Estado +Costo +Motivo$/m);
    const lineOf = (id: string): string => spanish.split("\n").find((line) => line.includes(id)) ?? "";
    expect(lineOf("msg_000000")).toContain("fallido");
    expect(lineOf("msg_000000")).not.toContain("Message undeliverable");
    expect(lineOf("msg_000001")).toContain("se cortó la conexión");
    expect(lineOf("msg_000002")).toContain("vea: recado messages show msg_000002");
    expect(lineOf("msg_000003")).toContain("Brand new error");
    const json = JSON.parse(await recado(home, "messages", "list", "--lang", "es", "--json")) as { messages: object[] };
    expect(json.messages.at(-1)).toMatchObject({ state: "failed", error: { title: "Message undeliverable" } });
  });

  it("shows what customers wrote, shortened", async () => {
    const home = await mailbox();
    const english = await recado(home, "messages", "list", "--direction", "in");
    expect(english).toContain("Hola, ¿me pueden decir a qué hora abre la tienda los sábado…");
    expect(english).toContain("button: Confirmar");
    expect(english).toContain("image: Así llegó");
    expect(await recado(home, "messages", "list", "--lang", "es")).toMatch(/imagen: Así llegó[^]*botón: Confirmar/);
    expect(await recado(home, "messages", "list", "--lang", "es")).toMatch(/← \+12025550007 +ubicación +recibido/);
  });
});

describe("recado messages show", () => {
  it("tells the history in words", async () => {
    const home = await mailbox();
    const spanish = await recado(home, "messages", "show", "msg_000000", "--lang", "es");
    expect(spanish).toMatch(/Contenido +order_shipped \(es\)/);
    expect(spanish).toMatch(/^Hora \(UTC\) +Estado +Origen$/m);
    expect(spanish).toMatch(/Z +enviándose +recado$/m);
    expect(spanish).toMatch(/Z +enviado +una persona$/m);
    expect(spanish).toMatch(/Z +fallido +Meta$/m);
    expect(await recado(home, "messages", "show", "msg_000005", "--lang", "es")).toMatch(/Contenido +botón: Confirmar/);
    const json = await recado(home, "messages", "show", "msg_000000", "--lang", "es", "--json");
    const { message } = JSON.parse(json) as { message: { state: string; states: { state: string }[] } };
    expect(message.state).toBe("failed");
    expect(message.states.map(({ state }) => state)).toContain("uncertain");
  });

  it("names what is not there", async () => {
    const result = await runRecado(["messages", "show", "msg_x", "--json"], {});
    expect(result.code).toBe(2);
    expect(errorOf(result).message).toContain("msg_x");
  });
});

describe("recado messages read", () => {
  it.each([
    ["en", 'Marked as read.\nThe customer sees "typing…" for 25 seconds, or until you answer.\n'],
    ["es", 'Marcado como leído.\nEl cliente ve "escribiendo…" durante 25 segundos o hasta que usted responda.\n'],
  ])("says that it shows typing, where it does: %s", async (lang, said) => {
    const sim = await simulator();
    const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
    const { id } = sim.inbound({ from: "+12025550101", text: "Hola" });
    const plain = await runRecado(["messages", "read", id, "--lang", lang], { home });
    expect(plain.stdout).toBe(`${said.split("\n")[0] ?? ""}\n`);
    const typing = await runRecado(["messages", "read", id, "--typing", "--lang", lang], { home });
    expect(typing.stdout).toBe(said);
    const rows = await runRecado(["messages", "read", id, "--output", "csv"], { home });
    expect(rows).toMatchObject({ code: 0, stdout: `wamid,typing,dryRun\n${id},false,false\n` });
  });
});

it.each([
  "policy.no_consent",
  "policy.opted_out",
  "send.abandoned",
  "lease.expired",
  "meta.failed",
  "network.timeout",
  "network.reset",
  "network.http_error",
  "network.bad_answer",
  "network.aborted",
])("%s has words in both languages", (code) => {
  const { en, es } = reasonText(code);
  expect([en, es]).not.toContain(code);
  expect(es).not.toBe(en);
});
