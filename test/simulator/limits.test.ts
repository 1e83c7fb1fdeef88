import { expect, test } from "vitest";
import { Limits } from "../../src/simulator/limits/limits.ts";
import { startSimulator } from "../../src/testing.ts";
import { code, control, graph, hello, send } from "./helpers.ts";

test("a number sends 80 messages in a second, and the next a little later", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  const all = await Promise.all(Array.from({ length: 81 }, (_, index) => send(sim, hello(`+1202555${1_000 + index}`))));
  expect(all.filter((answer) => code(answer) === 130429)).toHaveLength(1);
  expect(sim.count()).toBe(80);
  await sim.advance(13);
  expect((await send(sim, hello("+12025550111"))).status).toBe(200);
});

test("one person gets 45 at once, and then nothing until they are paid off at one in six seconds", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  const all = await Promise.all(Array.from({ length: 46 }, () => send(sim, hello())));
  expect(all.filter((answer) => code(answer) === 131056)).toHaveLength(1);
  expect((await send(sim, hello("+12025550112"))).status).toBe(200);
  await sim.advance("269s");
  expect(code(await send(sim, hello()))).toBe(131056);
  await sim.advance("1s");
  for (let sent = 0; sent < 45; sent++) expect((await send(sim, hello())).status).toBe(200);
  expect(code(await send(sim, hello()))).toBe(131056);
});

test("limits are changed and lifted", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  expect((await control(sim, "POST", "limits", { mps: null, pair: null })).body).toMatchObject({
    mps: null,
    pair: null,
    portfolio: 100_000,
    management: 5_000,
  });
  const all = await Promise.all(Array.from({ length: 100 }, () => send(sim, hello())));
  expect(all.every((answer) => answer.status === 200)).toBe(true);
  await control(sim, "POST", "limits", { pair: { burst: 1, seconds: 60 } });
  await send(sim, hello("+12025550112"));
  expect(code(await send(sim, hello("+12025550112")))).toBe(131056);
  expect((await control(sim, "POST", "limits", { mps: 0 })).status).toBe(400);
});

test("people a day outside their windows: the third of two fails by webhook, an answer to a customer does not count", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.limits({ portfolio: 2 });
  sim.inbound({ from: "+12025550114", text: "Hi" });
  for (const last of [1, 2, 1, 3, 4]) await send(sim, hello(`+1202555011${last}`));
  await sim.advance("1s");
  expect(sim.messages().map((message) => message.errors?.[0]?.code ?? message.status)).toEqual([
    "read",
    "read",
    "read",
    131048,
    "read",
  ]);
  await sim.advance("24h");
  await send(sim, hello("+12025550113"));
  await sim.advance("1s");
  expect(sim.messages().at(-1)?.status).toBe("read");
});

test("management calls an hour", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.limits({ management: 2 });
  const call = () => graph(sim, "GET", `/${sim.wabaId}`);
  expect([code(await call()), code(await call()), code(await call())]).toEqual([undefined, undefined, 80007]);
  expect((await send(sim, hello())).status).toBe(200);
  await sim.advance("1h");
  expect((await call()).status).toBe(200);
});

test("a message that is refused uses nothing up, whichever limit refuses it", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.limits({ mps: 2, pair: { burst: 1, seconds: 60 } });
  const codes = [];
  for (const last of [1, 1, 1, 2, 3, 3]) codes.push(code(await send(sim, hello(`+1202555011${last}`))));
  expect(codes).toEqual([undefined, 131056, 131056, undefined, 130429, 130429]);
  await sim.advance("1s");
  expect(code(await send(sim, hello("+12025550113")))).toBeUndefined();
});

test("a steady stream at the limit always passes", () => {
  const limits = new Limits();
  for (let index = 0; index < 1_000; index++) limits.takeMessage("1", String(index), 1_000_000 + index * 12.5);
  expect(() => {
    for (let index = 0; index < 81; index++) limits.takeMessage("1", String(index), 1_100_000);
  }).toThrow(/130429/);
});
