import { join } from "node:path";
import { expect, it } from "vitest";
import { marketWord } from "../../src/commands/costs/market-words.ts";
import { marketNames } from "../../src/domain/costs/market.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { insertMessages } from "../../src/storage/repos/messages.ts";
import { messageRow, noon } from "../helpers/rows.ts";
import { runRecado, temporaryFolder } from "../helpers/run.ts";

async function monthOfMessages(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  const taken = { state: "delivered", accepted_at: noon, market: "Mexico" } as const;
  await insertMessages(db, [
    messageRow(0, { ...taken, settled_micros: 7_000, priced_at: noon }),
    messageRow(1, { ...taken, market: "Rest of Latin America", estimate_evidence: "inferred" }),
    messageRow(2, { ...taken, market: "Rest of Latin America", estimate_evidence: "derived" }),
    messageRow(3, { ...taken, category: "marketing", market: "Brazil", estimate_micros: null }),
    messageRow(4, { ...taken, category: "service", settled_micros: 0, estimate_evidence: "rule" }),
    messageRow(5, { state: "uncertain", market: "Mexico", created_at: noon }),
  ]);
  await db.close();
  return home;
}

const report = async (home: string, ...args: string[]) =>
  (await runRecado(["costs", "report", "--month", "2026-10", ...args], { home })).stdout;

it("tells a month in the reader's words", async () => {
  const home = await monthOfMessages();
  const english = await report(home);
  expect(english).toMatch(/^Category +Messages +Charged +Free +Amount$/m);
  expect(english).toContain("~ 0.017 USD of this is an estimate: Meta has not confirmed it yet.");
  expect(english).toContain("Uncertain messages, not included: 1.");
  expect(english).toContain("No rate is known for Brazil, marketing. Messages not included: 1.");
  expect(english).toContain("Rates: worked out from other rates, Meta's own file. What counts is Meta's invoice.");

  const spanish = await report(home, "--lang", "es");
  expect(spanish).toMatch(/^Categoría +Mensajes +Con cargo +Sin cargo +Importe$/m);
  expect(spanish).toMatch(/^avisos +3 /m);
  expect(spanish).toMatch(/^publicidad +1 /m);
  expect(spanish).toMatch(/^atención +1 +0 +1 /m);
  expect(spanish).toContain("~ 0.017 USD son una estimación: Meta aún no la confirma.");
  expect(spanish).toContain("Mensajes inciertos, no incluidos: 1.");
  expect(spanish).toContain("Se desconoce la tarifa de Brasil, publicidad. Mensajes no incluidos: 1.");
  expect(spanish).toContain(
    "Tarifas: deducidas de otras tarifas, archivo de Meta. Lo que cuenta es la factura de Meta.",
  );
});

it("names markets in Spanish for people, and as Meta does for programs", async () => {
  const home = await monthOfMessages();
  const spanish = await report(home, "--by", "market", "--lang", "es");
  expect(spanish).toMatch(/^Resto de América Latina +2 /m);
  expect(spanish).toMatch(/^México +2 /m);
  const json: unknown = JSON.parse(await report(home, "--by", "market", "--lang", "es", "--json"));
  expect(json).toMatchObject({
    rows: [{ key: { market: "Rest of Latin America" } }, { key: { market: "Mexico" } }, { key: { market: "Brazil" } }],
    evidence: ["derived", "inferred", "meta-file"],
  });
});

it("every market that Meta prices has a Spanish name", () => {
  const alike = marketNames().filter((name) => marketWord(name).es === name);
  expect(alike).toEqual([
    "Argentina",
    "Bangladesh",
    "Chile",
    "Colombia",
    "Hong Kong",
    "India",
    "Indonesia",
    "Israel",
    "Kuwait",
    "Nepal",
    "Nigeria",
    "Sri Lanka",
  ]);
});
