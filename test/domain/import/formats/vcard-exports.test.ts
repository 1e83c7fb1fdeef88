import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { choosePhone } from "../../../../src/domain/import/mapping/choose-phone.ts";
import { mapColumns } from "../../../../src/domain/import/mapping/headers.ts";
import { fixture, readCards } from "./vcard-files.ts";

it("reads an iPhone's export", async () => {
  const bytes = fixture("vcard-iphone.vcf");
  const list = await readCards(bytes);
  expect(list).toMatchObject({
    format: "vcard",
    fileName: "contacts.vcf",
    hash: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    encoding: "utf-8",
    delimiter: null,
    sheet: null,
    sheets: [],
    rowCount: 3,
    malformed: [],
  });
  expect(list.cards).toEqual([
    {
      card: 1,
      Name: "Begoña Núñez Prueba",
      "First Name": "Begoña",
      "Last Name": "Núñez Prueba",
      "Phone 1 - Label": "* mobile",
      "Phone 1 - Value": "+34 600 000 012",
      "Phone 2 - Label": "work",
      "Phone 2 - Value": "+44 7700 900101",
      "Phone 3 - Label": "fax",
      "Phone 3 - Value": "+44 7700 900102",
      Organization: "Peluquería Ejemplo, S.L.",
      Title: "Dueña",
      "E-mail": "begona@example.com",
      Birthday: "1985-03-25",
      Address: "Calle Inventada 12, 3º B, Andalucía, 41001",
      City: "Sevilla",
      Country: "España",
      Note: "Prefiere que le escriban por la tarde, después de las 17:00.\nCliente desde hace años; siempre puntual.",
    },
    {
      card: 2,
      Name: "Taller de Prueba",
      "Phone 1 - Label": "* WhatsApp tienda",
      "Phone 1 - Value": "+1 (202) 555-0101",
      "Phone 2 - Label": "main",
      "Phone 2 - Value": "+1 (202) 555-0102",
      Organization: "Taller de Prueba",
    },
    {
      card: 3,
      Name: "Dr. Íñigo Ejemplo",
      "First Name": "Íñigo",
      "Last Name": "Ejemplo",
      "Phone 1 - Label": "* WhatsApp",
      "Phone 1 - Value": "+44 7700 900103",
      Birthday: "--12-01",
    },
  ]);
});

it("reads an Android telephone's export, all of it in codes", async () => {
  const list = await readCards(fixture("vcard-android-21.vcf"));
  expect(list.malformed).toEqual([]);
  expect(list.cards).toEqual([
    {
      card: 1,
      Name: "María Begoña de la Concepción Muñoz",
      "First Name": "María Begoña",
      "Last Name": "Muñoz",
      "Phone 1 - Label": "* mobile",
      "Phone 1 - Value": "+34600000012",
      "Phone 2 - Label": "home",
      "Phone 2 - Value": "+447700900111",
      Organization: "Panadería; Pastelería Ñandú",
      Address: "Jirón Inventado 5, 15001",
      City: "Lima",
      Country: "Perú",
      Note: "Línea uno\nLínea dos",
    },
    {
      card: 2,
      Name: "Luis Prueba",
      "First Name": "Luis",
      "Last Name": "Prueba",
      "Phone 1 - Label": "WhatsApp",
      "Phone 1 - Value": "+12025550111",
      "Phone 2 - Label": "mobile",
      "Phone 2 - Value": "+12025550112",
      Birthday: "1990-07-01",
    },
    { card: 3, Name: "Peque", "Phone 1 - Label": "other", "Phone 1 - Value": "+12025550113" },
  ]);
});

it("reads Outlook's cards in Windows-1252, with what Outlook puts between the lines", async () => {
  const list = await readCards(fixture("vcard-outlook-21.vcf"));
  expect([list.encoding, list.malformed]).toEqual(["windows-1252", []]);
  expect(list.cards).toEqual([
    {
      card: 1,
      Name: "Sra. Sofía Ibáñez",
      "First Name": "Sofía",
      "Last Name": "Ibáñez",
      "Phone 1 - Label": "work",
      "Phone 1 - Value": "+44 7700 900121",
      "Phone 2 - Label": "mobile",
      "Phone 2 - Value": "+34 600 000 013",
      "Phone 3 - Label": "fax",
      "Phone 3 - Value": "+44 7700 900122",
      Organization: "Ejemplo & Cía., Ventas",
      Title: "Jefa de ventas – zona sur",
      "E-mail": "sofia@example.com ::: ventas@example.com",
      Address: "Avenida Inventada, 7, Málaga, 29001",
      City: "Málaga",
      Country: "España",
      Note: "Pidió el catálogo\nPrecio: 20 €",
    },
  ]);
});

it("reads Google's cards, also those of a company and with labels that were left blank", async () => {
  const list = await readCards(fixture("vcard-google-30.vcf"));
  expect(list.cards).toEqual([
    {
      card: 1,
      Name: "Joaquim Exemplo",
      "First Name": "Joaquim",
      "Last Name": "Exemplo",
      "Phone 1 - Label": "mobile",
      "Phone 1 - Value": "+44 7700 900131",
      "Phone 2 - Label": "Recado",
      "Phone 2 - Value": "+44 7700 900132",
      "E-mail": "joaquim@example.com",
      Labels: "myContacts ::: vip ::: São Paulo",
      Note: "Só mensagens",
    },
    {
      card: 2,
      Name: "Lojas Exemplo",
      "Phone 1 - Label": "other",
      "Phone 1 - Value": "+44 7700 900133",
      Organization: "Lojas Exemplo",
      Labels: "myContacts",
    },
  ]);
});

it("reads version 4.0, where the preferred of several things has the lowest number", async () => {
  const list = await readCards(fixture("vcard-40.vcf"));
  expect(list.cards).toEqual([
    {
      card: 1,
      Name: "Ana Demo",
      "First Name": "Ana",
      "Last Name": "Demo",
      "Phone 1 - Label": "home",
      "Phone 1 - Value": "+44-7700-900141",
      "Phone 2 - Label": "* mobile",
      "Phone 2 - Value": "+44-7700-900142",
      Birthday: "--03-25",
      Address: "Calle Inventada 9",
      City: "Lima",
      Country: "Perú",
      Language: "es-PE",
      "Time Zone": "America/Lima",
      Labels: "vip ::: del barrio",
      Note: "Escribe a Ana; contesta siempre, salvo lunes",
      UID: "urn:uuid:00000000-0000-4000-8000-000000000001",
    },
  ]);
});

it("reads files of all versions that somebody put together, and writes to one number of each person", async () => {
  const names = ["iphone", "android-21", "outlook-21", "google-30", "40"];
  // A mark in the middle, as files have it at their beginning.
  const parts = names.flatMap((name) => [Buffer.from("\ufeff"), fixture(`vcard-${name}.vcf`)]);
  const list = await readCards(Buffer.concat(parts));
  expect(list.cards.map(({ card, Name }) => `${card} ${Name}`)).toEqual([
    "1 Begoña Núñez Prueba",
    "2 Taller de Prueba",
    "3 Dr. Íñigo Ejemplo",
    "4 María Begoña de la Concepción Muñoz",
    "5 Luis Prueba",
    "6 Peque",
    "7 Sra. Sofía Ibáñez",
    "8 Joaquim Exemplo",
    "9 Lojas Exemplo",
    "10 Ana Demo",
  ]);

  const columns = mapColumns(list.header, { map: [] }, list.fileName);
  expect(columns.export).toBe("vcard");
  const chosen = list.cards.map((card) => {
    const cells = list.header.map((name) => String(card[name] ?? ""));
    const phone = choosePhone(cells, columns);
    return "text" in phone ? phone.text : phone.refusal;
  });
  expect(chosen).toEqual([
    "+34 600 000 012",
    "+1 (202) 555-0101",
    "+44 7700 900103",
    "+34600000012",
    "+12025550111",
    "+12025550113",
    "+34 600 000 013",
    "+44 7700 900131",
    "+44 7700 900133",
    "+44-7700-900142",
  ]);
});
