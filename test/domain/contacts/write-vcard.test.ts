import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vcardOf } from "../../../src/domain/contacts/write-vcard.ts";
import type { CardContact } from "../../../src/domain/contacts/write-vcard.ts";
import { nothingSaid } from "../../../src/domain/consent/state.ts";
import { readCards } from "../import/formats/vcard-files.ts";

const nobody: CardContact = {
  name: null,
  phone: null,
  userId: null,
  username: null,
  language: null,
  timeZone: null,
  labels: [],
  fields: {},
  consent: nothingSaid,
};

it("writes what telephones import, and what only recado reads", () => {
  const card = vcardOf({
    name: "Ana María; Demo, S.A.",
    phone: "+12025550101",
    userId: "US.90817263544536271819",
    username: "ana.demo",
    language: "es_MX",
    timeZone: "America/Lima",
    labels: ["vip", "Lima, centro"],
    fields: {
      company: "Ejemplo",
      job_title: "Dueña",
      email: "ana@example.com ::: ventas@example.com",
      birthday: "1985-03-25",
      address: "Calle Inventada 1",
      city: "Lima",
      country_name: "Perú",
      notes: "Dos\nlíneas",
      talla: "M",
    },
    consent: { marketing: "withdrawn", utility: "granted", authentication: "unknown", service: "declined" },
  });
  expect(card.split("\r\n")).toEqual([
    "BEGIN:VCARD",
    "VERSION:3.0",
    String.raw`N:;Ana María\; Demo\, S.A.;;;`,
    String.raw`FN:Ana María\; Demo\, S.A.`,
    "TEL;TYPE=CELL:+12025550101",
    String.raw`CATEGORIES:vip,Lima\, centro`,
    "TZ;VALUE=text:America/Lima",
    "ORG:Ejemplo",
    "TITLE:Dueña",
    "EMAIL;TYPE=INTERNET:ana@example.com",
    "EMAIL;TYPE=INTERNET:ventas@example.com",
    "BDAY:1985-03-25",
    "ADR:;;Calle Inventada 1;Lima;;;Perú",
    String.raw`NOTE:Dos\nlíneas`,
    "X-RECADO-FIELD:talla;M",
    "X-RECADO-CONSENT:marketing;withdrawn",
    "X-RECADO-CONSENT:utility;granted",
    "X-RECADO-CONSENT:service;declined",
    "X-RECADO-LANGUAGE:es_MX",
    "X-WHATSAPP-USER-ID:US.90817263544536271819",
    "X-WHATSAPP-USERNAME:ana.demo",
    "END:VCARD",
    "",
  ]);
});

it("writes a contact of whom little is known", () => {
  const lines = ["BEGIN:VCARD", "VERSION:3.0", "N:;;;;", "FN:", "TEL;TYPE=CELL:+12025550101", "END:VCARD", ""];
  expect(vcardOf({ ...nobody, phone: "+12025550101" })).toBe(lines.join("\r\n"));
});

it("writes no birthday that other programs could not read, and loses none", async () => {
  const card = vcardOf({ ...nobody, name: "Ana", fields: { birthday: "en marzo" } });
  expect(card).not.toContain("BDAY");
  expect((await readCards(card)).cards).toMatchObject([{ "fields.birthday": "en marzo" }]);
});

describe("whoever they are and however they are called, contacts", () => {
  const text = fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(..."añ😀é \\,;:=\"'^\n\t\u202e\u001b-+@"), maxLength: 120 }),
    )
    // Control characters are no part of a card, and no name begins or ends in blanks or goes over several lines.
    .map((written) => written.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ""));
  const line = text.map((written) => written.replaceAll("\n", " ").trim());
  const word = line.filter((written) => written !== "" && !written.includes(":::"));
  const fields = fc.dictionary(
    word.map((name) => `x${name}`),
    text.filter((value) => value !== ""),
    { maxKeys: 3, noNullPrototype: true },
  );
  const status = fc.constantFrom("granted", "withdrawn", "declined", "unknown");
  const contact: fc.Arbitrary<CardContact> = fc.record({
    name: fc.option(word),
    phone: fc.option(fc.integer({ min: 0, max: 99 }).map((end) => `+120255501${String(end).padStart(2, "0")}`)),
    userId: fc.option(fc.stringMatching(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)),
    username: fc.option(fc.stringMatching(/^[a-z0-9_]{3,35}$/)),
    language: fc.option(fc.constantFrom("es", "es_MX", "pt_BR", "en")),
    timeZone: fc.option(fc.constantFrom("America/Lima", "Etc/GMT+5", "UTC", "-05:00")),
    labels: fc.array(word, { maxLength: 4 }),
    fields,
    consent: fc.record({ marketing: status, utility: status, authentication: status, service: status }),
  });

  it("are read back the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(contact, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 200 }),
        async (contacts, size) => {
          const named = contacts.map((one) => ({ ...one, name: one.name ?? (one.phone === null ? "Ana" : null) }));
          const list = await readCards(named.map(vcardOf).join(""), size);
          const read = list.cards.map((card) => ({
            name: card["Name"] ?? null,
            phone: card["Phone 1 - Value"] ?? null,
            userId: card["User ID"] ?? null,
            username: card["Username"] ?? null,
            language: card["Language"] ?? null,
            timeZone: card["Time Zone"] ?? null,
            labels: String(card["Labels"] ?? "")
              .split(" ::: ")
              .filter((label) => label !== ""),
            fields: Object.fromEntries(
              Object.entries(card).flatMap(([name, value]) =>
                name.startsWith("fields.") ? [[name.slice(7), value]] : [],
              ),
            ),
            consent: Object.fromEntries(
              Object.keys(nothingSaid).map((purpose) => [purpose, card[`consent.${purpose}`] ?? "unknown"]),
            ),
          }));
          expect(read).toEqual(named);
          expect(list.malformed).toEqual([]);
        },
      ),
    );
  });

  it("stand in lines of at most 75 octets, none of them cut in a character", () => {
    fc.assert(
      fc.property(contact, (one) => {
        const lines = vcardOf(one).split("\r\n");
        for (const written of lines) {
          expect(Buffer.byteLength(written)).toBeLessThanOrEqual(75);
          expect(Buffer.from(written).toString()).toBe(written);
        }
      }),
    );
  });
});
