import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { consentEvent } from "../../../src/domain/consent/events.ts";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { contactList } from "../../../src/domain/contacts/view.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contact, importText, now } from "./helpers.ts";

const list = readFileSync(new URL("../../../src/commands/demo/contacts.csv", import.meta.url), "utf8");

describeEachDatabase("importing", (open) => {
  it("a messy list twice is importing it once, and who leaves in between stays away", async () => {
    const db = await open();
    const first = await importText(db, list, { country: "ES" });
    expect(first).toMatchObject({ rows: 30, created: 21, merged: 2, rejected: 7, withoutConsent: 2 });
    const before = await contactList(db, { limit: 100 });
    expect(before.contacts.map(({ name }) => name).slice(0, 3)).toEqual([
      "Ana Ejemplo",
      "José Muestra",
      "Prueba, Lucía",
    ]);

    const left = await findContactByLine(db, "+34700000001");
    if (left === undefined) throw new Error("she is not there");
    const stop = {
      contactId: left.id,
      at: now + 1,
      now: now + 1,
      method: "stop-word",
      source: "wamid.1",
      actor: "customer",
    };
    const what = ["marketing", "utility", "service"] as const;
    await appendConsentEvents(db, [consentEvent({ ...stop, action: "withdrawn", purposes: what })]);

    const again = await importText(db, list, { country: "ES", now: now + 2 });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 21, withoutConsent: 3, repeats: first.batch });
    expect(new Set(again.withdrawnKept.map(({ purpose }) => purpose))).toEqual(new Set(what));
    const { consent, events } = await contact(db, "+34700000001");
    expect(events).toHaveLength(2);
    expect([consent.marketing, consent.utility, consent.service]).toEqual(["withdrawn", "withdrawn", "withdrawn"]);
  });

  it("changes a stored contact without touching its number", async () => {
    const db = await open();
    await importText(db, "Nombre,Teléfono,Ciudad\nJoão,+5511980000012,Santos\n");
    const report = await importText(db, "Nombre,Teléfono,Ciudad\nJoão Exemplo,+551180000012,Lima\n", { now: now + 1 });
    expect(report).toMatchObject({ created: 0, updated: 1 });
    const [contact] = (await contactList(db, { limit: 10 })).contacts;
    expect(contact).toMatchObject({ name: "João Exemplo", phone: "+5511980000012", fields: { Ciudad: "Lima" } });
  });
});
