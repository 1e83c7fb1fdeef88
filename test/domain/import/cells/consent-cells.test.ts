import { describe, expect, it } from "vitest";
import { consentReader } from "../../../../src/domain/import/cells/consent-cells.ts";
import type { FileConsent, RowConsent } from "../../../../src/domain/import/cells/consent-cells.ts";
import type { CellRefusal } from "../../../../src/domain/import/cells/refusals.ts";
import { mapColumns } from "../../../../src/domain/import/mapping/headers.ts";

const now = Date.UTC(2026, 10, 20, 12);
const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date);

type Row = Readonly<Record<string, string>>;

/** Reads one row of a list whose headers are the keys. */
function read(row: Row, file?: FileConsent): RowConsent | CellRefusal {
  const header = ["Teléfono", ...Object.keys(row)];
  const columns = mapColumns(header, { map: [] }, "list.csv");
  return consentReader(columns, file, "day-first", now)(["+34600000012", ...Object.values(row)]);
}

function consent(row: Row, file?: FileConsent): RowConsent {
  const reading = read(row, file);
  if ("code" in reading) throw new Error(reading.code);
  return reading;
}

function refusal(row: Row, file?: FileConsent): readonly [column: string, code: string] {
  const reading = read(row, file);
  if (!("code" in reading)) throw new Error("it was read");
  return [reading.column.header, reading.code];
}

const grants = (row: Row, file?: FileConsent): string[] => consent(row, file).grants.toSorted();
const denials = (row: Row, file?: FileConsent): Record<string, string> =>
  Object.fromEntries(consent(row, file).denials);

describe("who agrees to what", () => {
  it("a general yes is to everything but marketing, unless purposes stand beside it", () => {
    expect(grants({ Acepta: "sí" })).toEqual(["authentication", "service", "utility"]);
    expect(grants({ Acepta: "sí", Finalidad: "publicidad" })).toEqual(["marketing"]);
    expect(grants({ Acepta: "sí" }, { purposes: ["marketing"] })).toEqual(["marketing"]);
    expect(grants({ Acepta: "" })).toEqual([]);
  });

  it.each([
    ["Acepta avisos", ["service", "utility"]],
    ["Acepta ofertas", ["marketing"]],
    ["Consent utility", ["utility"]],
    ["Acepta códigos", ["authentication"]],
    ["Acepta atención", ["service"]],
  ])("a yes in %s", (header, purposes) => {
    expect(grants({ [header]: "x" })).toEqual(purposes);
  });

  it("a no names its purpose, and a blank keeps what is said about the file from being taken for a yes", () => {
    const file = { source: "form" };
    expect(denials({ "Consent utility": "no" }, file)).toEqual({ utility: "named" });
    expect(grants({ "Consent utility": "no" }, file)).toEqual(["authentication", "service"]);
    expect(grants({ "Consent service": "" }, file)).toEqual(["authentication", "utility"]);
    expect(denials({ "Acepta avisos": "no" })).toEqual({
      utility: "named",
      service: "named",
      authentication: "implied",
    });
    expect(grants({ "Acepta avisos": "sí", "Consent utility": "no" })).toEqual(["service"]);
  });

  it("an opt-out is one from everything, whatever else stands there", () => {
    const row = { Acepta: "sí", Baja: "x", "Fecha de aceptación": "25/03/2025" };
    expect(grants(row, { source: "form" })).toEqual([]);
    expect(denials(row)).toEqual({
      marketing: "opt-out",
      utility: "opt-out",
      authentication: "opt-out",
      service: "opt-out",
    });
    expect(consent(row).deniedAt).toBeUndefined();
  });

  it("who is not asked for a yes agrees by a date or a purpose", () => {
    expect(grants({ "Fecha de aceptación": "25/03/2025" })).toEqual(["authentication", "service", "utility"]);
    expect(grants({ "Fecha de aceptación": "" }, { source: "form" })).toEqual([]);
    expect(grants({ Finalidad: "avisos" })).toEqual(["utility"]);
  });

  it.each([
    [{ Acepta: "quizás" }, "Acepta", "consent.unreadable"],
    [{ Baja: "pendiente" }, "Baja", "consent.unreadable"],
    [{ Acepta: "sí", Finalidad: "sorteos" }, "Finalidad", "consent.purpose_unknown"],
    [{ Acepta: "sí", "Fecha de aceptación": "31/02/2025" }, "Fecha de aceptación", "consent.date_unreadable"],
    [{ Acepta: "sí", "Fecha de aceptación": "45741" }, "Fecha de aceptación", "consent.date_serial"],
    [{ Acepta: "sí", "Fecha de aceptación": "22/11/2026" }, "Fecha de aceptación", "consent.date_in_future"],
    [
      { Acepta: "sí", "Prueba de consentimiento": "en papel" },
      "Prueba de consentimiento",
      "consent.evidence_unreadable",
    ],
  ])("%j is refused in %s", (row, column, code) => {
    expect(refusal(row as unknown as Row)).toEqual([column, code]);
  });

  it("a date that can be read in two ways is refused, and today anywhere in the world is not the future", () => {
    const columns = mapColumns(["Teléfono", "Acepta", "Fecha de aceptación"], { map: [] }, "list.csv");
    const reader = consentReader(columns, undefined, undefined, now);
    expect(reader(["", "sí", "03/04/2025"])).toMatchObject({ code: "consent.date_ambiguous" });
    expect(reader(["", "sí", "21/11/2026"])).toMatchObject({ at: day(2026, 11, 21) });
    expect(reader(["", "sí", "2026-11-20 12:00:01"])).toMatchObject({ code: "consent.date_in_future" });
    expect(reader(["", "sí", "2026-11-20 12:00:00"])).toMatchObject({ at: now });
  });

  it("a no is heard whatever its date and its evidence are", () => {
    const row = { Acepta: "no", "Fecha de aceptación": "31/02/2025", "Prueba de consentimiento": "en papel" };
    expect(consent(row)).toMatchObject({ at: undefined, deniedAt: undefined, proof: { evidence: undefined } });
    expect(consent({ ...row, "Fecha de aceptación": "25/03/2025" }).deniedAt).toEqual({
      at: day(2025, 3, 25),
      until: day(2025, 3, 26),
    });
    expect(consent({ ...row, "Fecha de aceptación": "22/11/2026" }).deniedAt).toBeUndefined();
  });
});

describe("the proof", () => {
  const file: FileConsent = {
    source: "store form",
    method: "paper",
    wording: "I agree",
    wordingVersion: "v1",
    evidence: "https://example.com/form",
    actor: "luz",
    date: day(2025, 1, 1),
  };
  const nothing = {
    method: undefined,
    source: undefined,
    wording: undefined,
    wordingVersion: undefined,
    evidence: undefined,
    actor: undefined,
    ip: undefined,
    userAgent: undefined,
  };

  it("is what the row says, and where it is silent what was said about the file", () => {
    const row = {
      Acepta: "sí",
      "Origen del consentimiento": "  feria\u00a02026 ",
      "Método de consentimiento": "web form",
      "Texto del consentimiento": "Acepto.\nTambién ofertas.",
      "Versión del consentimiento": "",
      "Prueba de consentimiento": "pruebas/ana.pdf",
      "Consent collected by": "\u001b[31mana\u001b[0m",
      "IP del consentimiento": "192.0.2.1",
      "Consent user agent": "Firefox",
      "Fecha de aceptación": "",
    };
    expect(consent(row, file)).toMatchObject({
      at: day(2025, 1, 1),
      proof: {
        source: "feria 2026",
        method: "web form",
        wording: "Acepto.\nTambién ofertas.",
        wordingVersion: "v1",
        evidence: "pruebas/ana.pdf",
        actor: "ana",
        ip: "192.0.2.1",
        userAgent: "Firefox",
      },
    });
    expect(consent({}, file).proof).toEqual({ ...nothing, ...file, date: undefined });
  });

  it("of a file is about who agreed: it does not stand beside a no", () => {
    expect(consent({ Acepta: "no" }, file).proof).toEqual(nothing);
    const row = { Acepta: "no", "Origen del consentimiento": "mostrador" };
    expect(consent(row, file).proof).toEqual({ ...nothing, source: "mostrador" });
  });

  it("without a source proves nothing of a whole file", () => {
    expect(grants({}, { date: day(2025, 1, 1), method: "paper" })).toEqual([]);
    expect(grants({}, file)).toEqual(["authentication", "service", "utility"]);
    expect(grants({}, { ...file, purposes: ["marketing"] })).toEqual(["marketing"]);
  });
});

describe("another program's marks", () => {
  const reader = (header: readonly string[], file?: FileConsent): ((cells: readonly string[]) => RowConsent) => {
    const reads = consentReader(mapColumns(header, { map: [] }, "x.csv"), file, undefined, now);
    return (cells) => {
      const reading = reads(cells);
      if ("code" in reading) throw new Error(reading.code);
      return reading;
    };
  };
  const ours = ["id", "phone", "waId", "consent.marketing", "consent.utility", "consent.service"];

  it("our own export tells what was granted, not why: it counts where it is said where the people agreed", () => {
    const cells = ["con_1", "+34600000012", "34600000012", "granted", "unknown", ""];
    expect(reader(ours)(cells).grants).toEqual([]);
    expect(reader(ours, { date: now })(cells).grants).toEqual([]);
    expect(reader(ours, { source: "moved from the old computer" })(cells).grants.toSorted()).toEqual([
      "authentication",
      "marketing",
    ]);
  });

  it("who withdrew there has withdrawn here too, and who declined has declined", () => {
    const { denials: said } = reader(ours, { source: "x" })(["con_1", "+34600000012", "", "withdrawn", "declined", ""]);
    expect(Object.fromEntries(said)).toEqual({ marketing: "opt-out", utility: "named" });
  });

  it("Wati's broadcasts are allowed to everybody: only a no says something by itself", () => {
    const wati = ["Name", "CountryCode", "Phone", "AllowBroadcast"];
    expect(reader(wati)(["Ana", "34", "600000012", "TRUE"]).grants).toEqual([]);
    expect([...reader(wati)(["Ana", "34", "600000012", "FALSE"]).denials]).toEqual([["marketing", "named"]]);
    expect(reader(wati, { source: "form" })(["Ana", "34", "600000012", "TRUE"]).grants).toContain("marketing");
  });

  it("Interakt asks whether the person agreed", () => {
    const interakt = ["Country Code", "Phone Number", "WhatsApp Opted"];
    expect(reader(interakt)(["34", "600000012", "TRUE"]).grants).toEqual(["utility", "authentication", "service"]);
    expect([...reader(interakt)(["34", "600000012", "FALSE"]).denials.values()]).toEqual([
      "named",
      "named",
      "named",
      "named",
    ]);
  });
});

it("a row is read the same whether others came before it or not", () => {
  const header = ["Teléfono", "Acepta avisos", "Acepta ofertas", "Baja", "Finalidad", "Fecha de aceptación"];
  const columns = mapColumns(header, { map: [] }, "list.csv");
  const answers = ["sí", "no", "", "quizás"];
  const rows = answers.flatMap((notices) =>
    answers.flatMap((offers) =>
      ["", "x"].flatMap((out) =>
        ["", "marketing"].flatMap((purpose) =>
          ["", "25/03/2025", "45741"].map((date) => ["+34600000012", notices, offers, out, purpose, date]),
        ),
      ),
    ),
  );
  const shared = consentReader(columns, { source: "form" }, undefined, now);
  for (let round = 0; round < 2; round++) {
    for (const row of rows) {
      expect(shared(row)).toEqual(consentReader(columns, { source: "form" }, undefined, now)(row));
    }
  }
});
