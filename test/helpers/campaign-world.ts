import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { formatMicros, parseMicros } from "../../src/core/money.ts";
import { openDatabase } from "../../src/storage/open.ts";
import {
  answerOf,
  freshHome,
  recado,
  startRecado,
  until,
  type Ended,
  type ProcessOptions,
  type Running,
} from "./processes.ts";
import {
  startListenerProcess,
  startSimulatorProcess,
  timesReceived,
  wrongsOf,
  type SimulatorProcess,
} from "./simulator-process.ts";

/** An offer with a name in it and a button to opt out. */
const offer = {
  name: "oferta",
  language: "es",
  category: "MARKETING",
  status: "APPROVED",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola {{nombre}}, hoy todo a mitad de precio.",
      example: { body_text_named_params: [{ param_name: "nombre", example: "Ana" }] },
    },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No recibir más" }] },
  ],
};

/** Webhooks come as they do from Meta: several in one, some of them twice, some late. */
const chaos = { batch: 100, duplicate: 0.3, reorder: 0.3, seed: "otoño" };

const campaignName = "otoño";

/** `campaigns start|resume|show --json` */
export interface Status {
  readonly state: string;
  readonly reason: string | null;
  readonly runner: { readonly name: string } | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** What scripts rely on of `campaigns recipients --json`. */
export interface Recipient {
  readonly to: string;
  readonly state: string;
  readonly reason: string | null;
  readonly wamid: string | null;
}

/** Of `campaigns report --json`, what is added up. */
interface Report {
  readonly people: {
    readonly list: number;
    readonly recipients: number;
    readonly states: Readonly<Record<string, number>>;
    readonly taken: number;
  };
  readonly cost: { readonly currency: string; readonly spent: string; readonly settled: string };
}

/** A business with a campaign planned for so many people, against a simulator in a process of its own. */
export interface CampaignWorld {
  readonly simulator: SimulatorProcess;
  readonly to: readonly string[];
  /** Of its processes. */
  readonly options: ProcessOptions;
  /** `recado campaigns <verb> otoño …`, to its end. */
  run(verb: string, ...args: string[]): Promise<Ended>;
  begin(verb: string, ...args: string[]): Promise<Running>;
  show(): Promise<Status>;
  recipients(state?: string): Promise<readonly Recipient[]>;
  /** The report agrees with what the simulator took and charges, to the last person and the last millionth. */
  expectReportAddsUp(): Promise<void>;
  /** How often the campaign's message arrived at each person, as the simulator counts. */
  received(): Promise<ReadonlyMap<string, number>>;
  /** What is wrong with what recado says of its people: empty when everybody is accounted for. */
  wrongs(): Promise<string[]>;
  /** Starts it again and again until it is done. */
  finish(): Promise<void>;
  /** How many messages the database itself calls being sent (by a process that is gone, say) or uncertain. */
  open(): Promise<number>;
  /** `recado webhooks listen`; on the port of the one before. */
  listen(): Promise<Running>;
  /** Every webhook that did not arrive is brought again, and what went out is known by its webhooks. */
  webhooksSettle(): Promise<void>;
}

interface CampaignWorldOptions {
  readonly people: number;
  /** Of `campaigns create`. */
  readonly rate?: string;
  /** Where the data are; a file of the home when left out. */
  readonly database?: string;
}

function listOf(to: readonly string[]): string {
  return `name,phone\n${to.map((phone, place) => `Ana ${place},${phone}\n`).join("")}`;
}

function answered(ended: Ended): unknown {
  if (ended.code !== 0) throw new Error(`${String(ended.code)}: ${ended.stderr}`);
  return answerOf(ended);
}

export async function campaignWorld({ people, rate = "max", database }: CampaignWorldOptions): Promise<CampaignWorld> {
  const home = freshHome();
  const simulator = await startSimulatorProcess();
  await simulator.control("POST", "templates", offer);
  await simulator.control("POST", "limits", { mps: null, pair: null, portfolio: null });
  const options = { home, cwd: home, env: { ...simulator.env, RECADO_DATABASE_URL: database } };
  const to = Array.from({ length: people }, (_, place) => `+34600${String(place).padStart(6, "0")}`);
  writeFileSync(join(home, "lista.csv"), listOf(to));
  const consent = ["--consent-source", "form", "--consent-purpose", "marketing"];
  answered(await recado(["contacts", "import", "lista.csv", ...consent, "--json"], options));
  const how = ["--param", "nombre={{first_name}}", "--timezone", "UTC", "--rate", rate];
  const create = ["campaigns", "create", campaignName, "--template", offer.name, "--all", ...how, "--json"];
  const plan = answered(await recado(create, options)) as {
    readonly recipients: number;
    readonly estimate: { readonly lines: readonly { readonly rate: string }[] };
  };
  if (plan.recipients !== people) throw new Error(`planned for ${plan.recipients}`);

  // All of them live in one country, and marketing has no tiers: one rate for all.
  const [line, ...otherLines] = plan.estimate.lines;
  const micros = parseMicros(line?.rate ?? "");
  if (micros === undefined || otherLines.length > 0) throw new Error("not one rate for all");

  let port: string | undefined;
  const words = (verb: string, args: readonly string[]): string[] => [
    "campaigns",
    verb,
    campaignName,
    ...args,
    "--json",
  ];
  const run: CampaignWorld["run"] = async (verb, ...args) => recado(words(verb, args), options);
  const recipients: CampaignWorld["recipients"] = async (state) => {
    const only = state === undefined ? [] : ["--state", state];
    const answer = answered(await run("recipients", "--all", ...only));
    return (answer as { recipients: Recipient[] }).recipients;
  };
  const received = async (): Promise<ReadonlyMap<string, number>> => timesReceived(await simulator.messages());
  const world: CampaignWorld = {
    simulator,
    to,
    options,
    run,
    begin: async (verb, ...args) => startRecado(words(verb, args), options),
    show: async () => answered(await run("show")) as Status,
    recipients,
    expectReportAddsUp: async () => {
      const messages = await simulator.messages();
      const billable = messages.filter(({ pricing }) => pricing?.billable === true).length;
      const amount = formatMicros(billable * micros);
      let report = answered(await run("report")) as Report;
      // Who has read it may have done so before the delivery, which says the price, was told.
      await until("all prices are told", async () => {
        report = answered(await run("report")) as Report;
        return report.cost.settled === amount;
      }).catch(() => {});
      const states = Object.values(report.people.states).reduce((sum, count) => sum + count, 0);
      const { list, recipients: written, taken } = report.people;
      expect({ list, written, states, taken }).toEqual({
        list: people,
        written: people,
        states: people,
        taken: messages.length,
      });
      expect(report.cost).toMatchObject({ currency: "USD", spent: amount, settled: amount });
    },
    received,
    wrongs: async () => wrongsOf(to, await recipients(), await received()),
    finish: async () => {
      for (let attempt = 0; attempt < 10; attempt++) {
        const ended = await run("start", "--yes", "--rate", "max");
        if (ended.code !== 0 && ended.code !== 6 && ended.code !== 7) throw new Error(ended.stderr);
        if ((answerOf(ended) as Status).state === "done") return;
      }
      throw new Error("it is never done");
    },
    open: async () => {
      const db = await openDatabase(database ?? join(home, "default.db"));
      const rows = await db.query(
        "SELECT id FROM messages WHERE state IN ('sending', 'uncertain') AND retried_by IS NULL",
      );
      await db.close();
      return rows.length;
    },
    listen: async () => {
      const listener = await startListenerProcess(simulator, { ...options, ...(port === undefined ? {} : { port }) });
      port = new URL(listener.url).port;
      await simulator.control("POST", "webhook", { chaos });
      return listener;
    },
    webhooksSettle: async () => {
      const known = new Set((await simulator.messages()).map((message) => message.id));
      await simulator.control("POST", "webhook/redeliver", {});
      const isSettled = async (): Promise<boolean> => {
        const listed = await recipients();
        return listed.filter(({ state }) => state === "read").length === known.size;
      };
      await until("all webhooks are taken in", isSettled, 120_000);
    },
  };
  return world;
}
