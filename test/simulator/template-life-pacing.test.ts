import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, offer, orderShipped, send, template } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
  sim.limits({ pacing: { threshold: 2, minutes: 60 } });
});

const status = async (on: Simulator, id: string): Promise<unknown> =>
  at((await graph(on, "GET", `/${id}?fields=status`)).body, "status");
const sendOffer = async (on: Simulator = sim): Promise<unknown> =>
  at((await send(on, template(offer.name, offer.language))).body, "messages", 0, "message_status");
const states = (on: Simulator = sim): unknown[] =>
  on.messages({ template: offer.name }).map((message) => message.status);

describe("pacing", () => {
  test("holds the messages of a new marketing template after the first ones, and releases them within the hour", async () => {
    const { id } = sim.template(offer);
    expect([await sendOffer(), await sendOffer(), await sendOffer(), await sendOffer()]).toEqual([
      "accepted",
      "accepted",
      "held_for_quality_assessment",
      "held_for_quality_assessment",
    ]);
    await sim.advance("59m");
    expect(states()).toEqual(["read", "read", "accepted", "accepted"]);
    await sim.advance("2m");
    expect(states()).toEqual(["read", "read", "read", "read"]);
    expect(await sendOffer()).toBe("accepted");
    expect(await status(sim, id)).toBe("APPROVED");
  });

  test("drops them when the quality is red by then, and the pause must be ended by hand", async () => {
    await using receiver = await connect(sim);
    const { id } = sim.template(offer);
    for (let sent = 0; sent < 3; sent++) await sendOffer();
    await sim.advance("1m");
    expect((await control(sim, "POST", `templates/${id}/pacing`, { decision: "drop" })).status).toBe(200);
    await sim.advance("1m");
    expect(states()).toEqual(["read", "read", "failed"]);
    expect(sim.messages().at(-1)).toMatchObject({ errors: [{ code: 132015 }] });
    expect(sim.messages().at(-1)).not.toHaveProperty("pricing");
    expect(receiver.values("message_template_status_update")).toMatchObject([
      { event: "PAUSED", other_info: { title: "RATE_LIMITING_PAUSE" } },
    ]);

    await sim.advance("30d");
    expect(await status(sim, id)).toBe("PAUSED");
    expect(code(await send(sim, template(offer.name, offer.language)))).toBe(132015);
    expect((await graph(sim, "POST", `/${id}/unpause`)).body).toEqual({ success: true });
    // An unpaused template is assessed once more.
    expect([await sendOffer(), await sendOffer(), await sendOffer()]).toEqual([
      "accepted",
      "accepted",
      "held_for_quality_assessment",
    ]);
  });

  test("that ends by itself under red quality drops", async () => {
    const { id } = sim.template(offer);
    for (let sent = 0; sent < 3; sent++) await sendOffer();
    sim.setTemplateQuality(id, "RED");
    await sim.advance("4h");
    expect(states()).toEqual(["read", "read", "failed"]);
    expect(await status(sim, id)).toBe("PAUSED");
  });

  test.each<[string, () => void]>([
    ["a utility template", () => sim.template({ ...offer, category: "UTILITY" })],
    ["a marketing template of green quality", () => sim.setTemplateQuality(sim.template(offer).id, "GREEN")],
    [
      "any template while pacing is off",
      () => {
        sim.limits({ pacing: null });
        sim.template(offer);
      },
    ],
  ])("does not concern %s", async (_, prepare) => {
    prepare();
    expect([await sendOffer(), await sendOffer(), await sendOffer()]).toEqual(["accepted", "accepted", "accepted"]);
  });

  test("concerns a utility template for 7 days after a pause", async () => {
    const { id } = sim.template({ ...offer, category: "UTILITY" });
    sim.setTemplateQuality(id, "RED");
    await sim.advance("3h");
    for (let sent = 0; sent < 2; sent++) await sendOffer();
    expect(await sendOffer()).toBe("held_for_quality_assessment");
    await sim.advance("7d");
    expect(await sendOffer()).toBe("accepted");
  });

  test("can be begun by hand without a limit, and then ends by hand only", async () => {
    sim.limits({ pacing: null });
    const { id } = sim.template(offer);
    sim.decidePacing(id, "hold");
    expect(await sendOffer()).toBe("held_for_quality_assessment");
    await sim.advance("30d");
    expect(states()).toEqual(["accepted"]);
    sim.decidePacing(id, "release");
    await sim.advance("1m");
    expect(states()).toEqual(["read"]);
  });

  test("without held messages has nothing to decide", async () => {
    const { id } = sim.template(offer);
    expect((await control(sim, "POST", `templates/${id}/pacing`, { decision: "release" })).status).toBe(409);
    expect((await control(sim, "POST", `templates/${id}/pacing`, { decision: "wait" })).status).toBe(400);
  });

  test("concerns one template at a time", async () => {
    const { id } = sim.template(offer);
    sim.template({ ...offer, name: "other_offer" });
    sim.decidePacing(id, "hold");
    const other = await send(sim, template("other_offer", offer.language));
    expect(at(other.body, "messages", 0, "message_status")).toBe("accepted");
  });
});

describe("a state saved in the middle", () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-life-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const begin = (state: string): Promise<Simulator> =>
    startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z", state });
  const restarted = async (prepare: (on: Simulator) => Promise<void> | void): Promise<Simulator> => {
    const state = join(folder, `${++count}.json`);
    const first = await begin(state);
    await prepare(first);
    await first.close();
    return begin(state);
  };

  test("of a pause ends it in time, and the next one is the second", async () => {
    let id = "";
    await using again = await restarted(async (on) => {
      ({ id } = on.template(offer));
      on.setTemplateQuality(id, "RED");
      await on.advance("2h");
    });
    expect(await status(again, id)).toBe("PAUSED");
    await again.advance("1h");
    expect(await status(again, id)).toBe("APPROVED");
    again.setTemplateQuality(id, "RED");
    await again.advance("5h");
    expect(await status(again, id)).toBe("PAUSED");
    await again.advance("1h");
    expect(await status(again, id)).toBe("APPROVED");
  });

  test("of pacing keeps the held messages", async () => {
    await using again = await restarted(async (on) => {
      on.limits({ pacing: { threshold: 0, minutes: 60 } });
      on.template(offer);
      await sendOffer(on);
      await on.advance("30m");
    });
    expect(states(again)).toEqual(["accepted"]);
    await again.advance("31m");
    expect(states(again)).toEqual(["read"]);
  });

  test("of a review, a category notice, the archive and a deletion goes on with each", async () => {
    const ids: Record<string, string> = {};
    await using again = await restarted(async (on) => {
      const created = await graph(on, "POST", `/${on.wabaId}/message_templates`, { ...offer, name: "new_offer" });
      ids["review"] = String(at(created.body, "id"));
      ids["category"] = on.template(orderShipped).id;
      on.changeTemplateCategory(ids["category"], "MARKETING");
      ids["archive"] = on.template({ ...offer, name: "old_offer", language: "es" }).id;
      on.setTemplateStatus(ids["archive"], { status: "ARCHIVED" });
      ids["deletion"] = on.template({ ...offer, language: "fr" }).id;
      on.customer("+12025550111", { delay: "2h" });
      await send(on, template(offer.name, "fr"));
      on.setTemplateStatus(ids["deletion"], { status: "DELETED" });
      on.template({ ...offer, name: "elsewhere", waba_id: "600200300400500" });
    });
    const read = async (name: string, fields: string): Promise<unknown> =>
      (await graph(again, "GET", `/${ids[name] ?? ""}?fields=${fields}`)).body;
    await again.advance("1d");
    expect(await read("review", "status")).toMatchObject({ status: "APPROVED" });
    expect(await read("category", "category")).toMatchObject({ category: "MARKETING" });
    expect(await read("archive", "status")).toMatchObject({ status: "ARCHIVED" });
    expect(at(await read("deletion", "status"), "error", "code")).toBe(100);
    await again.advance("27d");
    expect(at(await read("archive", "status"), "error", "code")).toBe(100);
    const migrated = await graph(again, "POST", `/${again.wabaId}/migrate_message_templates`, {
      source_waba_id: "600200300400500",
    });
    expect(at(migrated.body, "migrated_templates")).toHaveLength(1);
  });

  test("of used-up limits keeps them used up", async () => {
    await using again = await restarted(async (on) => {
      on.limits({ templatesPerHour: 1 });
      await graph(on, "POST", `/${on.wabaId}/message_templates`, offer);
    });
    expect(code(await graph(again, "POST", `/${again.wabaId}/message_templates`, orderShipped))).toBe(80007);
  });
});
