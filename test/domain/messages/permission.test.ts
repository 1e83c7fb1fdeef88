import { describe, expect, it, test } from "vitest";
import { lineOf } from "../../../src/core/phone.ts";
import { nothingSaid } from "../../../src/domain/consent/state.ts";
import { refusalFor, refusalOfReason, windowsClosed } from "../../../src/domain/messages/permission.ts";
import { survey } from "../../../src/domain/messages/prepare.ts";
import { windowAt } from "../../../src/domain/messages/window.ts";
import { recheckBy, type Recheck } from "../../../src/domain/outbox/recheck.ts";
import { readConsentLetters } from "../../../src/storage/consent-letters.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import { insertInbound } from "../../../src/storage/repos/messages.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { Purpose } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, messageRow, noon } from "../../helpers/rows.ts";
import { people, sendWorld, type SendWorld } from "./world.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe("the 24-hour window", () => {
  it.each([
    ["a moment ago", 0, "open"],
    ["a second before it ends", day - 1_000, "open"],
    ["at its very end", day, "closed"],
    ["long ago", 30 * day, "closed"],
    ["a little later than our clock", -5_000, "open"],
  ])("of somebody who wrote %s", (_, ago, state) => {
    expect(windowAt(noon - ago, noon)).toEqual({ state, lastInboundAt: noon - ago, endsAt: noon - ago + day });
  });

  it.each([
    ["before they wrote again", -1, "open"],
    ["after they wrote", 1, "closed"],
  ])("that Meta called closed %s", (_, later, state) => {
    const at = noon - hour;
    expect(windowAt(at, noon, at + later)).toMatchObject({ state, lastInboundAt: at });
  });

  it("is not known of somebody of whom Meta alone spoke: a listener may have missed their words since", () => {
    expect(windowAt(undefined, noon, noon - hour)).toEqual({ state: "unknown" });
  });

  it("is not known of somebody of whom nothing was heard", () => {
    expect(windowAt(undefined, noon)).toEqual({ state: "unknown" });
  });
});

describe("what may be said", () => {
  const said = {
    nothing: nothingSaid,
    yes: readConsentLetters("-g--"),
    baja: readConsentLetters("wwww"),
    no: readConsentLetters("dddd"),
  };
  const windows = {
    open: windowAt(noon - hour, noon),
    closed: windowAt(noon - 25 * hour, noon),
    unknown: windowAt(undefined, noon),
  };

  it.each([
    // What is no template: an open window allows it, a closed one refuses it, else consent decides.
    ["service", "open", "nothing", undefined],
    ["service", "open", "yes", undefined],
    ["service", "open", "baja", undefined],
    ["service", "closed", "nothing", "policy.window_closed"],
    ["service", "closed", "yes", "policy.window_closed"],
    ["service", "closed", "baja", "policy.window_closed"],
    ["service", "unknown", "nothing", "policy.no_consent"],
    ["service", "unknown", "yes", undefined],
    ["service", "unknown", "baja", "policy.opted_out"],
    ["service", "open", "no", undefined],
    ["service", "unknown", "no", "policy.no_consent"],
    // Templates: the window changes nothing.
    ["utility", "open", "nothing", "policy.no_consent"],
    ["utility", "closed", "yes", undefined],
    ["utility", "open", "baja", "policy.opted_out"],
    ["marketing", "open", "yes", "policy.no_consent"],
    ["marketing", "closed", "baja", "policy.opted_out"],
    ["utility", "open", "no", "policy.no_consent"],
    ["marketing", "closed", "no", "policy.no_consent"],
  ] as const)("%s, window %s, consent %s: %s", (category: Purpose, window, consent, code) => {
    expect(refusalFor(category, { consent: said[consent], window: windows[window] })?.code).toBe(code);
  });

  it("has words for a reason that a message keeps", () => {
    expect(refusalOfReason("policy.window_closed", "service")?.hint.es).toContain("recado send <plantilla>");
    expect(refusalOfReason("policy.no_consent", "service")?.hint.en).toContain("--opted-in");
    expect(refusalOfReason("policy.no_consent", "service")?.text.en).toContain("no message of theirs");
    expect(refusalOfReason("policy.no_consent", "utility")?.text.en).toContain("agreed");
    expect(refusalOfReason("network.reset", "service")).toBeUndefined();
  });

  it("names nobody's whole number when all are refused", () => {
    const error = windowsClosed([{ phone: "+12025550101", lastInboundAt: noon - 25 * hour }]);
    expect(error).toMatchObject({ code: "policy.window_closed", exit: 4 });
    expect(JSON.stringify([error.text, error.data])).not.toContain("2025550101");
    expect(error.text.es).toContain("escribió por última vez el");
  });
});

const [ana = ""] = people(1);

const reply = {
  type: "text",
  template: undefined,
  language: undefined,
  category: "service",
  content: { type: "text", text: { body: "Ya va en camino" } },
} as const;

/** What is asked at the moment of sending, as if that were `at`. */
const recheckAt =
  (at: number): Recheck =>
  async (tx, messages) =>
    recheckBy()(tx, messages, at);

async function wrote(db: Database, world: SendWorld, at: number): Promise<void> {
  await insertInbound(
    db,
    messageRow(0, {
      id: `msg_in_${at}`,
      direction: "in",
      type: "text",
      template: null,
      language: null,
      category: null,
      state: "received",
      phone_number_id: world.simulator.phoneNumberId,
      customer_phone: ana,
      wamid: `wamid.${at}`,
      created_at: at,
      content: JSON.stringify({ type: "text", text: { body: "Hola" } }),
    }),
  );
}

describeEachDatabase("an answer in the outbox", (open) => {
  test("in an open window needs no consent, and records none", async () => {
    const db = await open();
    const world = await sendWorld(db);
    await wrote(db, world, noon - hour);
    const plan = world.plan([ana], { notice: reply });
    expect(await survey(plan)).toMatchObject([
      { refusal: undefined, newConsent: false, window: { state: "open", endsAt: noon + 23 * hour } },
    ]);
    const { campaignId } = await world.queue([ana], { notice: reply });
    expect((await world.send(campaignId, { recheck: recheckAt(noon) })).rows).toMatchObject([
      { state: "accepted", type: "text", category: "service", template: null },
    ]);
    expect(await db.query("SELECT * FROM consent_events")).toEqual([]);
  });

  test("is skipped when the window closes between planning and sending; the key sends it once they wrote again", async () => {
    const db = await open();
    const world = await sendWorld(db);
    await wrote(db, world, noon - 23 * hour);
    const { campaignId } = await world.queue([ana], { notice: reply });
    const later = noon + 2 * hour;
    const { rows } = await world.send(campaignId, { recheck: recheckAt(later) });
    expect(rows).toMatchObject([{ state: "skipped", reason: "policy.window_closed" }]);
    expect(world.simulator.count()).toBe(0);

    await world.queue([ana], { notice: reply, now: later });
    expect((await world.send(campaignId, { recheck: recheckAt(later) })).rows).toMatchObject([{ state: "skipped" }]);
    await wrote(db, world, later - 1_000);
    await world.queue([ana], { notice: reply, now: later });
    expect((await world.send(campaignId, { recheck: recheckAt(later) })).rows).toMatchObject([{ state: "accepted" }]);
    expect(world.simulator.count()).toBe(1);
  });

  test("is skipped for somebody who opted out meanwhile and of whom no message is known", async () => {
    const db = await open();
    const world = await sendWorld(db);
    await addContacts(db, [contactRow(1, { phone: ana, match_key: lineOf(ana) })]);
    const { campaignId } = await world.queue([ana], { notice: reply });
    await appendConsentEvents(db, [consentRow(1, { purposes: ["service"], action: "withdrawn" })]);
    const { rows } = await world.send(campaignId, { recheck: recheckAt(noon + 2) });
    expect(rows).toMatchObject([{ state: "skipped", reason: "policy.opted_out" }]);
  });

  test("keeps the message that it quotes", async () => {
    const db = await open();
    const world = await sendWorld(db);
    await wrote(db, world, noon - hour);
    const content = { ...reply.content, context: { message_id: `wamid.${noon - hour}` } };
    const { campaignId } = await world.queue([ana], { notice: { ...reply, content } });
    const bodies: unknown[] = [];
    await world.send(campaignId, {
      recheck: recheckAt(noon),
      send: async (_number, body) => {
        bodies.push(body);
        return { messaging_product: "whatsapp", contacts: [], messages: [{ id: "wamid.out" }] };
      },
    });
    expect(bodies).toMatchObject([{ to: ana, type: "text", context: { message_id: `wamid.${noon - hour}` } }]);
  });
});
