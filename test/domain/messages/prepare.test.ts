import { afterAll, expect, test } from "vitest";
import { survey } from "../../../src/domain/messages/prepare.ts";
import { appendConsentEvents, consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { listContacts } from "../../../src/storage/repos/contact-lists.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import { messagesOfCampaign } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow } from "../../helpers/rows.ts";
import { hello, people, sendWorld } from "./world.ts";

const offer = {
  ...hello,
  category: "marketing" as const,
  content: { type: "template" as const, template: { name: "offer", language: { code: "en_US" } } },
};

const warnings: string[] = [];
const onWarning = ({ name, message }: Error): void => void warnings.push(`${name}: ${message}`);
process.on("warning", onWarning);
afterAll(() => {
  process.off("warning", onWarning);
});

describeEachDatabase("a request to send", (open) => {
  test("the same key with the same content is the stored request", async () => {
    const world = await sendWorld(await open());
    const first = await world.queue(people(3), { key: "F-77" });
    expect(await world.queue(people(3), { key: "F-77" })).toEqual({ campaignId: first.campaignId });
    // The order in which people are named says nothing.
    expect(await world.queue(people(3).toReversed(), { key: "F-77" })).toMatchObject({ campaignId: first.campaignId });
  });

  test.each([
    ["other content", { notice: offer }, people(2)],
    ["one more recipient", {}, people(3)],
    ["one recipient less", {}, people(1)],
  ])("the same key with %s is refused, and nothing is written", async (_, changes, to) => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(2), { key: "F-77" });
    await expect(world.queue(to, { key: "F-77", ...changes })).rejects.toMatchObject({
      code: "send.key_used",
      exit: 2,
      hint: { es: expect.stringContaining("clave") as string },
    });
    expect(await db.query("SELECT id FROM messages")).toHaveLength(2);
    expect(await messagesOfCampaign(db, campaignId)).toHaveLength(2);
  });

  test("another key is another request: the person gets a second message", async () => {
    const world = await sendWorld(await open());
    for (const key of ["F-77", "F-78"]) {
      const { campaignId } = await world.queue(people(1), { key });
      await world.send(campaignId);
    }
    expect(world.received()).toEqual({ [people(1)[0] ?? ""]: 2 });
  });

  test("the same key of another number is another request", async () => {
    const world = await sendWorld(await open());
    const first = await world.queue(people(1), { key: "F-77" });
    const second = await world.queue(people(1), { key: "F-77", phoneNumberId: "999" });
    expect(second.campaignId).not.toBe(first.campaignId);
  });

  test("nobody unknown is written to; the key sends what was left once they agreed", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(2), { key: "F-77", optedIn: undefined });
    const refused = await world.send(campaignId);
    expect(refused.rows).toMatchObject([
      { state: "skipped", reason: "policy.no_consent" },
      { state: "skipped", reason: "policy.no_consent" },
    ]);
    expect(world.simulator.count()).toBe(0);

    const again = await world.queue(people(2), { key: "F-77", optedIn: "web form" });
    expect(again).toEqual({ campaignId });
    const sent = await world.send(campaignId);
    expect(sent.rows.map(({ state }) => state)).toEqual(["accepted", "accepted"]);
    await world.queue(people(2), { key: "F-77", optedIn: "web form" });
    await world.send(campaignId);
    expect(world.simulator.count()).toBe(2);
  });

  test("where they agreed is recorded once, for the purpose of the message", async () => {
    const db = await open();
    const world = await sendWorld(db);
    await world.queue(people(1), { key: "one" });
    await world.queue(people(1), { key: "two", optedIn: "somewhere else" });
    const [contact] = await listContacts(db, { limit: 10 });
    expect(await consentEventsOf(db, contact?.id ?? 0)).toMatchObject([
      { purposes: "utility", action: "granted", source: "counter of the shop", method: "command", actor: "ana" },
    ]);
    expect(await db.query("SELECT seq FROM consent_events")).toHaveLength(1);
  });

  test("who opted out stays out, whatever the command says", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const contact = contactRow(101);
    await addContacts(db, [contact]);
    await appendConsentEvents(db, [consentRow(1, { action: "withdrawn" })]);
    const { campaignId } = await world.queue([contact.phone ?? ""], { optedIn: "web form" });
    expect((await world.send(campaignId)).rows).toMatchObject([{ state: "skipped", reason: "policy.opted_out" }]);
    expect(await db.query("SELECT seq FROM consent_events")).toHaveLength(1);
  });

  test("who declined is skipped, until somebody says where they agreed after all", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const contact = contactRow(101);
    await addContacts(db, [contact]);
    await appendConsentEvents(db, [consentRow(1, { action: "declined" })]);
    const to = [contact.phone ?? ""];
    const silent = await world.queue(to, { key: "one", optedIn: undefined });
    expect((await world.send(silent.campaignId)).rows).toMatchObject([
      { state: "skipped", reason: "policy.no_consent" },
    ]);
    const said = await world.queue(to, { key: "two", optedIn: "web form" });
    expect((await world.send(said.campaignId)).rows).toMatchObject([{ state: "accepted" }]);
    expect((await consentEventsOf(db, 1)).map(({ action }) => action)).toEqual(["declined", "granted"]);
  });

  test("two spellings of one line are one person, who gets one message", async () => {
    const world = await sendWorld(await open());
    const spellings = ["+52 55 1234 5678", "+5215512345678", "0052 1 55 1234-5678", "+525512345678"];
    const { campaignId } = await world.queue(spellings);
    const { rows } = await world.send(campaignId);
    expect(rows).toHaveLength(1);
    expect(world.simulator.count()).toBe(1);
    expect(await world.queue(["+525512345678"])).toEqual({ campaignId });
  });

  test("looking changes nothing", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const prospects = await survey(world.plan(people(2), { optedIn: "web form" }));
    expect(prospects).toMatchObject([
      { newConsent: true, window: { state: "unknown" }, estimate: { currency: "USD" } },
      { newConsent: true },
    ]);
    for (const table of ["contacts", "consent_events", "messages", "campaigns"]) {
      expect(await db.query(`SELECT * FROM ${table}`)).toEqual([]);
    }
  });

  test("no engine has complained on stderr of how it is used", async () => {
    const world = await sendWorld(await open());
    await world.queue(people(4));
    expect(warnings.filter((warning) => warning.startsWith("DeprecationWarning"))).toEqual([]);
  });
});
