import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SeedWorld } from "../../src/testing.ts";
import { startSimulator } from "../../src/testing.ts";
import { at, control, graph, hello, offer, person, Receiver, send } from "./helpers.ts";

const world: SeedWorld = {
  seed: "shop",
  now: "2026-11-20T12:00:00Z",
  name: "Tienda Ñandú",
  currency: "MXN",
  templates: [offer, { ...offer, name: "spring_offer", status: "PAUSED" }],
  customers: { "+1 202 555 0111": { name: "Ana", optOut: true, delay: "5m" } },
  limits: { mps: 5, pair: null },
  delays: { sent: 1_000, delivered: 61_000 },
  templateReview: "manual",
};

function worldFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-world-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "world.json");
  writeFileSync(file, content);
  return file;
}

describe("a world", () => {
  test.each(["object", "file"])("given as an %s is there from the start, and again after a reset", async (kind) => {
    const given = kind === "object" ? world : worldFile(`\uFEFF${JSON.stringify(world)}`);
    await using sim = await startSimulator({ clock: "manual", world: given });
    await using plain = await startSimulator({ seed: "shop" });
    expect(sim.accessToken).toBe(plain.accessToken);
    const look = async (): Promise<unknown> => {
      const templates = (await graph(sim, "GET", `/${sim.wabaId}/message_templates?fields=id,name,status`)).body;
      return [
        templates,
        (await graph(sim, "GET", `/${sim.wabaId}`)).body,
        at((await graph(sim, "GET", `/${sim.phoneNumberId}`)).body, "verified_name"),
        (await control(sim, "GET", "clock")).body,
        sim.limits(),
        (await control(sim, "POST", `customers/${person}`, {})).body,
      ];
    };
    const before = await look();
    expect(before).toMatchObject([
      {
        data: [
          { name: "hello_world", status: "APPROVED" },
          { name: "autumn_offer", status: "APPROVED" },
          { name: "spring_offer", status: "PAUSED" },
        ],
      },
      { name: "Tienda Ñandú", currency: "MXN" },
      "Tienda Ñandú",
      { now: "2026-11-20T12:00:00.000Z" },
      { mps: 5, pair: null, portfolio: 100_000 },
      { name: "Ana", optOut: true, delay: 300_000 },
    ]);
    await graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=autumn_offer`);
    sim.customer(person, { optOut: false, name: "Eva" });
    sim.limits({ mps: 1 });
    await sim.advance("1h");
    sim.reset();
    expect(await look()).toEqual(before);
  });

  test("is not reported by webhook, and its delays hold", async () => {
    await using receiver = await Receiver.start("any");
    await using sim = await startSimulator({ clock: "manual", world, webhook: { url: receiver.url } });
    sim.reset();
    await sim.settled();
    await send(sim, hello("+12025550112"));
    await sim.advance(999);
    expect(receiver.received).toEqual([]);
    await sim.advance(1);
    expect(receiver.statusNames).toEqual(["sent"]);
    await sim.advance(60_000);
    expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
  });

  test("gives way to options beside it", async () => {
    await using sim = await startSimulator({ clock: "manual", world, seed: "other", now: "2027-01-01T00:00:00Z" });
    await using other = await startSimulator({ seed: "other" });
    expect([sim.wabaId, sim.now()]).toEqual([other.wabaId, Date.UTC(2027, 0, 1)]);
  });
});

describe("a world that is not valid", () => {
  test.each<[unknown, string, string]>([
    [{ template: [] }, "template", "no such member"],
    [{ templates: [offer, { ...offer, nome: "x" }] }, "templates.1.nome", "no such member"],
    [{ templates: [{ name: "x" }] }, "templates.0.language", "is missing"],
    [{ templates: [{ ...offer, name: "Autumn Offer" }] }, "templates.0", "lower-case"],
    [{ templates: [offer, offer] }, "templates.1", "already content"],
    [{ templates: [{ ...offer, status: "GREAT" }] }, "templates.0", "not a template status"],
    [{ templates: [{ ...offer, library_template_name: "x" }] }, "templates.0.library_template_name", "no such member"],
    [{ customers: { Ana: {} } }, "customers.Ana", "has the wrong form"],
    [{ customers: { "+12025550111": { optout: true } } }, "customers.+1202•••••11.optout", "no such member"],
    [{ customers: { "+12025550111": { delay: "soon" } } }, "customers.+1202•••••11", "not a duration"],
    [{ limits: { mps: 0 } }, "limits.mps", "expected >0, not 0"],
    [{ delays: { sent: "1s" } }, "delays.sent", 'expected number, not "1s"'],
    [{ now: "tomorrow" }, "now", "has the wrong form"],
    [{ currency: "pesos" }, "currency", "has the wrong form"],
    [{ templateReview: "never" }, "templateReview", "manual"],
  ])("%j is refused with the place in both languages", async (given, path, reason) => {
    const file = worldFile(JSON.stringify(given));
    const refused = startSimulator({ world: file });
    await expect(refused).rejects.toMatchObject({
      code: "input.bad_world",
      exit: 2,
      data: { file, path },
      text: { es: expect.stringContaining(`${file} no es válido. ${path}: `) },
    });
    await expect(refused).rejects.toThrow(reason);
    // A program may give anything.
    await expect(startSimulator({ world: given as SeedWorld })).rejects.toMatchObject({ data: { path } });
  });

  test.each([
    ["[]", "must be an object"],
    ["{", "not JSON"],
    ["", "not JSON"],
  ])("the file with %j is refused by its name", async (content, reason) => {
    const file = worldFile(content);
    const refused = startSimulator({ world: file });
    await expect(refused).rejects.toMatchObject({ code: "input.bad_world", exit: 2, data: { file } });
    await expect(refused).rejects.toThrow(reason);
  });

  test("a file that is not there is named", async () => {
    const file = join(tmpdir(), "recado-no-such-world.json");
    await expect(startSimulator({ world: file })).rejects.toMatchObject({
      code: "input.unreadable",
      exit: 2,
      text: { en: `The file ${file} does not exist.`, es: `El archivo ${file} no existe.` },
    });
  });
});
