import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { refOf } from "../../core/ids.ts";
import { monthAt, monthRange } from "../../domain/costs/calendar.ts";
import { buildCostReport, type CostReport } from "../../domain/costs/report.ts";
import { readCostFacts } from "../../domain/costs/report/facts.ts";
import { costReportJson } from "../../domain/costs/report/json.ts";
import { shippedTariff } from "../../domain/costs/tariff.ts";
import { contactList, type Contact } from "../../domain/contacts/view.ts";
import { spoolInput } from "../../domain/import/formats/spool.ts";
import { importList } from "../../domain/import/import-list.ts";
import type { ImportReport } from "../../domain/import/report.ts";
import { countStates, isOver } from "../../domain/messages/states.ts";
import { explainCode } from "../../graph/error-codes.ts";
import { getMessages } from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { simulatorEnvironment } from "../../simulator/environment.ts";
import { importView } from "../contacts/import-view.ts";
import { costView } from "../costs/report-blocks.ts";
import { reasonText, stateWords } from "../messages/words.ts";
import { untilAborted } from "../until-aborted.ts";
import contactsCsv from "./contacts.csv";
import type { demoInput } from "./index.ts";
import { sendNotices } from "./notices.ts";
import { openStage, type Stage } from "./stage.ts";
import { autumnOffer, demoTemplates, orderShipped } from "./templates.ts";
import { commandsToTry, demoWords } from "./words.ts";

export async function run(input: InputOf<typeof demoInput>, context: Context): Promise<View> {
  await using stage = await openStage(context.clock, input.keep);
  const tell = (...blocks: Block[]): void => {
    if (context.format === "table") context.show(view({ data: undefined, blocks }));
  };
  tell(line(demoWords.intro, "strong"), line(""));

  tell(line(demoWords.templates, "strong"), ...(await makeTemplates(stage)), line(""));
  tell(line(demoWords.contacts, "strong"));
  const imported = importView(await importSample(stage), undefined);
  tell(...imported.blocks, line(""));

  const { contacts } = await contactList(stage.db, { limit: 1_000 });
  await setTheScene(stage, contacts);
  tell(line(demoWords.send, "strong"));
  const notices = await sendNotices(stage, context, {
    template: orderShipped,
    people: contacts,
    values: (person) => ({
      nombre: firstName(person),
      pedido: person.fields["Pedido"] ?? "A-1000",
      "button.0": person.fields["Pedido"] ?? "A-1000",
    }),
    key: "order-notices",
  });
  const settledNotices = await settle(stage, notices);
  tell(messageTable(settledNotices), line(""));

  tell(line(demoWords.answers, "strong"));
  stage.heard();
  const optedOut = await customersAnswer(stage, settledNotices);
  tell(
    ...stage
      .heard()
      .filter(({ kind }) => kind === "inbound")
      .map(({ text }) => line(text)),
    line(""),
  );

  tell(line(demoWords.offer, "strong"));
  const offers = await sendNotices(stage, context, {
    template: autumnOffer,
    people: contacts.filter((person) => person.consent.marketing === "granted"),
    values: (person) => ({ nombre: firstName(person), descuento: "20 %" }),
    key: "autumn-offer",
  });
  const settledOffers = await settle(stage, offers);
  tell(messageTable(settledOffers), line(""));

  tell(line(demoWords.costs, "strong"));
  const costs = await costsSoFar(stage);
  tell(...costView(costs).blocks, line(""));
  if (input.keep) await stayOpen(stage, context);
  else tell(line(demoWords.end));

  return view({
    data: {
      import: imported.data,
      notices: countStates(settledNotices),
      offers: countStates(settledOffers),
      optedOut,
      costs: costReportJson(costs),
    },
    rows: [...settledNotices, ...settledOffers].map((row) => ({
      to: row.customer_phone,
      template: row.template,
      state: row.state,
      reason: row.reason,
    })),
    blocks: [],
  });
}

/** The report of the month that the demo plays in. */
async function costsSoFar({ db, clock }: Stage): Promise<CostReport> {
  const now = clock.now();
  const about = { period: monthRange(monthAt(now)), tariff: shippedTariff, now };
  const facts = await readCostFacts(db, { ...about, groupings: ["category"] });
  return buildCostReport(facts, { ...about, by: "category", currency: "USD" });
}

function firstName(person: Contact): string {
  const name = person.name ?? "";
  // "Prueba, Lucía" is how a sheet sorted by surname has it.
  return (name.includes(",") ? name.split(",")[1] : name)?.trim().split(/\s+/)[0] || "cliente";
}

async function makeTemplates(stage: Stage): Promise<Block[]> {
  const { simulator, graph } = stage;
  const rows = [];
  for (const template of demoTemplates) {
    const { id } = await graph.templates.create(simulator.wabaId, template);
    simulator.setTemplateStatus(id, { status: "APPROVED" });
    rows.push([template.name, template.category.toLowerCase(), { text: demoWords.approved, tone: "good" } as const]);
  }
  return [
    table(
      [
        { header: { en: "Template", es: "Plantilla" } },
        { header: { en: "Category", es: "Categoría" } },
        { header: { en: "Status", es: "Estado" } },
      ],
      rows,
    ),
  ];
}

/** Real lists have people who left WhatsApp, and people who hide that they read. */
async function setTheScene({ simulator }: Stage, contacts: readonly Contact[]): Promise<void> {
  const [one, two] = contacts.filter(({ consent }) => consent.utility === "granted").slice(-2);
  if (one?.phone) simulator.customer(one.phone, { onWhatsApp: false });
  if (two?.phone) simulator.customer(two.phone, { readReceipts: false });
}

/** Waits until every message was read, delivered to somebody who hides it, or failed; a few tenths of a second. */
async function settle(stage: Stage, sent: readonly MessageRow[]): Promise<readonly MessageRow[]> {
  const ids = sent.map(({ id }) => id);
  const deadline = stage.clock.now() + 3_000;
  for (;;) {
    await stage.listener.idle();
    const found = new Map((await getMessages(stage.db, ids)).map((row) => [row.id, row]));
    const rows = ids.map((id) => found.get(id)).filter((row) => row !== undefined);
    const hiding = rows.filter(({ state }) => state === "delivered").length;
    const over = rows.filter(({ state }) => state === "read" || isOver(state)).length;
    if (over + Math.min(hiding, 1) === rows.length || stage.clock.now() > deadline) return rows;
    await stage.clock.sleep(50);
  }
}

const contactOf = (row: MessageRow): string | null => (row.contact_id === null ? null : refOf("con", row.contact_id));

/** The list travels in the program; an import reads files. */
async function importSample(stage: Stage): Promise<ImportReport> {
  const file = await spoolInput(Readable.from([Buffer.from(contactsCsv)]), tmpdir());
  try {
    return await importList(
      stage.db,
      { path: file.path, name: "contactos.csv" },
      {
        country: "ES",
        map: [],
        requireConsent: false,
        evidenceFolder: tmpdir(),
        now: stage.clock.now(),
        actor: "demo",
        runner: thisRunner(),
      },
    );
  } finally {
    await file.discard();
  }
}

/** Three of those who read answer; one of them with BAJA. */
async function customersAnswer(stage: Stage, notices: readonly MessageRow[]): Promise<string | null> {
  const readers = notices.filter(({ state }) => state === "read");
  const answers = ["¡Gracias! ¿Llega hoy?", "BAJA", "Perfecto 👍"];
  const { contacts } = await contactList(stage.db, { limit: 1_000 });
  const wantsOffers = (row: MessageRow): boolean =>
    contacts.some(({ id, consent }) => id === contactOf(row) && consent.marketing === "granted");
  const leaving = readers.find(wantsOffers);
  const goneId = leaving && contactOf(leaving);
  const others = readers.filter((row) => row !== leaving);
  const writers = [others[0], leaving, others[1]];
  for (const [place, row] of writers.entries()) {
    const text = answers[place];
    if (row?.customer_phone && text !== undefined) {
      const name = contacts.find(({ id }) => id === contactOf(row))?.name ?? "";
      stage.simulator.inbound({ from: row.customer_phone, profile: { name }, text });
    }
  }
  const deadline = stage.clock.now() + 3_000;
  for (;;) {
    await stage.listener.idle();
    const after = (await contactList(stage.db, { limit: 1_000 })).contacts;
    const gone = after.find(({ id, consent }) => id === goneId && consent.marketing === "withdrawn");
    if (gone !== undefined || stage.clock.now() > deadline) return gone?.phone ?? null;
    await stage.clock.sleep(50);
  }
}

function messageTable(rows: readonly MessageRow[]): Block {
  return table(
    [
      { header: { en: "To", es: "Para" }, whole: true },
      { header: { en: "State", es: "Estado" }, whole: true },
      { header: { en: "Why", es: "Motivo" } },
    ],
    rows.map((row) => [
      row.customer_phone,
      stateWords[row.state],
      row.error_code === null
        ? row.reason === null
          ? null
          : { text: reasonText(row.reason) }
        : { text: explainCode(row.error_code).title },
    ]),
  );
}

async function stayOpen(stage: Stage, context: Context): Promise<void> {
  const variables = { ...simulatorEnvironment(stage.simulator), RECADO_DATABASE_URL: stage.databaseUrl };
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
  const lines = [...exports, "", ...commandsToTry.map((command) => `  ${command}`)];
  context.note(demoWords.keep);
  context.host.stderr.write(`\n${lines.join("\n")}\n\n`);
  await untilAborted(context.signal);
}
