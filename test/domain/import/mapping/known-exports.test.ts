import { describe, expect, it } from "vitest";
import { readCountry } from "../../../../src/domain/import/cells/countries.ts";
import { cardHeader } from "../../../../src/domain/import/formats/vcard-row.ts";
import { mapColumns, parseMap } from "../../../../src/domain/import/mapping/headers.ts";
import { recogniseExport, titleOfExport } from "../../../../src/domain/import/mapping/known-exports/recognise.ts";
import { readExport } from "./read-export.ts";

describe("address books", () => {
  it("Google Contacts: the mobile, the labels of one's own, the address's country kept apart", async () => {
    const { columns, people } = await readExport("export-google.csv");
    expect(columns.export).toBe("google");
    expect(columns.of.has("country")).toBe(false);
    expect(people).toEqual([
      {
        phone: "+34 600 000 012",
        first_name: "Ana",
        middle_name: "María",
        last_name: "Ejemplo",
        labels: ["vip"],
        custom: {
          company: "Zapatería Ejemplo",
          job_title: "Dueña",
          email: "ana@example.com",
          email_2: "tienda@example.com",
          address: "Calle Inventada 1\n28000 Madrid\nUS",
          city: "Madrid",
          region: "Madrid",
          postal_code: "28000",
          country_name: "US",
        },
      },
      { phone: "+1 202 555 0102", first_name: "Bruno", last_name: "Prueba", labels: ["friends"] },
      { phone: "phone.several_numbers", first_name: "Carla", last_name: "Muestra", labels: [] },
      { phone: "+1 202 555 0106", first_name: "Dora", last_name: "Muestra", labels: ["Lima"] },
      { phone: "phone.several_numbers", first_name: "Elio", last_name: "Muestra", labels: [] },
      { phone: "+1 202-555-0110", first_name: "Fina", last_name: "Muestra", labels: [] },
      { phone: "", first_name: "Gil", last_name: "Muestra", labels: [], custom: { email: "gil@example.com" } },
    ]);
  });

  it("Google Contacts before 2024", async () => {
    const { columns, people } = await readExport("export-google-before-2024.csv");
    expect(columns.export).toBe("google");
    expect(people).toEqual([
      {
        phone: "+525550000013",
        name: "Ana Ejemplo",
        first_name: "Ana",
        last_name: "Ejemplo",
        language: "es",
        labels: ["Clientes", "starred"],
        custom: {
          notes: "Prefiere la tarde",
          email: "ana@example.com",
          city: "Ciudad de México",
          country_name: "México",
          company: "Zapatería Ejemplo",
          job_title: "Dueña",
        },
      },
      { phone: "", name: "Bruno Prueba", first_name: "Bruno", last_name: "Prueba", labels: [] },
    ]);
  });

  it("Outlook: nobody is written to on a fax, on an assistant's phone, or on one of two landlines", async () => {
    const { columns, people } = await readExport("export-outlook.csv");
    expect(columns.export).toBe("outlook");
    expect(people).toEqual([
      {
        phone: "+34 600 000 012",
        first_name: "Ana",
        last_name: "Ejemplo",
        labels: ["vip", "Madrid"],
        custom: {
          email: "ana@example.com",
          job_title: "Owner",
          company: "Example Shoes",
          assistant_phone: "+34 910 000 098",
          business_city: "Toledo",
          city: "Madrid",
          country_name: "US",
          notes: "Likes red",
        },
      },
      { phone: "+1 202 555 0101", first_name: "Bruno", last_name: "Prueba" },
      { phone: "phone.several_numbers", first_name: "Carla", last_name: "Muestra" },
      { phone: "+1 202 555 0104", first_name: "Dora", last_name: "Muestra", labels: ["Proveedores"] },
    ]);
  });

  it("Outlook in Spanish and in Portuguese", async () => {
    const spanish = await readExport("export-outlook-es.csv");
    expect(spanish.columns.export).toBe("outlook");
    expect(spanish.people).toEqual([
      {
        phone: "+51 987 000 014",
        first_name: "Ana",
        middle_name: "María",
        last_name: "Ejemplo",
        labels: ["Clientes", "Lima"],
        custom: {
          company: "Zapatería Ejemplo",
          job_title: "Dueña",
          business_city: "Lima",
          country_name: "Perú",
          email: "ana@example.com",
        },
      },
      { phone: "phone.several_numbers", first_name: "Bruno", last_name: "Prueba" },
    ]);
    const portuguese = await readExport("export-outlook-pt.csv");
    expect(portuguese.columns.export).toBe("outlook");
    expect(portuguese.people).toEqual([
      {
        phone: "+55 11 98000-0012",
        first_name: "Ana",
        last_name: "Exemplo",
        labels: ["Clientes"],
        custom: { company: "Sapataria Exemplo", city: "Santos", country_name: "Brasil", email: "ana@example.com" },
      },
    ]);
  });

  it("Outlook in Portugal counts its second telephones", () => {
    const header = ["Primeiro nome", "Apelido", "Telemóvel", "2º telefone da residência", "Telefone da empresa"];
    expect(mapColumns(header, { map: [] }, "x.csv").phones.map(({ kind }) => kind)).toEqual([
      "mobile",
      "fixed",
      "fixed",
    ]);
  });

  it("a vCard, as its reader writes it out", async () => {
    const { columns, people } = await readExport("export-vcard-columns.csv");
    expect(columns.export).toBe("vcard");
    expect(columns.of.has("country")).toBe(false);
    expect(people).toEqual([
      {
        phone: "+34600000012",
        name: "Ana Ejemplo",
        first_name: "Ana",
        last_name: "Ejemplo",
        language: "es",
        time_zone: "Europe/Madrid",
        labels: ["vip", "madrid"],
        custom: {
          company: "Zapatería Ejemplo",
          job_title: "Dueña",
          email: "ana@example.com",
          address: "Calle Inventada 1, Madrid",
          city: "Madrid",
          country_name: "Estados Unidos",
          Plan: "oro",
        },
      },
    ]);
  });
});

describe("sales and marketing", () => {
  it("HubSpot: what it knows of e-mail is no opt-out from WhatsApp", async () => {
    const { columns, people } = await readExport("export-hubspot.csv");
    expect(columns.export).toBe("hubspot");
    expect(columns.of.has("opt_out")).toBe(false);
    expect(people.map(({ phone }) => phone)).toEqual(["+34 600 000 012", "+1 202 555 0102", "+1 202 555 0103"]);
    expect(people[0]).toMatchObject({
      first_name: "Ana",
      language: "es",
      custom: { hubspot_id: "101", country_name: "Spain", city: "Madrid", "Unsubscribed from all email": "true" },
    });
  });

  it("Mailchimp: when somebody agreed to e-mail is not when they agreed to this", async () => {
    const { columns, people } = await readExport("export-mailchimp.csv");
    expect(columns.export).toBe("mailchimp");
    expect([...columns.of.keys()].filter((field) => field.startsWith("consent"))).toEqual([]);
    expect(people).toEqual([
      {
        phone: "+34600000012",
        first_name: "Ana",
        last_name: "Ejemplo",
        time_zone: "Europe/Madrid",
        labels: ["VIP", "Blog, novedades"],
        custom: {
          email: "ana@example.com",
          address: "Calle Inventada 1  Madrid  28000  ES",
          birthday: "03/25",
        },
      },
    ]);
  });
});

describe("messaging", () => {
  it("Wati: the calling code beside the number, and columns of the business's own", async () => {
    const { columns, people } = await readExport("export-wati.csv");
    expect(columns.export).toBe("wati");
    expect(columns.of.get("consent_marketing")?.answers).toBe("unproved");
    expect(columns.of.get("consent_notices")).toMatchObject({ header: "acepta_avisos", answers: undefined });
    expect(people.map(({ phone, country, custom }) => [phone, readCountry(String(country)), custom])).toEqual([
      ["5550000013", "MX", { email: "ana@example.com", plan: "oro" }],
      ["2025550101", "US", { plan: "plata" }],
    ]);
  });

  it("respond.io", async () => {
    const { columns, people } = await readExport("export-respondio.csv");
    expect(columns.export).toBe("respondio");
    expect(columns.of.has("country")).toBe(false);
    expect(people).toMatchObject([{ phone: "+12025550101", language: "es", labels: ["vip", "lima"] }]);
  });

  it("Chatwoot", async () => {
    const { columns, people } = await readExport("export-chatwoot.csv");
    expect(columns.export).toBe("chatwoot");
    expect(people).toEqual([
      {
        phone: "+447700900012",
        name: "Ana Ejemplo",
        labels: ["vip", "lima"],
        consent: "yes",
        custom: {
          chatwoot_id: "1",
          email: "ana@example.com",
          identifier: "crm-17",
          document_number: "X0000000T",
          company: "Zapatería Ejemplo",
          custom_attribute_1: "oro",
        },
      },
    ]);
    expect((await readExport("export-chatwoot-default.csv")).columns.export).toBe("chatwoot");
  });

  it("Interakt: its user ids are not Meta's", async () => {
    const { columns, people } = await readExport("export-interakt.csv");
    expect(columns.export).toBe("interakt");
    expect(columns.of.has("user_id")).toBe(false);
    expect(people).toMatchObject([
      { phone: "600000012", country: "34", consent: "TRUE", custom: { interakt_id: "u-17", city: "Madrid" } },
      { phone: "2025550101", country: "1", consent: "FALSE" },
    ]);
  });

  it("our own: fields come back under their names, and people without a number too", async () => {
    const { columns, people } = await readExport("export-recado.csv");
    expect(columns.export).toBe("recado");
    expect(people).toEqual([
      {
        phone: "+34600000012",
        name: "Ana Ejemplo",
        language: "es_MX",
        time_zone: "America/Lima",
        labels: ["vip", "lima"],
        consent_marketing: "granted",
        consent_utility: "granted",
        consent_authentication: "unknown",
        consent_service: "declined",
        custom: { Ciudad: "Lima", email: "ana@example.com" },
      },
      {
        phone: "",
        user_id: "US.90817263544536271819",
        username: "ana.ejemplo",
        consent_marketing: "withdrawn",
        consent_utility: "unknown",
        consent_authentication: "unknown",
        consent_service: "unknown",
      },
    ]);
  });
});

describe("other formats", () => {
  it("a telephone's cards", async () => {
    const { columns, people } = await readExport("vcard-iphone.vcf");
    expect(columns.export).toBe("vcard");
    expect(people.every(({ phone }) => phone === "" || phone.startsWith("+"))).toBe(true);
  });

  it("our own cards: the states of a consent, as in our other exports", () => {
    const own = ["consent.marketing", "consent.utility", "consent.authentication", "consent.service"];
    const cards = { phones: 1, fields: new Set<string>(), consent: true };
    const columns = mapColumns(cardHeader(cards), { map: [] }, "all.vcf");
    expect(columns.all.filter(({ header }) => own.includes(header))).toMatchObject([
      { field: "consent_marketing", answers: "states" },
      { field: "consent_utility", answers: "states" },
      { field: "consent_authentication", answers: "states" },
      { field: "consent_service", answers: "states" },
    ]);
    const others = mapColumns(cardHeader({ ...cards, consent: false }), { map: [] }, "phone.vcf");
    expect([...others.of.keys()].filter((field) => field.startsWith("consent"))).toEqual([]);
  });

  it("our own JSON", async () => {
    const { columns, people } = await readExport("json-own-export.json");
    expect(columns.export).toBe("recado");
    expect(people[0]).toMatchObject({
      phone: "+12025550101",
      labels: ["vip", "lima"],
      consent_marketing: "granted",
      custom: { city: "Lima", since: "2024" },
    });
  });
});

describe("recognising", () => {
  it.each([
    [["Nombre", "Teléfono", "Ciudad"]],
    [["Name", "Phone"]],
    [["id", "name", "email", "phone_number", "city"]],
    [["First Name", "Last Name", "Mobile Phone", "Email"]],
    [["Contact ID", "First Name", "Phone Number"]],
    [["Country Code", "Phone Number"]],
    [["Phone", "Consent marketing", "Consent utility"]],
    [["constructor", "__proto__", "Phone"]],
  ])("%j is anybody's list", (header) => {
    expect(recogniseExport(header)).toBeUndefined();
  });

  it("is not put off by order, case or columns of somebody else", async () => {
    const { columns } = await readExport("export-google.csv");
    const header = columns.all.map(({ header: name }) => name.toUpperCase()).toReversed();
    expect(recogniseExport([...header, "Extra"])?.name).toBe("google");
  });

  it("survives its own file of rejects", async () => {
    const header = [
      ...(await readExport("export-outlook.csv")).columns.all.map(({ header: name }) => name),
      "row",
      "reason",
    ];
    const { all, custom, export: name } = mapColumns(header, { map: [] }, "rejects.csv");
    expect(name).toBe("outlook");
    expect(all.slice(-2).map(({ field }) => field)).toEqual(["ignore", "ignore"]);
    expect(custom.map(({ key }) => key)).not.toContain("reason");
  });

  it("a person decides against it", async () => {
    const header = (await readExport("export-outlook.csv")).columns.all.map(({ header: name }) => name);
    const { phones, all } = mapColumns(header, { map: parseMap(["phone=Home Phone"]) }, "outlook.csv");
    expect(phones.map(({ header: name }) => name)).toEqual(["Home Phone"]);
    expect(all.find(({ header: name }) => name === "Mobile Phone")?.field).toBe("custom");
  });

  it("is called by its name", () => {
    expect(titleOfExport("google")).toBe("Google Contacts");
    expect(titleOfExport("respondio")).toBe("respond.io");
  });
});
