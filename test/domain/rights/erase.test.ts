import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lineOf } from "../../../src/core/phone.ts";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import { lookUpConsent } from "../../../src/domain/messages/consent-lookup.ts";
import { doNotContact, unblockPerson } from "../../../src/domain/rights/do-not-contact.ts";
import { compactAfterErasing, erasePerson, planErasure } from "../../../src/domain/rights/erase.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { getContactById } from "../../../src/storage/repos/contacts.ts";
import { costSums, refreshCostSlots } from "../../../src/storage/repos/cost-slots.ts";
import { listMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase, temporaryFolder } from "../../helpers/databases.ts";
import { noon, person, said } from "../consent/people.ts";
import { ana, deliver, eva, fill, secrets, wrote } from "./world.ts";

const options = { reason: "request", now: noon + 5_000 };
const everything = { from: 0, to: noon * 2 };

async function costsOf(db: Database): Promise<string[]> {
  await refreshCostSlots(db);
  const sums = await costSums(db, { ...everything, by: ["slot", "category", "market", "template"] });
  return sums.map((sum) => JSON.stringify(sum)).toSorted();
}

/** Every value of every table as one text. */
async function allText(db: Database): Promise<string> {
  const tables = [
    "contacts",
    "consent_events",
    "consent_proofs",
    "evidence_files",
    "import_changes",
    "imports",
    "segments",
    "messages",
    "message_events",
    "campaigns",
    "campaign_exclusions",
    "webhook_deliveries",
    "do_not_contact",
  ];
  const rows: unknown[] = [];
  for (const table of tables) rows.push(...(await db.query(`SELECT * FROM ${table}`)));
  const text = JSON.stringify(rows);
  const files = await db.query<{ content: string }>("SELECT content FROM evidence_files");
  return text + files.map(({ content }) => Buffer.from(content, "base64").toString()).join("");
}

const traces = [...secrets, ana.digits, ana.userId, "HBgLMTIwMjU1NTAxMDEA", "+1 202 555-0101", "ana-order-7"];

const tracesIn = (text: string): string[] => traces.filter((trace) => text.includes(trace));

describeEachDatabase("erasing a person", (open) => {
  it("leaves nothing of them in any table, all of the others, and the costs to the last cent", async () => {
    const db = await open();
    const people = await fill(db);
    const before = await costsOf(db);
    const text = await allText(db);
    expect(tracesIn(text)).toEqual(traces);
    const { erased, blocked } = await erasePerson(db, people.ana, options);
    expect(erased).toMatchObject({
      contacts: 1,
      consentEvents: 2,
      proofs: 1,
      evidenceFiles: 1,
      messages: 4,
      requests: 1,
    });
    expect(erased.deliveries).toBe(3);
    expect(blocked).toBe(true);
    const after = await allText(db);
    expect(tracesIn(after)).toEqual([]);
    expect(after).toContain(eva.name);
    expect(after).toContain(`call Ana on`);
    expect(after).toContain("wamid.E3");
    expect(before.length).toBeGreaterThan(0);
    expect(await costsOf(db)).toEqual(before);
    expect(await verifyLedger(db)).toMatchObject({ ok: true, events: 1, removed: 2 });
    expect(await getContactById(db, people.eva.id)).toMatchObject({ name: eva.name, consent: "-g--" });
  });

  it("blots the number out of other people's rows, lists and files, which stay readable; proofs of others are told", async () => {
    const db = await open();
    const people = await fill(db);
    const number = "+1 202 555-0101";
    await db.exec("UPDATE contacts SET name = ?, labels = ?, fields = ? WHERE id = ?", [
      `sister of ${number}`,
      JSON.stringify(["vip", `of ${number}`]),
      JSON.stringify({ sister: ana.phone, city: "Lima", [`Note ${number}`]: "x" }),
      people.eva.id,
    ]);
    await db.exec(
      `INSERT INTO imports (id, state, file_name, file_hash, format, mapping, options, options_hash, counts, progress, actor, created_at, updated_at)
       VALUES (1, 'done', ?, 'x', 'csv', ?, ?, '', '{}', '{}', 'eva', 1, 1)`,
      [
        `${ana.digits}.csv`,
        JSON.stringify({ name: number }),
        JSON.stringify({ consent: { source: ana.phone, by: "eva" } }),
      ],
    );
    await db.exec("INSERT INTO import_changes (import_id, contact_id, list_row, before) VALUES (1, ?, 2, ?)", [
      people.eva.id,
      JSON.stringify({ name: `x ${number}`, fields: `{"sister":${ana.digits},"city":"Lima"}` }),
    ]);
    await said(db, people.eva.id, "granted", ["service"], { source: `told by ${number}` });
    const proofs = [{ seq: 4, contactId: people.eva.id }];
    const plan = await planErasure(db, people.ana, noon);
    expect(plan).toMatchObject({ proofMentions: proofs });
    const { proofMentions, erased } = await erasePerson(db, people.ana, options);
    expect(proofMentions).toEqual(proofs);
    expect(erased.mentions).toBe(plan.erased.mentions);
    const [row] = await db.query<{ name: string; labels: string; fields: string }>(
      "SELECT name, labels, fields FROM contacts WHERE id = ?",
      [people.eva.id],
    );
    expect(row).toEqual({
      name: "sister of •••",
      labels: '["vip","of •••"]',
      fields: '{"sister":"•••","city":"Lima","Note •••":"x"}',
    });
    expect(await db.query("SELECT file_name, mapping, options FROM imports")).toEqual([
      { file_name: "•••.csv", mapping: '{"name":"•••"}', options: '{"consent":{"source":"•••","by":"eva"}}' },
    ]);
    const [change] = await db.query<{ before: string }>("SELECT before FROM import_changes");
    expect(JSON.parse(change?.before ?? "")).toEqual({ name: "x •••", fields: '{"sister":"•••","city":"Lima"}' });
    // What is left is the proof that was told of.
    expect(tracesIn((await allText(db)).replace(`told by ${number}`, ""))).toEqual([]);
    expect(await verifyLedger(db)).toMatchObject({ ok: true });
  });

  it("cancels what still waited for them, and keeps states and times of the rest", async () => {
    const db = await open();
    const people = await fill(db);
    await erasePerson(db, people.ana, options);
    const messages = await listMessages(db, { limit: 99 });
    expect(
      messages
        .map(({ id, state, reason, customer_phone: phone }) => [id.slice(0, 10), state, reason, phone])
        .toSorted(),
    ).toEqual(
      expect.arrayContaining([
        ["msg_000001", "delivered", null, null],
        ["msg_000002", "failed", "meta.failed", null],
        ["msg_000003", "delivered", null, eva.phone],
        ["msg_000004", "cancelled", "contacts.erased", null],
      ]),
    );
  });

  it("tells beforehand what it would do, and changes nothing", async () => {
    const db = await open();
    const people = await fill(db);
    const before = await allText(db);
    const plan = await planErasure(db, people.ana, noon);
    expect(plan.erased).toMatchObject({ contacts: 1, consentEvents: 2, messages: 4, deliveries: 3 });
    expect(await allText(db)).toBe(before);
  });

  it("takes those along that were merged into them, and keeps a proof that vouches for others", async () => {
    const db = await open();
    const { ana: kept } = await fill(db);
    const old = await person(db, "+12025550188", { name: "Anita", merged_into: kept.id });
    await said(db, old.id, "granted", ["service"], { source: "fair" });
    const { erased, sharedProofs } = await erasePerson(db, kept, options);
    expect(erased).toMatchObject({ contacts: 2, consentEvents: 3 });
    expect(sharedProofs).toBe(1);
    expect(await allText(db)).not.toContain("Anita");
    expect((await doNotContact(db)).has(lineOf("+12025550188"))).toBe(true);
  });

  it("does nothing while a message to them is being sent", async () => {
    const db = await open();
    const people = await fill(db);
    await db.exec("UPDATE messages SET state = 'sending', lease_until = ? WHERE id = 'msg_000004'", [noon + 60_000]);
    const before = await allText(db);
    await expect(erasePerson(db, people.ana, options)).rejects.toMatchObject({ code: "contacts.erase_busy", exit: 5 });
    expect(await allText(db)).toBe(before);
  });

  it("finds the traces of somebody who is no contact, in every spelling of the line", async () => {
    const db = await open();
    await fill(db);
    await deliver(db, wrote({ digits: "5215512345678", name: "Luz" }, "wamid.M1", "hola desde México"));
    await db.exec("DELETE FROM contacts WHERE name = 'Luz'");
    expect(await allText(db)).toContain("hola desde México");
    const { erased, blocked } = await erasePerson(db, { line: lineOf("+525512345678") }, options);
    expect(erased).toMatchObject({ contacts: 0, messages: 1, deliveries: 1 });
    expect(blocked).toBe(true);
    expect(await allText(db)).not.toContain("hola desde México");
  });

  it("keeps them out until they come back by themselves", async () => {
    const db = await open();
    const people = await fill(db);
    expect((await doNotContact(db)).isEmpty).toBe(true);
    await erasePerson(db, people.ana, options);
    const list = await doNotContact(db);
    expect([list.isEmpty, list.has(lineOf(ana.phone)), list.has(lineOf(eva.phone))]).toEqual([false, true, false]);
    expect(list.hasUser(ana.userId)).toBe(true);
    const recipient = { given: ana.phone, phone: ana.phone, line: lineOf(ana.phone), country: "US" } as const;
    const basis = { phoneNumberId: "100200300", optedIn: "counter", actor: "eva", now: noon + 6_000 };
    const asked = async (category: "utility" | "service"): Promise<string | undefined> =>
      (await lookUpConsent(db, [recipient], { ...basis, category }))[0]?.refusal?.code;
    expect(await asked("utility")).toBe("policy.do_not_contact");
    // They write again: they are a contact, and can be answered; nobody can vouch for more.
    await deliver(db, wrote(ana, "wamid.BACK", "I am back"), noon + 5_500);
    expect(await asked("service")).toBeUndefined();
    expect(await asked("utility")).toBe("policy.do_not_contact");
    expect(await unblockPerson(db, { lines: [lineOf(ana.phone)], userIds: [] })).toBe(true);
    expect(await asked("utility")).toBeUndefined();
  });

  it("keeps of a campaign that somebody was left out, and why, but not who", async () => {
    const db = await open();
    const people = await fill(db);
    await erasePerson(db, people.ana, options);
    const rows = await db.query(
      "SELECT position, reason, given, contact_id FROM campaign_exclusions ORDER BY position",
    );
    expect(rows).toEqual([
      { position: 2, reason: "no-consent", given: null, contact_id: null },
      { position: 3, reason: "duplicate", given: null, contact_id: null },
      { position: 4, reason: "no-consent", given: eva.phone, contact_id: people.eva.id },
    ]);
  });

  it("does not take in again what Meta brings a second time", async () => {
    const db = await open();
    const people = await fill(db);
    await erasePerson(db, people.ana, options);
    await deliver(db, wrote(ana, "wamid.HBgLMTIwMjU1NTAxMDEA5", "the blue parrot sleeps"));
    expect(await allText(db)).not.toContain("the blue parrot sleeps");
  });
});

describe("the file of an erased person", () => {
  it("holds nothing of them, nor does its log", async () => {
    const file = `${temporaryFolder()}/erase.db`;
    const db = await openDatabase(file);
    const other = await openDatabase(file);
    try {
      const people = await fill(db);
      const bytes = (): string =>
        [file, `${file}-wal`].map((path) => (existsSync(path) ? readFileSync(path).toString("latin1") : "")).join("");
      expect(tracesIn(bytes())).toEqual(expect.arrayContaining([ana.name, ana.digits]));
      await erasePerson(db, people.ana, options);
      await compactAfterErasing(db);
      const left = bytes();
      expect(tracesIn(left)).toEqual([]);
      expect(left.includes(Buffer.from("signed by the hand of Ana").toString("base64"))).toBe(false);
      expect(left.includes(eva.name)).toBe(true);
    } finally {
      await other.close();
      await db.close();
    }
  });
});
