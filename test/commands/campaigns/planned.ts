import { join } from "node:path";
import { group } from "../../../src/cli/command.ts";
import { controlCommands } from "../../../src/commands/campaigns/control-specs.ts";
import { work } from "../../../src/commands/work/index.ts";
import type { CampaignSpec } from "../../../src/domain/campaigns/spec.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import type { Simulator, SimulatorOptions } from "../../../src/testing.ts";
import { contactRow, messageRow } from "../../helpers/rows.ts";
import { runTree, type RunOptions, type RunResult } from "../../helpers/run.ts";
import { connectedHome, simulator } from "../accounts.ts";

export const tree = [
  group({ name: "campaigns", summary: { en: "campaigns", es: "campañas" }, commands: controlCommands }),
  work,
];

/** A notice without variables. */
export const notice = {
  name: "aviso_de_cierre",
  language: "es",
  category: "UTILITY" as const,
  parameter_format: "POSITIONAL" as const,
  components: [{ type: "BODY" as const, text: "Este viernes cerramos a las cinco." }],
};

const content = JSON.stringify({
  type: "template",
  template: { name: notice.name, language: { code: notice.language } },
});

export const phoneOf = (place: number): string => `+120255501${String(place).padStart(2, "0")}`;

/** A plan for so many people; `changes` to what is frozen. */
function specOf(sim: Simulator, changes: Partial<CampaignSpec> = {}): CampaignSpec {
  return {
    version: 1,
    wabaId: sim.wabaId,
    phoneNumberId: sim.phoneNumberId,
    variants: [{ name: "A", template: notice.name, params: {} }],
    seed: "s",
    language: "auto",
    templates: [{ variant: "A", content: { id: "1", status: "APPROVED", ...notice } }],
    source: { kind: "contacts", filter: {} },
    timeZone: "UTC",
    maxFailures: 0.2,
    plannedAt: 0,
    actor: "ana",
    ledgerSeq: 0,
    counts: { recipients: 0, excluded: {} },
    limits: { used: 0, perSecond: 80 },
    ...changes,
  };
}

export interface Shop {
  readonly sim: Simulator;
  readonly home: string;
  /** Works on the home's database, closed afterwards. */
  readonly with: <Result>(body: (db: Database) => Promise<Result>) => Promise<Result>;
  /** Plans a campaign for people who agreed; answers its id. */
  readonly plan: (
    name: string,
    people: number,
    changes?: { readonly spec?: Partial<CampaignSpec>; readonly message?: (place: number) => Partial<MessageRow> },
  ) => Promise<number>;
  /** `recado campaigns …` */
  readonly recado: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
}

/** A connected home whose account has the notice, and no limits. */
export async function shop(options?: SimulatorOptions): Promise<Shop> {
  const sim = await simulator(options);
  sim.template({ ...notice, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  const withDatabase: Shop["with"] = async (body) => {
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    try {
      return await body(db);
    } finally {
      await db.close();
    }
  };
  let added = 0;
  return {
    sim,
    home,
    with: withDatabase,
    plan: async (name, people, { spec, message } = {}) =>
      withDatabase(async (db) => {
        const places = Array.from({ length: people }, (_, place) => added + place);
        added += people;
        const contacts = await addContacts(
          db,
          places.map((place) => {
            const { id: _, ...row } = contactRow(place + 1, { consent: "gggg" });
            const phone = phoneOf(place);
            return { ...row, phone, given_phone: phone, match_key: Number(phone.slice(1)) };
          }),
        );
        const now = Date.now();
        const frozen = specOf(sim, { counts: { recipients: people, excluded: {} }, ...spec });
        const id = await createCampaign(db, {
          name,
          phone_number_id: sim.phoneNumberId,
          state: "planned",
          created_at: now,
          spec: JSON.stringify(frozen),
        });
        if (id === undefined) throw new Error(`there is a campaign "${name}" already`);
        await insertMessages(
          db,
          contacts.map((contact, position) =>
            messageRow(position, {
              id: `msg_${id}_${String(position).padStart(4, "0")}`,
              campaign_id: id,
              phone_number_id: sim.phoneNumberId,
              customer_phone: contact.phone,
              contact_id: contact.id,
              template: notice.name,
              content,
              created_at: now,
              updated_at: now,
              ...message?.(position),
            }),
          ),
        );
        return id;
      }),
    recado: async (args, more = {}) => runTree(tree, ["campaigns", ...args], { home, ...more }),
  };
}

/** What scripts read of a campaign. */
export interface Status {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly reason: string | null;
  readonly dueAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly cost: Readonly<Record<string, string>>;
}

export function statusOf(result: RunResult): Status {
  return JSON.parse(result.stdout) as Status;
}
