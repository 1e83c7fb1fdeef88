import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orderShipped } from "../../src/commands/demo/templates.ts";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

const to = "+12025550101";

/** A home whose account has `pedido_enviado` (two named values and a link). */
async function shop(): Promise<{ sim: Simulator; home: string }> {
  const sim = await simulator();
  sim.template({ ...orderShipped, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  return { sim, home };
}

const values = ["-p", "nombre=Ana", "-p", "pedido=A-7", "-p", "button.0=A-7"];

describe("recado send in a terminal", () => {
  it("asks for what is missing under the template's own text, shows the sample and does not offer it", async () => {
    const { sim, home } = await shop();
    const result = await runRecado(["send", "--lang", "es"], {
      home,
      answers: [
        { seen: "¿Qué plantilla?", type: "\u001b[B\r" },
        { seen: "¿A qué número?", type: `${to}\r` },
        { seen: "nombre, p. ej. Lucía:", type: "\r" },
        { seen: "está vacío", type: "Ana\r" },
        { seen: "pedido, p. ej. A-1042:", type: "A-7\r" },
        { seen: "button.0", type: "A-7\r" },
        { seen: "No consta que esta persona", type: "s\r" },
        { seen: "¿Dónde los aceptó?", type: "mostrador\r" },
        { seen: "¿Enviar esto a 1 persona", type: "s\r" },
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(result.stderr).toContain("su pedido {{pedido}} ya va en camino");
    expect(sim.messages()).toMatchObject([{ to: to.slice(1), template: "pedido_enviado" }]);
    expect(sim.messages()[0]?.text).toContain("Hola, Ana: su pedido A-7");
  });

  it("sends nothing on a bare Enter at the last question", async () => {
    const { sim, home } = await shop();
    const result = await runRecado(
      ["send", "pedido_enviado", "--to", to, "--to", "+12025550102", ...values, "--opted-in", "web"],
      {
        home,
        answers: [{ seen: "Send this to 2 people", type: "\r" }],
      },
    );
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("Cancelled: nothing was sent.");
    expect(sim.count()).toBe(0);
  });
});

describe("recado send from a script", () => {
  it("names the market of a trial in the language of the person", async () => {
    const { home } = await shop();
    const person = ["--to", "+34600000001", "--opted-in", "web", "--dry-run", "--lang", "es"];
    const { stdout } = await runRecado(["send", "pedido_enviado", ...person, ...values], { home });
    expect(stdout).toMatch(/\+34600000001 .* España /);
  });

  it("refuses who agreed to nothing, and says how to record that they did", async () => {
    const { sim, home } = await shop();
    const result = await runRecado(["send", "pedido_enviado", "--to", to, ...values, "--json"], { home });
    expect(result.code).toBe(4);
    expect(JSON.parse(result.stdout)).toMatchObject({
      messages: [{ to, state: "skipped", reason: "policy.no_consent", wamid: null }],
      counts: { skipped: 1 },
    });
    expect(errorOf(result)).toMatchObject({ code: "send.refused" });
    expect(errorOf(result).hint).toContain("--opted-in");
    expect(sim.count()).toBe(0);
  });

  it("answers the stored result of a key also when Meta does not answer and the template has changed", async () => {
    const { sim, home } = await shop();
    const line = [
      "send",
      "pedido_enviado",
      "--to",
      to,
      ...values,
      "--opted-in",
      "web",
      "--idempotency-key",
      "K",
      "--json",
    ];
    const first = await runRecado(line, { home });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    sim.fault({ on: "*", kind: "graph-error", code: 2 });
    const again = await runRecado(line, { home });
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(first.stdout));
    expect(sim.count()).toBe(1);
  });

  it("refuses the same key with other values, and sends nothing", async () => {
    const { sim, home } = await shop();
    const line = (name: string): string[] => [
      "send",
      "pedido_enviado",
      "--to",
      to,
      "-p",
      `nombre=${name}`,
      "-p",
      "pedido=A-7",
      "-p",
      "button.0=A-7",
      "--opted-in",
      "web",
      "--idempotency-key",
      "K",
      "--json",
    ];
    await runRecado(line("Ana"), { home });
    const other = await runRecado(line("Eva"), { home });
    expect(other.code).toBe(2);
    expect(errorOf(other)).toMatchObject({ code: "send.key_used" });
    expect(sim.count()).toBe(1);
  });

  it("stops at an expired token, keeps the message in the queue and names the key that sends it", async () => {
    const { sim, home } = await shop();
    const line = ["send", "pedido_enviado", "--to", to, ...values, "--opted-in", "web", "--json"];
    sim.fault({ on: "messages", kind: "graph-error", code: 190, times: 1 });
    const result = await runRecado(line, { home });
    expect(result.code).toBe(3);
    const { idempotencyKey: key } = JSON.parse(result.stdout) as { idempotencyKey: string };
    expect(errorOf(result)).toMatchObject({
      code: "graph.token_expired",
      data: { idempotencyKey: key, counts: { queued: 1 } },
    });
    expect(errorOf(result).hint).toContain(`--idempotency-key ${key}`);
    const rest = await runRecado([...line, "--idempotency-key", key], { home });
    expect(rest).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(1);
  });

  it("waits for those who got it although others were refused", async () => {
    const { home } = await shop();
    await runRecado(["send", "hello_world", "--to", to, "--opted-in", "web"], { home });
    const result = await runRecado(
      [
        "send",
        "hello_world",
        "--to",
        to,
        "--to",
        "+12025550102",
        "--wait",
        "delivered",
        "--timeout",
        "300ms",
        "--json",
      ],
      { home },
    );
    // No listener runs, so the wait has to end by itself; without it the answer would have come at once.
    expect(result.code).toBe(6);
    expect(JSON.parse(result.stdout)).toMatchObject({ counts: { accepted: 1, skipped: 1 } });
  });

  it("says what a file cannot be before anything is uploaded", async () => {
    const { home } = await shop();
    const file = join(home, "plan.xyz");
    writeFileSync(file, "x");
    const result = await runRecado(["send", "pedido_enviado", "--to", to, "--header", file, ...values, "--json"], {
      home,
    });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "media.unknown_type" });
  });

  it("shows a dry run and leaves no trace", async () => {
    const { sim, home } = await shop();
    const line = ["send", "pedido_enviado", "--to", to, ...values, "--opted-in", "web"];
    const result = await runRecado([...line, "--dry-run", "--json"], { home });
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({
      dryRun: true,
      messages: [{ to, consent: "new", market: "North America", estimate: { amount: "0.0034", currency: "USD" } }],
      counts: { queued: 1, skipped: 0 },
    });
    expect(JSON.parse((await runRecado(["messages", "list", "--json"], { home })).stdout)).toEqual({
      messages: [],
      more: false,
    });
    expect(JSON.parse((await runRecado(["contacts", "list", "--json"], { home })).stdout)).toMatchObject({
      contacts: [],
    });
    expect(sim.count()).toBe(0);
  });
});

describe("recado send --wait", () => {
  it("never answers a state that did not come with a code that invites to repeat, and names key and next step", async () => {
    const { sim, home } = await shop();
    const line = ["send", "hello_world", "--to", to, "--opted-in", "web", "--wait", "delivered", "--timeout", "200ms"];
    const result = await runRecado([...line, "--json"], { home });
    expect(result.code).toBe(6);
    const { messages, idempotencyKey } = JSON.parse(result.stdout) as {
      messages: { id: string; state: string }[];
      idempotencyKey: string;
    };
    expect(messages).toMatchObject([{ state: "accepted" }]);
    expect(errorOf(result)).toMatchObject({
      code: "send.not_confirmed",
      data: { idempotencyKey, wanted: "delivered" },
    });
    expect(errorOf(result).hint).toContain(`recado messages wait ${messages[0]?.id ?? "?"} --for delivered`);
    expect(sim.count()).toBe(1);
  });

  it("asked to stop while the call is under way, it says that it did not wait", async () => {
    const { sim, home } = await shop();
    sim.fault({ on: "messages", kind: "slow", ms: 300, times: 1 });
    const abort = new AbortController();
    const line = ["send", "hello_world", "--to", to, "--opted-in", "web", "--wait", "delivered", "--json"];
    const running = runRecado(line, { home, signal: abort.signal });
    await sim.wait({ to }, { timeout: 10_000 });
    abort.abort(new Error("Ctrl-C"));
    const result = await running;
    expect(result.code).toBe(130);
    expect(JSON.parse(result.stdout)).toMatchObject({ counts: { accepted: 1 } });
    expect(errorOf(result)).toMatchObject({ code: "send.wait_interrupted" });
  });
});
