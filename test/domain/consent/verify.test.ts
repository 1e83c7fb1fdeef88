import { expect, it } from "vitest";
import { verifyLedger, type Verification } from "../../../src/domain/consent/verify.ts";
import type { Database } from "../../../src/storage/database.ts";
import { eventHash } from "../../../src/storage/ledger-hash.ts";
import { appendConsentEvents, consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { keepEvidence } from "../../../src/storage/repos/evidence.ts";
import { sealRemoval } from "../../../src/storage/repos/tombstones.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon, person, said } from "./people.ts";

/** Events 1 to 6: Ana 1, 3 and 4 (one block), Eva 2 and 6, Luis 5. */
async function fill(db: Database): Promise<void> {
  const ana = await person(db, "+12025550101");
  const eva = await person(db, "+12025550102", { name: "Eva" });
  const luis = await person(db, "+12025550103", { name: "Luis" });
  await said(db, ana.id, "granted", ["utility", "service"]);
  await said(db, eva.id, "granted", ["marketing"], { source: "fair" });
  const [known] = await consentEventsOf(db, ana.id);
  if (known === undefined) throw new Error("nothing was recorded");
  const proof = {
    method: "list",
    source: "shop",
    wording: null,
    wordingVersion: null,
    evidence: null,
    actor: "eva",
    ip: null,
    userAgent: null,
    importId: null,
  };
  const common = { action: "granted", occurredAt: noon, recordedAt: noon, row: null, proof } as const;
  await appendConsentEvents(db, [
    { ...common, contactId: ana.id, purposes: ["marketing"] },
    { ...common, contactId: ana.id, purposes: ["authentication"] },
    { ...common, contactId: luis.id, purposes: ["utility"] },
  ]);
  await said(db, eva.id, "withdrawn", ["marketing"]);
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  await keepEvidence(db, { hash: abc, file_name: "abc.txt", bytes: 3, added_at: noon, content: "YWJj" });
}

const found = ({ problems }: Verification): string[] =>
  problems.map(({ kind, seq, contact }) => `${kind} ${seq} ${contact}`);

/** Recomputes an event's hash as a careful forger would. */
async function forge(db: Database, contactId: number, seq: number, purposes: string): Promise<void> {
  const events = await consentEventsOf(db, contactId);
  const place = events.findIndex((event) => event.seq === seq);
  const event = events[place];
  if (event === undefined) throw new Error("there is no such event");
  const { action, occurred_at: occurredAt, recorded_at: recordedAt, list_row: row, digest } = event;
  const hash = eventHash(
    events[place - 1]?.hash ?? "",
    { contactId, purposes, action, occurredAt, recordedAt, row },
    digest,
  );
  await db.exec("UPDATE consent_events SET purposes = ?, hash = ? WHERE seq = ?", [purposes, hash, seq]);
}

/** Puts what an event leaves behind in its place. */
async function bury(db: Database, seq: number, reason: string): Promise<void> {
  await db.exec(
    `INSERT INTO consent_tombstones (seq, reason, removed_at, hash) SELECT seq, '${reason}', 1, hash FROM consent_events WHERE seq = ?`,
    [seq],
  );
  await db.exec("DELETE FROM consent_events WHERE seq = ?", [seq]);
}

async function undoneImport(db: Database): Promise<void> {
  await db.exec(`INSERT INTO imports (id, state, file_name, file_hash, format, mapping, options, options_hash, counts, progress,
    actor, created_at, updated_at, undone_at) VALUES (1, 'undone', 'a.csv', 'x', 'csv', '{}', '{}', '', '{}', '{}', 'eva', 1, 1, 1)`);
}

describeEachDatabase("verifying the ledger", (open) => {
  it("finds nothing in what was only written, and an empty ledger is whole", async () => {
    const db = await open();
    expect(await verifyLedger(db)).toMatchObject({ ok: true, events: 0, fingerprint: null });
    await fill(db);
    expect(await verifyLedger(db)).toMatchObject({
      ok: true,
      events: 6,
      contacts: 3,
      proofs: 3,
      blocks: 4,
      files: 1,
      removed: 0,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
  });

  it.each<[string, string[], string[]]>([
    ["when", ["UPDATE consent_events SET occurred_at = 5 WHERE seq = 4"], ["event_changed 4 con_1"]],
    [
      "what was said",
      ["UPDATE consent_events SET action = 'withdrawn' WHERE seq = 5"],
      ["event_changed 5 con_3", "state_changed 5 con_3"],
    ],
    [
      "whose it is",
      ["UPDATE consent_events SET contact_id = 3 WHERE seq = 2"],
      ["event_changed 6 con_2", "event_changed 2 con_3", "chain_broken 5 con_3", "state_changed 5 con_3"],
    ],
    ["where", ["UPDATE consent_proofs SET source = 'elsewhere' WHERE id = 2"], ["proof_changed 2 con_2"]],
    [
      "an event taken out",
      ["DELETE FROM consent_events WHERE seq = 3"],
      ["event_missing 3 null", "chain_broken 4 con_1", "state_changed 4 con_1"],
    ],
    [
      "the last event taken out",
      ["DELETE FROM consent_events WHERE seq = 6"],
      ["event_missing 6 null", "state_changed 2 con_2"],
    ],
    [
      "the last event and its block taken out",
      ["DELETE FROM consent_events WHERE seq = 6", "DELETE FROM consent_blocks WHERE last_seq = 6"],
      ["block_missing 6 null", "state_changed 2 con_2"],
    ],
    [
      "a block taken out",
      ["DELETE FROM consent_blocks WHERE last_seq = 5"],
      ["block_missing 3 null", "event_added 3 null", "event_added 4 null", "event_added 5 null"],
    ],
    ["a block changed", ["UPDATE consent_blocks SET hash = 'x' WHERE last_seq = 6"], ["block_changed 6 null"]],
    [
      "two events in the other order",
      [
        "UPDATE consent_events SET seq = 99 WHERE seq = 3",
        "UPDATE consent_events SET seq = 3 WHERE seq = 5",
        "UPDATE consent_events SET seq = 5 WHERE seq = 99",
      ],
      ["block_changed 5 null", "event_changed 4 con_1", "event_changed 5 con_1"],
    ],
    [
      "an event added",
      [
        "INSERT INTO consent_events (seq, contact_id, purposes, action, occurred_at, recorded_at, proof_id, hash) VALUES (7, 3, 'marketing', 'granted', 1, 1, 1, 'x')",
        "UPDATE counters SET value = 7 WHERE name = 'consent'",
      ],
      ["block_missing 7 null", "event_added 7 null", "event_changed 7 con_3", "state_changed 7 con_3"],
    ],
    ["a proof taken out", ["DELETE FROM consent_proofs WHERE id = 2"], ["proof_missing 2 con_2"]],
    ["what is kept with the contact", ["UPDATE contacts SET consent = 'gggg' WHERE id = 2"], ["state_changed 6 con_2"]],
    [
      "a state without events",
      ["UPDATE contacts SET consent = 'g---' WHERE id = 3", "DELETE FROM consent_events WHERE seq = 5"],
      ["event_missing 5 null", "state_changed null con_3"],
    ],
    ["a contact taken out", ["DELETE FROM contacts WHERE id = 2"], ["contact_missing 2 con_2"]],
    ["a kept file", ["UPDATE evidence_files SET content = 'YWJk'"], ["evidence_changed null null"]],
  ])("tells a change of the past: %s", async (_, statements, expected) => {
    const db = await open();
    await fill(db);
    for (const statement of statements) await db.exec(statement);
    const result = await verifyLedger(db);
    expect(result.ok).toBe(false);
    expect(found(result)).toEqual(expect.arrayContaining(expected));
  });

  it("tells an event that was forged with its hash, by the next of its chain and by its block", async () => {
    const db = await open();
    await fill(db);
    await forge(db, 1, 3, "marketing,utility");
    expect(found(await verifyLedger(db))).toEqual(["block_changed 5 null", "event_changed 4 con_1"]);
    const other = await open();
    await fill(other);
    await forge(other, 3, 5, "utility,service");
    await other.exec("UPDATE contacts SET consent = '-g-g' WHERE id = 3");
    expect(found(await verifyLedger(other))).toEqual(["block_changed 5 null"]);
  });

  it("takes what an undone import left for what it is, and nothing else", async () => {
    const db = await open();
    await fill(db);
    await bury(db, 3, "undone");
    await undoneImport(db);
    await sealRemoval(db, 1);
    await db.exec("UPDATE contacts SET consent = '-ggg' WHERE id = 1");
    expect(await verifyLedger(db)).toMatchObject({ ok: true, events: 5, removed: 1 });
    // What is written after it goes on from what is there.
    await said(db, 1, "withdrawn", ["service"]);
    expect(await verifyLedger(db)).toMatchObject({ ok: true, events: 6, removed: 1 });
    // Nobody's chain rests on an event of somebody who was erased.
    await db.exec("UPDATE consent_tombstones SET reason = 'erased'");
    expect(found(await verifyLedger(db))).toEqual(["block_changed 7 null", "event_changed 4 con_1"]);
  });

  it.each<[string, (db: Database) => Promise<unknown>, string[]]>([
    ["said to be undone", async (db) => bury(db, 6, "undone"), ["event_buried 6 null", "event_buried 6 null"]],
    ["said to be erased", async (db) => bury(db, 6, "erased"), ["event_buried 6 null"]],
    [
      "added to those of an undone import",
      async (db) => {
        await bury(db, 5, "undone");
        await undoneImport(db);
        await sealRemoval(db, 1);
        await db.exec("UPDATE contacts SET consent = '----' WHERE id = 3");
        expect(await verifyLedger(db)).toMatchObject({ problemCount: 1, removed: 1, blocks: 5 });
        await bury(db, 6, "undone");
      },
      ["block_changed 7 null"],
    ],
    [
      "said to be gone, and there",
      async (db) => {
        await db.exec("INSERT INTO consent_tombstones (seq, reason, removed_at, hash) VALUES (6, 'erased', 1, 'x')");
        await db.exec("UPDATE contacts SET consent = 'w---' WHERE id = 2");
      },
      ["event_buried 6 null", "event_buried 6 null"],
    ],
  ])("tells a withdrawal that was buried by hand: %s", async (_, hide, expected) => {
    const db = await open();
    await fill(db);
    const before = (await verifyLedger(db)).fingerprint;
    expect(before).not.toBeNull();
    await db.exec("UPDATE contacts SET consent = 'g---' WHERE id = 2");
    await hide(db);
    expect(found(await verifyLedger(db))).toEqual(expected);
  });

  it("a removal changes the fingerprint", async () => {
    const db = await open();
    await fill(db);
    const before = (await verifyLedger(db)).fingerprint;
    await bury(db, 5, "erased");
    await db.exec("DELETE FROM contacts WHERE id = 3");
    await sealRemoval(db, 1);
    const after = await verifyLedger(db);
    expect(after).toMatchObject({ ok: true, events: 5, removed: 1 });
    expect(after.fingerprint).not.toBe(before);
  });
});
