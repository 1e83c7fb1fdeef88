import { expect, test } from "vitest";
import type { ConsentSignal } from "../../../src/domain/consent/signals.ts";
import { recordConsent, type Recorded } from "../../../src/domain/webhooks/consent-ledger.ts";
import type { Database } from "../../../src/storage/database.ts";
import { appendConsentEvents, consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import { purposes } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, noon } from "../../helpers/rows.ts";
import { checkLedger } from "../../storage/ledger.ts";

const minute = 60_000;

/** What Meta reports of the first contact, of `at` minutes after noon. */
async function report(db: Database, signal: ConsentSignal, at: number, source = "wamid.1"): Promise<Recorded> {
  const said = { contactIds: [1], signal, at: noon + at * minute, now: noon + 100 * minute, source };
  return db.transaction(async (tx) => recordConsent(tx, said));
}

async function letters(db: Database): Promise<string | undefined> {
  return (await getContactById(db, 1))?.consent;
}

async function history(db: Database): Promise<string[]> {
  const events = await consentEventsOf(db, 1);
  return events.map(
    ({ purposes: what, action, occurred_at }) => `${what} ${action} at ${(occurred_at - noon) / minute}`,
  );
}

const all = purposes.join(",");

describeEachDatabase("what webhooks say of consent", (open, { address, openAt }) => {
  const shop = async (consent = "----"): Promise<Database> => {
    const db = await open();
    await addContacts(db, [contactRow(1, { consent })]);
    return db;
  };
  const declined = (at: number): Parameters<typeof appendConsentEvents>[1] => [
    consentRow(1, { purposes: ["marketing", "utility"], action: "declined", occurredAt: noon + at * minute }),
  ];

  test("who declined on a form, and turned offers on in WhatsApp later, has agreed to them", async () => {
    const db = await shop();
    await appendConsentEvents(db, declined(0));
    const recorded = await report(db, "user-preferences-resume", 5);
    expect(recorded).toEqual({ added: true, change: { action: "granted", purposes: ["marketing"] } });
    expect(await letters(db)).toBe("gd--");
    expect(await history(db)).toEqual(["marketing,utility declined at 0", "marketing granted at 5"]);
  });

  test("who turned offers on, and declined later, has not, also when the first is learned of last", async () => {
    const db = await shop();
    await appendConsentEvents(db, declined(9));
    expect(await report(db, "user-preferences-resume", 5)).toEqual({ added: true, change: undefined });
    expect(await letters(db)).toBe("dd--");
    expect(await history(db)).toEqual([
      "marketing,utility declined at 9",
      "marketing granted at 5",
      "marketing declined at 9",
    ]);
  });

  test("a stop that is older than a no on a form is a withdrawal all the same", async () => {
    const db = await shop();
    await appendConsentEvents(db, declined(9));
    expect((await report(db, "user-preferences-stop", 5)).change?.action).toBe("withdrawn");
    expect(await letters(db)).toBe("wd--");
  });

  test("a stop word that comes twice is one fact; another message is another", async () => {
    const db = await shop("gggg");
    expect((await report(db, "stop-word", 1)).change).toEqual({ action: "withdrawn", purposes });
    expect(await report(db, "stop-word", 1)).toEqual({ added: false, change: undefined });
    expect(await history(db)).toEqual([`${all} withdrawn at 1`]);
    expect((await report(db, "stop-word", 2, "wamid.2")).added).toBe(true);
    expect(await history(db)).toEqual([`${all} withdrawn at 1`, `${all} withdrawn at 2`]);
    expect(await letters(db)).toBe("wwww");
  });

  test("a stop word that is older than a resume takes back everything but the offers", async () => {
    const db = await shop("gggg");
    await report(db, "user-preferences-resume", 9, "user_preferences");
    expect(await report(db, "stop-word", 1)).toEqual({ added: true, change: undefined });
    expect(await letters(db)).toBe("gwww");
    expect(await history(db)).toEqual(["marketing granted at 9", `${all} withdrawn at 1`, "marketing granted at 9"]);
    // Again, and nothing more is to be said.
    expect((await report(db, "stop-word", 1)).added).toBe(false);
    expect((await report(db, "user-preferences-resume", 9, "user_preferences")).added).toBe(false);
    expect(await letters(db)).toBe("gwww");
    expect((await checkLedger(db)).wrong).toEqual([]);
  });

  test("a stop and a resume of one moment: in doubt, a stop", async () => {
    for (const order of [
      ["user-preferences-stop", "user-preferences-resume"],
      ["user-preferences-resume", "user-preferences-stop"],
    ] as const) {
      const db = await shop();
      for (const signal of order) await report(db, signal, 3, "user_preferences");
      expect(await letters(db)).toBe("w---");
    }
  });

  test("a resume that is older than a stop word leaves the offers off", async () => {
    const db = await shop();
    await report(db, "stop-word", 9);
    expect(await report(db, "user-preferences-resume", 1, "user_preferences")).toEqual({
      added: true,
      change: undefined,
    });
    expect(await letters(db)).toBe("wwww");
  });

  test("one fact that several programs take in at once is kept once, and the newest word decides", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    await addContacts(one, [contactRow(1)]);
    const signals = ["stop-word", "user-preferences-resume", "stop-word", "user-preferences-resume"] as const;
    await Promise.all(
      signals.flatMap((signal) =>
        [one, two].map(async (db) => report(db, signal, signal === "stop-word" ? 1 : 9, signal)),
      ),
    );
    const facts = await history(one);
    expect(facts.filter((fact) => fact.startsWith(`${all} withdrawn`))).toHaveLength(1);
    expect(facts.length).toBeLessThanOrEqual(3);
    expect(await letters(two)).toBe("gwww");
    expect((await checkLedger(two)).wrong).toEqual([]);
  });
});
