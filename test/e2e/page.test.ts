import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/testing.ts";
import type { BrowserTab } from "../helpers/browser-tab.ts";
import { findChromium, startChromium, type Chromium } from "../helpers/chromium.ts";
import { connect, graph, hello, offer, send, text } from "../simulator/helpers.ts";

const binary = findChromium("the simulator's page");
const now = "2026-11-20T12:00:00Z";
const phone = "12025550111";
const to = { interval: 20, timeout: 10_000 };

const buttons = {
  to: phone,
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

describe.skipIf(binary === undefined)("the page in a browser", () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium(binary ?? "");
  });
  afterAll(() => chromium.close());

  /** A simulator whose clock stands still, and its page at a customer's phone. */
  async function open(
    query = `?phone=${phone}`,
    options: SimulatorOptions = {},
  ): Promise<{ sim: Simulator; tab: BrowserTab }> {
    const sim = await startSimulator({ clock: "manual", now, ...options });
    onTestFinished(() => sim.close());
    const tab = await chromium.tab();
    onTestFinished(() => {
      // Whatever a test does: nothing is written to the console, and nothing is asked of another address.
      expect(tab.problems).toEqual([]);
      expect(tab.requests.filter((url) => !url.startsWith(`${sim.url}/`) && url !== "data:,")).toEqual([]);
      expect(tab.requests).toContain(`${sim.pageUrl}${query}`);
    });
    await tab.goto(`${sim.pageUrl}${query}`);
    return { sim, tab };
  }

  /** Ends when the chat shows it. */
  async function chatShows(tab: BrowserTab, what: string | RegExp): Promise<void> {
    const holds = (shown: string): boolean => (typeof what === "string" ? shown.includes(what) : what.test(shown));
    await expect.poll(() => tab.text("#chat"), to).toSatisfy(holds);
  }
  /** A mark that a reload would take away. */
  const mark = (tab: BrowserTab): Promise<unknown> => tab.evaluate("window.mark = 'here'");

  test("shows a customer's phone, and what is sent to it without a reload", async () => {
    const { sim, tab } = await open("");
    sim.inbound({ from: phone, profile: { name: "Ana Prueba" }, text: "Hola" });
    await expect.poll(() => tab.text("#people-list"), to).toContain("Ana Prueba\n+12025550111");
    await tab.click("#people-list a", "Ana Prueba");
    await chatShows(tab, "Hola");
    expect(await tab.text("#phone-state")).toContain("Window open until 2026-11-21 12:00:00");

    await mark(tab);
    await send(sim, text("Good morning, Ana", phone));
    await chatShows(tab, /Good morning, Ana\s+12:00:00 accepted/);
    await sim.advance("1m");
    await chatShows(tab, /Good morning, Ana\s+12:00:00 read/);
    expect(await tab.text("#messages")).toMatch(/\+12025550111\s+text\s+Good morning, Ana\s+read\s+service, free/);
    expect(await tab.evaluate("window.mark")).toBe("here");
  });

  test("writes as the customer, message after message, with the keyboard alone", async () => {
    const { sim, tab } = await open();
    await using receiver = await connect(sim);
    await mark(tab);
    await tab.click("input[name=text]");
    await tab.type("¿Está abierto?");
    await tab.press("Enter");
    await chatShows(tab, "¿Está abierto?");
    // The focus stays, so that one writes on; what others send meanwhile takes nothing away.
    await tab.type("Is any");
    await send(sim, text("Yes", phone));
    await chatShows(tab, "Yes");
    await tab.type("body there?");
    await tab.press("Enter");
    await chatShows(tab, "Is anybody there?");
    await sim.settled();
    const bodies = receiver.received.map(({ body }) => JSON.stringify(body)).join("\n");
    expect(bodies).toContain('"text":{"body":"¿Está abierto?"}');
    expect(bodies).toContain('"text":{"body":"Is anybody there?"}');
    expect(await tab.evaluate("window.mark")).toBe("here");
  });

  test("answers with a button, orders, and opts out", async () => {
    const { sim, tab } = await open();
    await using receiver = await connect(sim);
    const last = (): unknown =>
      (receiver.values("messages").at(-1) as { messages?: unknown[] } | undefined)?.messages?.[0];
    sim.inbound({ from: phone, text: "Hola" });
    await send(sim, buttons);
    await chatShows(tab, "Shall we deliver today?");
    await sim.advance("1m");
    await chatShows(tab, "read");
    await tab.click("#chat button", "Yes, please");
    await expect.poll(() => tab.text("#chat li.customer:last-child"), to).toContain("Yes, please");
    await sim.settled();
    expect(last()).toMatchObject({
      from: phone,
      context: { id: sim.messages().at(-1)?.id },
      interactive: { type: "button_reply", button_reply: { id: "yes-1", title: "Yes, please" } },
    });

    await tab.click("input[name=product]");
    await tab.type("MUG-1");
    await tab.press("Enter");
    await chatShows(tab, "1 × MUG-1");
    await sim.settled();
    expect(last()).toMatchObject({ type: "order", order: { product_items: [{ product_retailer_id: "MUG-1" }] } });

    await tab.click("#phone-actions button", "Stop marketing");
    await expect.poll(() => tab.text("#phone-actions"), to).toContain("Allow marketing");
    await sim.settled();
    expect(receiver.values("user_preferences").at(-1)).toMatchObject({ user_preferences: [{ value: "stop" }] });
  });

  test("approves a template with the space bar", async () => {
    const { sim, tab } = await open("", { templateReview: "manual" });
    await graph(sim, "POST", `/${sim.wabaId}/message_templates`, offer);
    await expect.poll(() => tab.text("#templates"), to).toMatch(/autumn_offer.*in review/s);
    await tab.evaluate(
      "[...document.querySelectorAll('#templates button')].find((one) => one.innerText === 'Approve').focus()",
    );
    await tab.press("Space");
    await expect.poll(() => tab.text("#templates"), to).toMatch(/autumn_offer.*approved/s);
    expect(
      (
        await send(sim, {
          to: phone,
          type: "template",
          template: { name: offer.name, language: { code: offer.language } },
        })
      ).status,
    ).toBe(200);
  });

  test("sets faults and clears them", async () => {
    const { sim, tab } = await open("");
    await tab.evaluate("document.querySelector('select[name=kind]').value = 'http'");
    await tab.click("#faults form.line button", "Add");
    await expect.poll(() => tab.text("#fault-list"), to).toMatch(/messages\s+http\s+0\/1/);
    expect(sim.faults()).toMatchObject([{ on: "messages", kind: "http", times: 1 }]);
    sim.fault({ on: "media", kind: "slow", ms: 10 });
    await expect.poll(() => tab.text("#fault-list"), to).toContain("media");
    await tab.click("#fault-list button", "Clear all");
    await expect.poll(() => tab.text("#fault-list"), to).toContain("Nothing yet.");
    expect(sim.faults()).toEqual([]);
  });

  test("moves the clock: the window closes", async () => {
    const { sim, tab } = await open();
    sim.inbound({ from: phone, text: "Hola" });
    await expect.poll(() => tab.text("#phone-state"), to).toContain("Window open");
    await tab.click("#clock button", "Move on 25h");
    await expect.poll(() => tab.text("#clock"), to).toContain("2026-11-21 13:00:00");
    await expect.poll(() => tab.text("#phone-state"), to).toContain("Window closed");
    expect(new Date(sim.now()).toISOString()).toBe("2026-11-21T13:00:00.000Z");
  });

  test("keeps a delivery open that somebody reads while others come", async () => {
    const { sim, tab } = await open("");
    await using receiver = await connect(sim);
    sim.inbound({ from: phone, text: "First" });
    await expect.poll(() => tab.count("#webhooks details"), to).toBe(1);
    await tab.click("#webhooks summary");
    expect(await tab.text("#webhooks details[open] pre")).toContain("First");
    sim.inbound({ from: phone, text: "Second" });
    await expect.poll(() => tab.count("#webhooks details"), to).toBe(2);
    expect(await tab.text("#webhooks details[open] pre")).toContain("First");
    expect(receiver.received.length).toBeGreaterThan(0);
  });

  test("says what cannot be done, and keeps what was typed", async () => {
    const { tab } = await open("?phone=12");
    await tab.click("input[name=text]");
    await tab.type("Who am I?");
    await tab.press("Enter");
    await expect.poll(() => tab.text("#problem"), to).toContain("A customer is named by a phone number");
    expect(await tab.evaluate("document.querySelector('input[name=text]').value")).toBe("Who am I?");
    // The browser itself notes an answer of 400.
    tab.problems.splice(0);
  });

  test("speaks Spanish, and stays with the phone that is shown", async () => {
    const { sim, tab } = await open();
    await tab.click("header.top a", "Español");
    await expect.poll(() => tab.text("h1"), to).toBe("Simulador de recado");
    expect(await tab.evaluate("document.documentElement.lang")).toBe("es");
    await send(sim, hello(phone));
    await sim.advance("1m");
    await chatShows(tab, "leído");
    for (const words of ["Clientes", "Plantillas", "Fallas", "Reloj"]) {
      expect(await tab.text("main")).toContain(words);
    }
    await tab.click("#clock button", "Adelantar 1h");
    await expect.poll(() => tab.text("#clock"), to).toContain("13:01:00");
    expect(await tab.text("h1")).toBe("Simulador de recado");
  });

  test("does nothing of what strangers write", async () => {
    const { sim, tab } = await open();
    const hostile = `"><img src=x onerror="window.taken=1"><script>window.taken=1</script></pre></template>`;
    sim.inbound({ from: phone, profile: { name: hostile }, text: `${hostile} javascript:alert(1)` });
    await send(sim, text(`${hostile}{{7*7}}`, phone));
    await sim.advance("1m");
    await chatShows(tab, `${hostile}{{7*7}}`);
    // Drawn by the program, then by the browser alone.
    await tab.goto(`${sim.pageUrl}?phone=${phone}`);
    expect(await tab.text("#phone-state h2")).toBe(hostile);
    await tab.goto(`${sim.pageUrl}?phone=${encodeURIComponent(hostile)}&lang=${encodeURIComponent(hostile)}`);
    expect(await tab.count("img, iframe, #chat script")).toBe(0);
    expect(await tab.evaluate("typeof window.taken")).toBe("undefined");
  });

  test("every field has a label, and no part is wider than a phone", async () => {
    const { sim, tab } = await open();
    sim.inbound({ from: phone, profile: { name: "A".repeat(200) }, text: "word".repeat(100) });
    await send(sim, buttons);
    await chatShows(tab, "Shall we");
    await tab.call("Emulation.setDeviceMetricsOverride", {
      width: 390,
      height: 844,
      deviceScaleFactor: 1,
      mobile: true,
    });
    expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(390);
    interface Node {
      readonly ignored: boolean;
      readonly role?: { readonly value: string };
      readonly name?: { readonly value: string };
    }
    const { nodes } = await tab.call<{ nodes: Node[] }>("Accessibility.getFullAXTree");
    const used = ["button", "textbox", "combobox", "spinbutton", "link", "region", "navigation"];
    const named = nodes.filter(({ ignored, role }) => !ignored && used.includes(role?.value ?? ""));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(({ name }) => (name?.value ?? "") === "")).toEqual([]);
  });
});
