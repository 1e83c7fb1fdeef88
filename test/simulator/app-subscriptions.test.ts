import { expect, test } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, graph, offer, person } from "./helpers.ts";

const fieldsOf = (body: unknown): unknown[] =>
  ((at(body, "data", 0, "fields") ?? []) as unknown[]).map((field) => at(field, "name"));

test("a webhook that was set without fields has all of them, and loses only those that are taken away", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  await using receiver = await connect(sim);
  const path = `/${sim.appId}/subscriptions`;
  const all = sim.emitFields().map(({ field }) => field);
  expect(fieldsOf((await graph(sim, "GET", path)).body)).toEqual(all.toSorted());

  const object = "object=whatsapp_business_account";
  expect((await graph(sim, "DELETE", `${path}?${object}&fields=flows,account_update`)).body).toEqual({ success: true });
  const left = fieldsOf((await graph(sim, "GET", path)).body);
  expect(left).toEqual(all.filter((field) => field !== "flows" && field !== "account_update").toSorted());

  sim.inbound({ from: person, text: "Hi" });
  sim.emit({ field: "account_update" });
  sim.setTemplateStatus(sim.template(offer).id, { status: "PAUSED" });
  await sim.settled();
  expect(receiver.received.map(({ body }) => at(body, "entry", 0, "changes", 0, "field"))).toEqual([
    "messages",
    "message_template_status_update",
  ]);

  await graph(sim, "DELETE", `${path}?${object}&fields=${left.join(",")}`);
  expect((await graph(sim, "GET", path)).body).toEqual({ data: [] });
});
