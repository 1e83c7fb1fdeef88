import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { applyStatus, type StatusReport } from "../../src/storage/repos/statuses.ts";
import { errorOf, runRecado } from "../helpers/run.ts";
import { hearing } from "./hearing.ts";
import { from, shop, to } from "./shop.ts";

const hour = 3_600_000;

/** Takes in what Meta reports of a message, as the listener of this home does. */
async function report(home: string, changes: Pick<StatusReport, "wamid" | "state" | "at" | "errors">): Promise<void> {
  const db = await openDatabase(join(home, "default.db"), { createFolder: false });
  try {
    await applyStatus(db, { recordedAt: changes.at, source: "meta", ...changes });
  } finally {
    await db.close();
  }
}

interface Sent {
  readonly messages: readonly { readonly id: string; readonly wamid: string; readonly estimate: unknown }[];
}

async function sent(home: string, line: readonly string[]): Promise<{ id: string; wamid: string; estimate: unknown }> {
  const result = await runRecado(["send", ...line, "--json"], { home });
  const [message] = (JSON.parse(result.stdout) as Sent).messages;
  if (message === undefined) throw new Error(result.stderr);
  return message;
}

async function lastHeard(home: string): Promise<string> {
  const { stdout } = await runRecado(["messages", "list", "--direction", "in", "--json"], { home });
  return (JSON.parse(stdout) as Sent).messages[0]?.id ?? "";
}

describe("a reaction", () => {
  it("costs nothing, and the report does not count it as charged", async () => {
    const { home } = await shop([{ text: "¡Gracias!" }]);
    const message = await lastHeard(home);
    const { estimate } = await sent(home, ["reaction", "👍", "--message", message]);
    expect(estimate).toMatchObject({ amount: expect.stringMatching(/^0(\.0+)?$/) as string });
    const { stdout } = await runRecado(["costs", "report", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ messages: 1, charged: 0, free: 1 });
  });

  it("says so before it is sent, in both languages", async () => {
    const { home } = await shop([{ text: "¡Gracias!" }]);
    const line = ["send", "reaction", "👍", "--message", await lastHeard(home), "--dry-run"];
    expect((await runRecado(line, { home })).stdout).toContain("Meta does not charge for reactions");
    expect((await runRecado([...line, "--lang", "es"], { home })).stdout).toMatch(/gratis[^]*no cobra las reacciones/);
  });

  it.each(["delivered", "read"])("has come as far as it can once it is sent: waiting for %s ends", async (goal) => {
    const { home } = await shop([{ text: "¡Gracias!" }]);
    const { id, wamid } = await sent(home, ["reaction", "👍", "--message", await lastHeard(home)]);
    await report(home, { wamid, state: "sent", at: Date.now() });
    expect((await runRecado(["messages", "wait", id, "--for", goal, "--timeout", "1ms"], { home })).code).toBe(0);
  });
});

it("an answer among the first thousand of the month is free, and the dry run says why", async () => {
  const { home } = await shop([{ text: "Hola" }]);
  const dry = ["send", "text", "Ya va", "--to", to, "--dry-run"];
  const { stdout } = await runRecado([...dry, "--json"], { home });
  const { messages } = JSON.parse(stdout) as { messages: { priceRule: string; estimate: { amount: string } }[] };
  expect(Number(messages[0]?.estimate.amount)).toBe(0);
  expect(["service-allowance", "service-free"]).toContain(messages[0]?.priceRule);
  expect((await runRecado([...dry, "--lang", "es"], { home })).stdout).toContain("gratis");
});

describe("what Meta said of the window", () => {
  const closed = [{ code: 131_047, title: "Re-engagement message" }];

  it("closes it for our clock too, until the customer writes again", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const line = ["text", "¿Sigue ahí?", "--to", to];
    const { wamid } = await sent(home, line);
    // The simulator's clock was moved, as Meta's may differ from ours.
    await report(home, { wamid, state: "failed", at: Date.now() + 25 * hour, errors: closed });
    const refused = await runRecado(["send", ...line, "--json"], { home });
    expect(refused.code).toBe(4);
    expect(errorOf(refused).code).toBe("policy.window_closed");
    expect(sim.count()).toBe(1);

    await hearing(home, sim, [{ from, text: "Sí", hoursAgo: -26 }]);
    expect((await runRecado(["send", ...line, "--json"], { home })).code).toBe(0);
  });

  it("stands in the dry run as the reason, and not as a matter of consent", async () => {
    const { home } = await shop([{ text: "Hola", hoursAgo: 25 }]);
    const dry = ["send", "text", "Ya va", "--to", to, "--dry-run"];
    const { stdout } = await runRecado([...dry, "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ messages: [{ consent: null, reason: "policy.window_closed" }] });
    const spanish = await runRecado([...dry, "--lang", "es"], { home });
    expect(spanish.stdout.replaceAll(/\s+/g, " ")).toContain("Envíe una plantilla: recado send <plantilla>");
  });
});

describe("somebody who never wrote", () => {
  it("is refused for that, with what to do about it", async () => {
    const { home } = await shop();
    const result = await runRecado(["send", "text", "Hola", "--to", to, "--json"], { home });
    expect(result.code).toBe(4);
    expect(errorOf(result).hint).toContain("wrote to us on WhatsApp");
    const table = await runRecado(["send", "text", "Hola", "--to", to, "--lang", "es"], { home });
    expect(table.stdout).toContain("no consta que haya escrito");
    const listed = await runRecado(["messages", "list", "--lang", "es"], { home });
    expect(listed.stdout).toContain("no consta que haya escrito");
  });

  it("is told apart in a dry run from who did not agree to a template", async () => {
    const { home } = await shop();
    const dry = await runRecado(["send", "text", "Hola", "--to", to, "--dry-run"], { home });
    const shown = dry.stdout.replaceAll(/\s+/g, " ");
    expect(shown).toContain("recado knows of no message of theirs");
    expect(shown).toContain('--opted-in "wrote to us on WhatsApp"');
  });
});

it.each([
  ["a link", ["image", "https://shop.example/a.jpg"], "Open the link"],
  ["an id", ["image", "752006800000014"], "Open the file"],
])("what to do about a file that Meta could not use follows from where it lay: %s", async (_, args, advice) => {
  const { sim, home } = await shop([{ text: "Hola" }]);
  const code = 131_053;
  sim.fault({ on: "messages", kind: "graph-error", code, times: 1 });
  const result = await runRecado(["send", ...args, "--to", to, "--json"], { home });
  expect(result.code).toBe(4);
  expect(errorOf(result).hint).toContain(advice);
});
