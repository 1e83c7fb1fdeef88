import { expect, test } from "vitest";
import { startSimulator, type Simulator } from "../../src/testing.ts";
import { connect, graph, hello, offer, person, send, text } from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";
const phone = person.slice(1);

const open = async (sim: Simulator, query = ""): Promise<string> => (await fetch(`${sim.pageUrl}${query}`)).text();

/** Presses a button of the page as a browser does; answers the page that it leads to. */
async function press(sim: Simulator, action: string, values: Record<string, string>, query = ""): Promise<string> {
  const answer = await fetch(`${sim.pageUrl}page/${action}${query}`, {
    method: "POST",
    headers: { Origin: sim.url },
    body: new URLSearchParams(values),
  });
  return answer.text();
}

const buttons = {
  to: person,
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Shall we deliver today?" },
    action: {
      buttons: [
        { type: "reply", reply: { id: "yes-1", title: "Yes, please" } },
        { type: "reply", reply: { id: "no-1", title: "Tomorrow" } },
      ],
    },
  },
};

test("shows what was sent and escapes what others wrote", async () => {
  await using sim = await startSimulator({ clock: "manual", now });
  await send(sim, text("<script>alert(1)</script>"));
  sim.inbound({ from: person, profile: { name: "<img src=x onerror=alert(1)>" }, text: '"><b>' });
  const page = await open(sim, `?phone=${phone}`);
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toMatch(/<script>alert|<img|<b>/);
  expect(page).toContain("+12025550126");
});

test("speaks Spanish", async () => {
  await using sim = await startSimulator();
  await send(sim, hello("12025550126"));
  await sim.advance("1m");
  const page = await (await fetch(sim.pageUrl, { headers: { "Accept-Language": "es-PE,es;q=0.9" } })).text();
  for (const words of ["Plantillas", "fallido 131026", "avisos", "aprobada"]) expect(page).toContain(words);
  expect(await open(sim, "?lang=es")).toContain("Plantillas");
  expect((await fetch(`${sim.url}/`)).url).toBe(sim.pageUrl);
});

test("is each customer's phone: one writes, taps, orders, and opts out", async () => {
  await using sim = await startSimulator({ clock: "manual", now });
  await using receiver = await connect(sim);
  const inbound = (): unknown => {
    const { messages } = receiver.values("messages").at(-1) as { messages?: unknown[] };
    return messages?.[0];
  };

  const written = await press(sim, "write", { from: phone, text: "¿Está abierto?" }, `?phone=${phone}`);
  expect(written).toContain("¿Está abierto?");
  expect(written).toContain("Window open until");
  await sim.settled();
  expect(inbound()).toMatchObject({ from: phone, text: { body: "¿Está abierto?" } });

  const id = String((await send(sim, buttons)).body && sim.messages().at(-1)?.id);
  await sim.advance("1s");
  expect(await open(sim, `?phone=${phone}`)).toMatch(/Shall we deliver today\?[^]*Yes, please/);
  await press(sim, "tap", { from: phone, tap: "yes-1", message: id }, `?phone=${phone}`);
  await sim.settled();
  expect(inbound()).toMatchObject({
    context: { id },
    interactive: { type: "button_reply", button_reply: { id: "yes-1", title: "Yes, please" } },
  });

  await press(sim, "order", { from: phone, product: "MUG-1" });
  await sim.settled();
  expect(inbound()).toMatchObject({
    order: { catalog_id: sim.catalogId, product_items: [{ product_retailer_id: "MUG-1" }] },
  });

  expect(await press(sim, "stop", { from: phone }, `?phone=${phone}`)).toContain("Allow marketing");
  await sim.settled();
  expect(receiver.values("user_preferences").at(-1)).toMatchObject({ user_preferences: [{ value: "stop" }] });
});

test("approves templates, moves the clock, sets and clears faults, and goes back to the beginning", async () => {
  await using sim = await startSimulator({ clock: "manual", now, templateReview: "manual" });
  const { body } = await graph(sim, "POST", `/${sim.wabaId}/message_templates`, offer);
  const { id } = body as { id: string };
  expect(await open(sim)).toMatch(/autumn_offer[^]*in review/);
  await press(sim, "template", { id, status: "APPROVED" });
  expect(await open(sim)).toMatch(/autumn_offer[^]*approved/);

  await press(sim, "advance", { by: "25h" });
  expect(new Date(sim.now()).toISOString()).toBe("2026-11-21T13:00:00.000Z");

  const faulty = await press(sim, "fault", { on: "messages", kind: "reset-before", times: "2" });
  expect(faulty).toMatch(/reset-before[^]*0\/2/);
  const [fault] = sim.faults();
  await press(sim, "clear-fault", { id: fault?.id ?? "" });
  expect(sim.faults()).toEqual([]);

  await press(sim, "reset", {});
  expect(await open(sim)).not.toContain("autumn_offer");
});

test("shows deliveries, and sends again what failed", async () => {
  await using sim = await startSimulator({ clock: "manual", now });
  await using receiver = await connect(sim);
  receiver.answers = [500, 500];
  sim.inbound({ from: person, text: "Hola" });
  await sim.settled();
  expect(await open(sim)).toMatch(/on its way 500[^]*Send again what failed/);
  receiver.answers = [];
  await press(sim, "redeliver", {});
  await sim.settled();
  expect(await open(sim)).toMatch(/delivered 200/);
});

test("says what was wrong with something that cannot be done", async () => {
  await using sim = await startSimulator();
  const page = await press(sim, "advance", { by: "soon" }, "?lang=es");
  expect(page).toContain("&quot;soon&quot; no es una duración");
  expect((await fetch(`${sim.pageUrl}page/nothing`, { method: "POST" })).status).toBe(501);
  const foreign = await fetch(`${sim.pageUrl}page/reset`, {
    method: "POST",
    headers: { Origin: "https://elsewhere.example" },
  });
  expect(foreign.status).toBe(403);
});

test("is there for each world", async () => {
  await using sim = await startSimulator();
  await using other = await sim.openWorld();
  await send(other, text("Only here"));
  const page = await (await fetch(other.pageUrl)).text();
  expect(page).toContain("Only here");
  expect(page).toContain(`world=${other.wabaId}`);
  expect(await open(sim)).not.toContain("Only here");
});
