import fc from "fast-check";
import { expect, it } from "vitest";
import { readConsentLetters, writeConsentLetters } from "../../../src/storage/consent-letters.ts";
import type { Database } from "../../../src/storage/database.ts";
import { eventHash, proofDigest } from "../../../src/storage/ledger-hash.ts";
import {
  appendConsentEvents,
  consentEventsOf,
  consentEventsOfMany,
  purposeList,
  readPurposeList,
  type NewConsentEvent,
} from "../../../src/storage/repos/consent.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import { consentActions, purposes } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, noon, proof } from "../../helpers/rows.ts";
import { checkLedger } from "../ledger.ts";

async function lettersOf(db: Database, id: number): Promise<string | undefined> {
  return (await getContactById(db, id))?.consent;
}

describeEachDatabase("the ledger of consent", (open, { address, openAt }) => {
  it("keeps a statement with its proof, every word of it", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1)]);
    const whole = {
      method: "web form",
      source: "https://shop.example/alta?x=1",
      wording: 'Sí, quiero recibir "ofertas"\n\\ 100%',
      wordingVersion: "v3",
      evidence: `sha256:${"ab".repeat(32)}`,
      actor: "customer",
      ip: "2001:db8::1",
      userAgent: "Firefox",
      importId: 4,
    };
    const said = consentRow(1, { purposes: ["service", "marketing"], row: 17, proof: whole });
    await appendConsentEvents(db, [said]);
    expect(await consentEventsOf(db, 1)).toEqual([
      {
        seq: 1,
        contact_id: 1,
        purposes: "marketing,service",
        action: "granted",
        occurred_at: noon,
        recorded_at: noon + 1,
        list_row: 17,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        method: "web form",
        source: "https://shop.example/alta?x=1",
        wording: 'Sí, quiero recibir "ofertas"\n\\ 100%',
        wording_version: "v3",
        evidence: `sha256:${"ab".repeat(32)}`,
        actor: "customer",
        ip: "2001:db8::1",
        user_agent: "Firefox",
        import_id: 4,
      },
    ]);
  });

  it("chains each contact's statements, and every append to the one before", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2)]);
    await appendConsentEvents(db, [
      consentRow(1),
      consentRow(2, { contactId: 2 }),
      consentRow(3, { action: "withdrawn" }),
    ]);
    await appendConsentEvents(db, [consentRow(4, { contactId: 2, action: "withdrawn" })]);
    await appendConsentEvents(db, []);
    const { events, blocks, wrong } = await checkLedger(db);
    expect(wrong).toEqual([]);
    expect(events.map(({ contact_id, action }) => [contact_id, action])).toEqual([
      [1, "granted"],
      [2, "granted"],
      [1, "withdrawn"],
      [2, "withdrawn"],
    ]);
    expect(blocks.map(({ last_seq, events: count, recorded_at }) => [last_seq, count, recorded_at])).toEqual([
      [3, 3, noon + 3],
      [4, 1, noon + 4],
    ]);
    expect((await consentEventsOfMany(db, [2, 1, 9])).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await consentEventsOfMany(db, [])).toEqual([]);
  });

  it.each([
    ["the date of a statement", "UPDATE consent_events SET occurred_at = occurred_at - 1 WHERE seq = 2", ["event 2"]],
    ["its purposes", "UPDATE consent_events SET purposes = 'marketing' WHERE seq = 1", ["event 1"]],
    ["its row", "UPDATE consent_events SET list_row = 5 WHERE seq = 3", ["event 3"]],
    ["whose it is", "UPDATE consent_events SET contact_id = 2 WHERE seq = 1", ["event 1", "event 2"]],
    [
      "a proof",
      "UPDATE consent_proofs SET source = 'elsewhere'",
      [1, 2, 3].flatMap((at) => [`proof of event ${at}`, `event ${at}`]),
    ],
    ["a statement's hash", "UPDATE consent_events SET hash = 'x' WHERE seq = 1", ["event 1", "event 2", "block 2"]],
    ["a block's hash", "UPDATE consent_blocks SET hash = 'x' WHERE last_seq = 2", ["block 2", "block 3"]],
    [
      "the last statement, taken away",
      "DELETE FROM consent_events WHERE seq = 3",
      ["block 3", "an event is in no block"],
    ],
  ])("shows a change of %s", async (_, sql, expected) => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2)]);
    await appendConsentEvents(db, [consentRow(1), consentRow(2)]);
    await appendConsentEvents(db, [consentRow(3)]);
    expect((await checkLedger(db)).wrong).toEqual([]);
    await db.exec(sql);
    expect((await checkLedger(db)).wrong).toEqual(expected);
  });

  it("keeps a proof once, however many statements rest on it, now or later", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2), contactRow(3)]);
    const copy = { ...proof };
    await appendConsentEvents(db, [
      consentRow(1),
      consentRow(2, { contactId: 2, proof: copy }),
      consentRow(3, { contactId: 3, proof: { ...proof, source: "another.csv" } }),
    ]);
    await appendConsentEvents(db, [consentRow(4, { proof: { ...proof } })]);
    expect(await db.query("SELECT id, digest, source FROM consent_proofs ORDER BY id")).toEqual([
      { id: 1, digest: proofDigest(proof), source: "clients.csv" },
      { id: 2, digest: proofDigest({ ...proof, source: "another.csv" }), source: "another.csv" },
    ]);
    const ids = await db.query<{ proof_id: number }>("SELECT proof_id FROM consent_events ORDER BY seq");
    expect(ids.map(({ proof_id }) => proof_id)).toEqual([1, 1, 2, 1]);
  });

  it("keeps proofs apart that differ in one word, be it nothing or an empty one", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1)]);
    const proofs = [proof, { ...proof, wording: "" }, { ...proof, wordingVersion: "" }, { ...proof, importId: 1 }];
    await appendConsentEvents(
      db,
      proofs.map((each, place) => consentRow(place, { proof: each })),
    );
    expect(await db.query("SELECT id FROM consent_proofs")).toHaveLength(4);
    expect((await checkLedger(db)).wrong).toEqual([]);
  });

  it("brings each contact's letters up to date: the last in the ledger counts, not the latest date", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2, { consent: "g---" }), contactRow(3)]);
    await appendConsentEvents(db, [
      consentRow(1, { action: "withdrawn", occurredAt: noon + 9_999 }),
      consentRow(2, { purposes: ["utility", "service"] }),
      consentRow(3, { contactId: 2, purposes: ["service"], action: "declined" }),
    ]);
    expect([await lettersOf(db, 1), await lettersOf(db, 2), await lettersOf(db, 3)]).toEqual(["-g-g", "g--d", "----"]);
    await appendConsentEvents(db, [consentRow(4, { action: "withdrawn" })]);
    expect(await lettersOf(db, 1)).toBe("-w-g");
  });

  it("writes all of an append or nothing", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1)]);
    const broken = consentRow(2, { occurredAt: Number.MAX_SAFE_INTEGER + 2 });
    await expect(appendConsentEvents(db, [consentRow(1), broken])).rejects.toMatchObject({
      code: "storage.integer_range",
    });
    for (const table of ["consent_events", "consent_blocks", "consent_proofs"]) {
      expect(await db.query(`SELECT * FROM ${table}`)).toEqual([]);
    }
    expect(await lettersOf(db, 1)).toBe("----");
    await appendConsentEvents(db, [consentRow(3)]);
    expect((await checkLedger(db)).wrong).toEqual([]);
  });

  it("stays one chain when several programs add to it at once, each of them all it has", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    await addContacts(one, [contactRow(1), contactRow(2)]);
    const appends = Array.from({ length: 24 }, async (_, place) =>
      appendConsentEvents(place % 2 === 0 ? one : two, [
        consentRow(place, { contactId: 1 + (place % 3 === 0 ? 1 : 0), purposes: [purposes[place % 4] ?? "service"] }),
        consentRow(place, { contactId: 1, action: "withdrawn", proof: { ...proof, source: `row ${place % 5}` } }),
      ]),
    );
    await Promise.all(appends);
    const { events, blocks, wrong } = await checkLedger(one);
    expect(wrong).toEqual([]);
    expect([events.length, blocks.length]).toEqual([48, 24]);
    expect(await one.query("SELECT id FROM consent_proofs")).toHaveLength(6);
    for (const id of [1, 2]) {
      let letters = "----";
      for (const event of events.filter(({ contact_id }) => contact_id === id)) {
        letters = writeConsentLetters(letters, readPurposeList(event.purposes), event.action);
      }
      expect(await lettersOf(two, id)).toBe(letters);
    }
  });

  it("locks nobody out who adds contacts first, or last", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    await addContacts(one, [contactRow(1), contactRow(2)]);
    const stranger = (place: number) => [contactRow(100 + place)];
    await Promise.all(
      Array.from({ length: 10 }, async (_, place) => {
        if (place % 2 === 0) {
          return one.transaction(async (tx) => {
            await addContacts(tx, stranger(place));
            await appendConsentEvents(tx, [consentRow(place, { contactId: 1 })]);
          });
        }
        return two.transaction(async (tx) => {
          await appendConsentEvents(tx, [consentRow(place, { contactId: 2 })]);
          await addContacts(tx, stranger(place));
        });
      }),
    );
    const { events, wrong } = await checkLedger(two);
    expect([events.length, wrong]).toEqual([10, []]);
    expect(await two.query("SELECT id FROM contacts")).toHaveLength(12);
  });

  it("comes to the same letters and a whole chain, whatever is said in how many parts", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2), contactRow(3)]);
    const statement = fc.record<NewConsentEvent>({
      contactId: fc.integer({ min: 1, max: 3 }),
      purposes: fc.subarray([...purposes], { minLength: 1 }),
      action: fc.constantFrom(...consentActions),
      occurredAt: fc.integer({ min: noon - 9, max: noon + 9 }),
      recordedAt: fc.integer({ min: noon, max: noon + 9 }),
      row: fc.option(fc.integer({ min: 2, max: 9 })),
      proof: fc.constantFrom(proof, { ...proof, actor: "luis" }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(statement, { maxLength: 4 }), { maxLength: 4 }), async (parts) => {
        for (const table of ["consent_events", "consent_blocks", "consent_proofs"])
          await db.exec(`DELETE FROM ${table}`);
        await db.exec("UPDATE counters SET value = 0 WHERE name IN ('consent', 'proof')");
        await db.exec("UPDATE contacts SET consent = '----'");
        for (const part of parts) await appendConsentEvents(db, part);
        const { events, wrong } = await checkLedger(db);
        expect(wrong).toEqual([]);
        expect(events).toHaveLength(parts.flat().length);
        for (const id of [1, 2, 3]) {
          const letters = await lettersOf(db, id);
          const told = parts.flat().filter(({ contactId }) => contactId === id);
          let expected = "----";
          for (const { purposes: what, action } of told) expected = writeConsentLetters(expected, what, action);
          expect(letters).toBe(expected);
        }
      }),
      { numRuns: 25 },
    );
  });
});

it("the hashes are those that the page on the ledger describes", () => {
  const digest = proofDigest(proof);
  expect(digest).toBe("af1d24038849ef4a87405da883bbda80a6d1f5cc9d64790eaeec2f07e952ab6b");
  const event = {
    contactId: 1,
    purposes: "marketing,utility",
    action: "granted",
    occurredAt: noon,
    recordedAt: noon + 1,
    row: 2,
  };
  expect(eventHash("", event, digest)).toBe("acc2fae0d5550d7954fa3f7c74a79bb678c5b7a00e27f4cb25954ab924bd2591");
});

it.each([
  ["----", "granted", ["utility"], "-g--"],
  ["gggg", "withdrawn", [...purposes], "wwww"],
  ["----", "declined", ["marketing", "service"], "d--d"],
  ["d---", "granted", ["marketing"], "g---"],
  // Who took a yes back has done so, also when a later list says that they never gave one.
  ["w---", "declined", ["marketing"], "w---"],
  ["", "granted", ["service"], "---g"],
] as const)("%j, and %s %j: %j", (before, action, said, after) => {
  expect(writeConsentLetters(before, said, action)).toBe(after);
});

it("letters are read as words, and what is none as nothing said", () => {
  expect(readConsentLetters("gwd-")).toEqual({
    marketing: "granted",
    utility: "withdrawn",
    authentication: "declined",
    service: "unknown",
  });
  expect(new Set(Object.values(readConsentLetters("")))).toEqual(new Set(["unknown"]));
  expect(new Set(Object.values(readConsentLetters("x?GW")))).toEqual(new Set(["unknown"]));
});

it("a set of purposes has one spelling", () => {
  fc.assert(
    fc.property(fc.subarray([...purposes]), (set) => {
      const shuffled = set.toReversed();
      expect(purposeList([...shuffled, ...shuffled])).toBe(purposeList(set));
      expect(readPurposeList(purposeList(shuffled))).toEqual(set);
    }),
  );
});
