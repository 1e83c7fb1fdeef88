import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import { openWorld } from "../../src/simulator/saved/open-world.ts";
import type { Simulator } from "../../src/simulator/simulator.ts";
import { scopes } from "../../src/simulator/state.ts";
import { StateKeeper } from "../../src/simulator/saved/state-keeper.ts";
import { type SimulatorOptions, startSimulator } from "../../src/testing.ts";
import {
  at,
  connect,
  control,
  graph,
  hello,
  offer,
  orderShipped,
  person,
  Receiver,
  send,
  text,
  wamid,
} from "./helpers.ts";

const now = "2026-11-20T12:00:00.000Z";
const still: SimulatorOptions = { clock: "manual", now };

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "simulator.json");
}

async function upload(sim: Simulator, content: string): Promise<string> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new Blob([content], { type: "text/plain" }), "note.txt");
  const answer = await fetch(`${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`, {
    method: "POST",
    headers: { Authorization: `Bearer ${sim.accessToken}` },
    body: form,
  });
  return String(at(await answer.json(), "id"));
}

async function download(sim: Simulator, id: string): Promise<[status: number, content: string]> {
  const url = String(at((await graph(sim, "GET", `/${id}`)).body, "url"));
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${sim.accessToken}` } });
  return [answer.status, await answer.text()];
}

const people = ["+12025550111", "+12025550112", "+12025550160", "+12025550126", "+5215512345678"];

type Step = (sim: Simulator) => Promise<unknown>;

/** Something that a client, a customer or a test may do. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...people).map(
    (to): Step =>
      (sim) =>
        send(sim, { ...hello(to), biz_opaque_callback_data: "msg_1" }),
  ),
  fc.constantFrom(...people).map(
    (to): Step =>
      (sim) =>
        send(sim, text("Hola, ¿qué tal? 😀", to)),
  ),
  fc.constantFrom(...people).map((from): Step => async (sim) => {
    const { id } = sim.inbound({ from, profile: { name: "Ana" }, text: "Sí" });
    await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, {
      messaging_product: "whatsapp",
      status: "read",
      message_id: id,
    });
  }),
  fc.constantFrom(...people).map((phone): Step => async (sim) => {
    sim.customer(phone, { optOut: true, readReceipts: false, delay: "10m", username: "ana" });
  }),
  fc.constant<Step>((sim) => graph(sim, "POST", `/${sim.wabaId}/message_templates`, orderShipped)),
  fc.constant<Step>((sim) => graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=order_shipped`)),
  fc.constant<Step>((sim) => control(sim, "POST", "templates", offer)),
  fc.constant<Step>((sim) => upload(sim, "a note")),
  fc.constant<Step>((sim) => graph(sim, "DELETE", `/${sim.wabaId}/subscribed_apps`)),
  fc.constant<Step>((sim) => graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`)),
  fc.constant<Step>((sim) => control(sim, "POST", "limits", { pair: { burst: 2, seconds: 60 }, portfolio: 2 })),
  fc.constant<Step>((sim) => control(sim, "POST", "faults", { on: "messages", kind: "graph-error", every: 3 })),
  fc.constant<Step>((sim) => control(sim, "POST", "token", { scopes: ["whatsapp_business_messaging"] })),
  fc.integer({ min: 1, max: 4_000_000 }).map(
    (ms): Step =>
      (sim) =>
        sim.advance(ms),
  ),
);

/** Everything that can be asked, without the port. */
async function everything(sim: Simulator): Promise<unknown> {
  sim.token({ scopes });
  const answers = [
    await graph(sim, "GET", `/${sim.wabaId}/message_templates?limit=100`),
    await graph(sim, "GET", `/${sim.wabaId}/phone_numbers`),
    await graph(sim, "GET", `/${sim.wabaId}/subscribed_apps`),
    await graph(sim, "GET", `/debug_token?input_token=${sim.accessToken}`),
    await control(sim, "GET", "messages"),
    await control(sim, "GET", "clock"),
    await control(sim, "GET", "limits"),
    await control(sim, "GET", "faults"),
    await control(sim, "GET", "webhook/deliveries"),
  ];
  for (const phone of people) answers.push(await control(sim, "POST", `customers/${phone}`, {}));
  const trace = answers.map(({ status, headers, body }) => [status, headers.get("x-fb-trace-id"), body]);
  return JSON.parse(JSON.stringify(trace).replaceAll(sim.url, "http://simulator"));
}

test("a restart makes no difference: the same steps give the same ids, statuses and webhooks with it and without", async () => {
  // Nobody listens there, so that every webhook waits for its repetition.
  const options: SimulatorOptions = { ...still, webhook: { url: "http://127.0.0.1:9/" }, templateReview: 600_000 };
  const steps = fc.array(step, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, steps, async (before, after) => {
      const state = stateFile();
      await using straight = await startSimulator(options);
      const first = await startSimulator({ ...options, state });
      for (const take of before) for (const sim of [straight, first]) await take(sim);
      await Promise.all([straight.settled(), first.settled()]);
      await first.close();
      await using second = await startSimulator({ ...options, state });
      for (const take of after) for (const sim of [straight, second]) await take(sim);
      for (const sim of [straight, second]) await sim.advance("2h");
      expect(await everything(second)).toEqual(await everything(straight));
    }),
    { numRuns: 20 },
  );
});

describe("after a restart", () => {
  test("statuses, approvals and webhooks that were to come come", async () => {
    const state = stateFile();
    const options: SimulatorOptions = { ...still, state, delays: { sent: 1_000, delivered: 60_000, read: 3_600_000 } };
    await using receiver = await Receiver.start("secret-word");
    const first = await startSimulator({ ...options, templateReview: 5_000 });
    await first.webhook({ url: receiver.url, verifyToken: "secret-word" });
    const id = wamid(await send(first, hello()));
    await graph(first, "POST", `/${first.wabaId}/message_templates`, orderShipped);
    await first.advance("1s");
    receiver.answers = [500];
    first.inbound({ from: person, text: "Hi" });
    await first.settled();
    await first.close();
    expect(receiver.statusNames).toEqual(["sent"]);

    await using second = await startSimulator(options);
    expect(second.url).not.toBe(first.url);
    expect(second.accessToken).toBe(first.accessToken);
    await second.advance("2h");
    expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
    expect(second.messages().map((message) => [message.id, message.status])).toEqual([[id, "read"]]);
    expect(at(receiver.values("message_template_status_update"), 0, "event")).toBe("APPROVED");
    const texts = receiver.values("messages").flatMap((value) => at(value, "messages", 0, "text", "body") ?? []);
    expect(texts).toEqual(["Hi", "Hi"]);
  });

  test("windows are open, files can be fetched, names stay taken, and new ids are new", async () => {
    const state = stateFile();
    const first = await startSimulator({ ...still, state });
    first.template(offer);
    const inbound = first.inbound({ from: person, text: "Hi" });
    const file = await upload(first, "a note");
    const id = wamid(await send(first, text("Hello")));
    await graph(first, "DELETE", `/${first.wabaId}/message_templates?name=autumn_offer`);
    await first.close();

    await using second = await startSimulator({ ...still, state });
    expect(await download(second, file)).toEqual([200, "a note"]);
    expect(await upload(second, "another")).not.toBe(file);
    expect((await control(second, "POST", "templates", offer)).status).toBe(400);
    expect(wamid(await send(second, text("Still open")))).not.toBe(id);
    const receipt = { messaging_product: "whatsapp", status: "read", message_id: inbound.id };
    expect((await graph(second, "POST", `/${second.phoneNumberId}/messages`, receipt)).status).toBe(200);
    await second.advance("1s");
    expect(second.messages().map(({ text, status }) => [text, status])).toEqual([
      ["Hello", "read"],
      ["Still open", "read"],
    ]);
  });

  test("files beyond 32 MiB are known and no longer fetched, the oldest first", async () => {
    const state = stateFile();
    const first = await startSimulator({ ...still, state });
    const old = await upload(first, "x".repeat(20 * 1_024 * 1_024));
    const recent = await upload(first, "y".repeat(20 * 1_024 * 1_024));
    await first.close();
    await using second = await startSimulator({ ...still, state });
    expect((await download(second, old))[0]).toBe(404);
    expect((await download(second, recent))[0]).toBe(200);
    const byId = { to: person, type: "document", document: { id: old } };
    expect((await send(second, byId)).status).toBe(200);
  });

  test("a clock that was moved is still ahead, and what fell due while nothing ran happens at once", async () => {
    const state = stateFile();
    const options: SimulatorOptions = { state, delays: { sent: 1, delivered: 1, read: 1 } };
    const first = await startSimulator({ ...options, delays: { sent: 5, delivered: 5, read: 5 } });
    await first.advance("30d");
    await send(first, hello());
    const before = first.now();
    await first.close();
    await using second = await startSimulator(options);
    expect(second.now()).toBeGreaterThanOrEqual(before);
    expect(second.now() - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect(await second.wait({ status: "read" })).toMatchObject({ template: "hello_world" });
  });

  test("the free service messages of the month are still used up", async () => {
    const state = stateFile();
    const first = await startSimulator({ ...still, state });
    first.inbound({ from: person, text: "Hi" });
    await send(first, text("Hello"));
    await first.advance("1s");
    await first.close();
    const saved = JSON.parse(readFileSync(state, "utf8")) as Record<string, unknown>;
    const numbers = (count: number) => [{ id: first.phoneNumberId, serviceDelivered: [["2026-11", count]] }];
    expect(saved["numbers"]).toMatchObject(numbers(1));
    // As a version wrote it that had no other figures.
    delete saved["figures"];
    writeFileSync(state, JSON.stringify({ ...saved, numbers: numbers(1_000) }));
    await using second = await startSimulator({ ...still, state });
    await send(second, text("One more"));
    await second.advance("1s");
    expect(second.messages().map(({ pricing }) => pricing?.billable)).toEqual([false, true]);
  });

  test("a reset goes back to the world of the first start", async () => {
    const state = stateFile();
    const first = await startSimulator({ ...still, state, seed: "shop", world: { templates: [offer] } });
    await graph(first, "DELETE", `/${first.wabaId}/message_templates?name=autumn_offer`);
    await first.close();
    await using second = await startSimulator({ ...still, state });
    expect(second.wabaId).toBe(first.wabaId);
    second.reset();
    const names = (await graph(second, "GET", `/${second.wabaId}/message_templates?name=autumn_offer`)).body;
    expect(at(names, "data")).toHaveLength(1);
  });
});

describe("the file", () => {
  test("is for its owner only, carries its version, and no half-written copy is left beside it", async () => {
    const state = stateFile();
    await using sim = await startSimulator({ ...still, state });
    await send(sim, hello());
    await sim.close();
    expect(statSync(state).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ "recado-simulator": 3, seed: "recado" });
    expect(readdirSync(join(state, ".."))).toEqual(["simulator.json"]);
  });

  test("is written soon after a change, without waiting for the end", async () => {
    const state = stateFile();
    const { world } = await openWorld({ ...still, state });
    const keeper = new StateKeeper(world, state, undefined, 1);
    expect(existsSync(state)).toBe(false);
    world.state.blockedNames.set("autumn_offer", 1);
    world.events.emit("template", {});
    await vi.waitFor(() => expect(readFileSync(state, "utf8")).toContain("autumn_offer"));
    await keeper.close();
  });

  test("that cannot be written is told once and tried again; a last failure is told by close", async () => {
    const folder = stateFile();
    const state = join(folder, "below.json");
    const told: AppError[] = [];
    const { world } = await openWorld(still);
    const keeper = new StateKeeper(world, state, (error) => told.push(error), 1);
    writeFileSync(folder, "a file is no folder");
    world.events.emit("template", {});
    await vi.waitFor(() => expect(told).toMatchObject([{ code: "output.unwritable", data: { file: state } }]));
    await expect(keeper.save()).rejects.toMatchObject({ code: "output.unwritable" });
    rmSync(folder);
    mkdirSync(folder);
    world.events.emit("template", {});
    await vi.waitFor(() => expect(existsSync(state)).toBe(true));
    rmSync(folder, { recursive: true });
    await expect(keeper.close()).rejects.toMatchObject({ code: "output.unwritable" });
    expect(told).toHaveLength(1);
  });

  test("that another simulator writes is left to it, and made anew when it was deleted", async () => {
    const state = stateFile();
    const first = await startSimulator({ ...still, state });
    const second = await startSimulator({ ...still, state });
    await send(second, text("of the second"));
    await expect(first.close()).rejects.toMatchObject({ code: "input.state_shared", exit: 2 });
    rmSync(state);
    await second.close();
    expect(readFileSync(state, "utf8")).toContain("of the second");
  });

  test("in a folder that does not exist is refused at the start", async () => {
    const state = join(stateFile(), "..", "missing", "simulator.json");
    await expect(startSimulator({ state })).rejects.toMatchObject({
      code: "output.unwritable",
      exit: 2,
      text: { es: expect.stringContaining("su carpeta no existe") },
    });
  });

  const good = async (state: string): Promise<Record<string, unknown>> => {
    await (await startSimulator({ ...still, state })).close();
    return JSON.parse(readFileSync(state, "utf8")) as Record<string, unknown>;
  };

  test.each<[string, (saved: Record<string, unknown>) => string, string]>([
    ["is cut off", (saved) => JSON.stringify(saved).slice(0, -20), "not complete JSON"],
    ["is empty", () => "", "not complete JSON"],
    ["is something else", () => '{"name":"recado"}', '"recado-simulator"'],
    ["is of a later version", (saved) => JSON.stringify({ ...saved, "recado-simulator": 99 }), "format 99"],
    ["lacks a part", (saved) => JSON.stringify({ ...saved, messages: undefined }), "messages: is missing"],
    ["has more than is known", (saved) => JSON.stringify({ ...saved, calls: [] }), "calls: there is no such member"],
    ["has a wrong value", (saved) => JSON.stringify({ ...saved, templates: [{ id: 7 }] }), "templates.0.id"],
    [
      "has a template that is none",
      (saved) => {
        const [template] = saved["templates"] as Record<string, unknown>[];
        return JSON.stringify({ ...saved, templates: [{ ...template, components: [{ type: "BUTTONS" }] }] });
      },
      "templates are damaged",
    ],
  ])("that %s is refused and left as it is", async (_, spoil, reason) => {
    const state = stateFile();
    const spoilt = spoil(await good(state));
    writeFileSync(state, spoilt);
    const refused = startSimulator({ ...still, state });
    await expect(refused).rejects.toMatchObject({ code: "input.bad_state", exit: 2, data: { file: state } });
    await expect(refused).rejects.toThrow(reason);
    expect(readFileSync(state, "utf8")).toBe(spoilt);
  });

  test("does not go on under another seed", async () => {
    const state = stateFile();
    await good(state);
    await expect(startSimulator({ state, seed: "other" })).rejects.toMatchObject({ code: "input.other_seed", exit: 2 });
    await (await startSimulator({ state, seed: "recado" })).close();
  });
});

test("a webhook that was set goes on, and one of the new start has priority", async () => {
  const state = stateFile();
  const first = await startSimulator({ ...still, state });
  await using old = await connect(first);
  await first.close();
  const second = await startSimulator({ ...still, state });
  second.inbound({ from: person, text: "Hi" });
  await second.close();
  expect(old.received).toHaveLength(1);
  await using fresh = await Receiver.start("word");
  await using third = await startSimulator({ ...still, state, webhook: { url: fresh.url } });
  third.inbound({ from: person, text: "Hi" });
  await third.settled();
  expect([old.received.length, fresh.received.length]).toEqual([1, 1]);
});
