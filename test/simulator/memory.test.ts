import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, control, graph, hello, person, send, text } from "./helpers.ts";

const still = { clock: "manual", now: "2026-11-20T12:00:00Z" } as const;
const phone = (index: number): string => `120255501${String(index).padStart(2, "0")}`;
const phones = (sim: Simulator): string[] => sim.customers().map((customer) => customer.phone);

async function upload(sim: Simulator, bytes: number): Promise<string> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new Blob(["x".repeat(bytes)], { type: "text/plain" }), "note.txt");
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  const url = `${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`;
  return String(at(await (await fetch(url, { method: "POST", headers, body: form })).json(), "id"));
}

test("people beyond the limit are forgotten, the first first: their settings are the usual ones again", async () => {
  await using sim = await startSimulator({ ...still, keep: { people: 3 } });
  for (const index of [1, 2, 3, 4]) sim.customer(phone(index), { readReceipts: false });
  expect(phones(sim)).toEqual([phone(2), phone(3), phone(4)]);
  expect(sim.describeCustomer(phone(1)).readReceipts).toBe(true);
});

test("somebody with an open window is not forgotten before others, and is one of them when it has closed", async () => {
  await using sim = await startSimulator({ ...still, keep: { people: 3 } });
  sim.inbound({ from: phone(1), text: "Hi" });
  for (const index of [2, 3, 4, 5]) sim.customer(phone(index), { readReceipts: false });
  expect(phones(sim)).toEqual([phone(1), phone(4), phone(5)]);
  await send(sim, text("Hello", phone(1)));
  await sim.advance("1m");
  expect(sim.messages()[0]?.status).toBe("read");
  await sim.advance("25h");
  sim.customer(phone(6), { readReceipts: false });
  expect(phones(sim)).toEqual([phone(4), phone(5), phone(6)]);
});

test("with as many open windows as people are kept, the first of them goes", async () => {
  await using sim = await startSimulator({ ...still, keep: { people: 2 } });
  for (const index of [1, 2, 3]) sim.inbound({ from: phone(index), text: "Hi" });
  expect(phones(sim)).toEqual([phone(2), phone(3)]);
  await send(sim, text("Hello", phone(3)));
  await sim.advance("1m");
  expect(sim.messages()[0]?.status).toBe("read");
});

test("what customers wrote: a read receipt for what is no longer kept is refused", async () => {
  await using sim = await startSimulator({ ...still, keep: { received: 2 } });
  const ids = ["one", "two", "three"].map((word) => sim.inbound({ from: person, text: word }).id);
  const read = async (message_id: string | undefined): Promise<number> =>
    (
      await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, {
        messaging_product: "whatsapp",
        status: "read",
        message_id,
      })
    ).status;
  expect([await read(ids[0]), await read(ids[1]), await read(ids[2])]).toEqual([400, 200, 200]);
});

test("messages that wait for a phone: those for who has waited longest go first", async () => {
  await using sim = await startSimulator({ ...still, keep: { messages: 2 } });
  for (const index of [1, 2, 3]) sim.customer(phone(index), { online: false });
  for (const index of [1, 2, 3]) {
    await send(sim, hello(phone(index)));
    await sim.advance("1s");
  }
  for (const index of [1, 2, 3]) sim.customer(phone(index), { online: true });
  await sim.advance("1m");
  expect(sim.messages().map(({ to, status }) => [to, status])).toEqual([
    [phone(2), "read"],
    [phone(3), "read"],
  ]);
});

test("files are kept by number and by size, and the newest always", async () => {
  await using sim = await startSimulator({ ...still, keep: { mediaFiles: 2, mediaBytes: 100 } });
  const known = async (id: string): Promise<boolean> => (await graph(sim, "GET", `/${id}`)).status === 200;
  const first = await upload(sim, 10);
  const second = await upload(sim, 10);
  const third = await upload(sim, 10);
  expect([await known(first), await known(second), await known(third)]).toEqual([false, true, true]);
  const large = await upload(sim, 95);
  expect([await known(second), await known(third), await known(large)]).toEqual([false, false, true]);
  const larger = await upload(sim, 200);
  expect([await known(large), await known(larger)]).toEqual([false, true]);
});

test("a state is cut down to smaller limits when it is taken over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = { ...still, state: join(folder, "simulator.json") };
  const first = await startSimulator(options);
  for (const index of [1, 2, 3, 4]) {
    first.inbound({ from: phone(index), text: "Hi" });
    await send(first, text("Hello", phone(index)));
  }
  await first.close();
  await using second = await startSimulator({ ...options, keep: { messages: 2, people: 2, received: 2 } });
  expect(second.messages().map(({ to }) => to)).toEqual([phone(3), phone(4)]);
  expect(phones(second)).toEqual([phone(3), phone(4)]);
});

test("faults that are over make room: only those in force are listed and saved", async () => {
  await using sim = await startSimulator(still);
  for (let turn = 0; turn < 3; turn++) {
    sim.fault({ on: "messages", kind: "http", during: "1m" });
    await sim.advance("2m");
  }
  expect(sim.faults()).toEqual([]);
  sim.reset();
  expect(sim.fault({ on: "messages", kind: "http" }).id).toBe("fault_1");
});

test.each([{ people: 0 }, { people: 1.5 }, { peple: 3 }, { messages: "many" }, { received: null }])(
  "a limit like %j is refused at the start",
  async (keep) => {
    await expect(startSimulator({ keep: keep as never })).rejects.toMatchObject({ code: "simulator.bad_input" });
  },
);

test("a limit that is left out is the usual one", async () => {
  await using sim = await startSimulator({ keep: { people: undefined, messages: 1 } });
  for (const index of [1, 2, 3]) sim.customer(phone(index), { readReceipts: false });
  expect((await control(sim, "GET", "customers")).body).toMatchObject({ data: [{}, {}, {}] });
});
