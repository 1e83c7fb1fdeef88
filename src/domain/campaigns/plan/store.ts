import { untouched } from "../../../storage/untouched.ts";
import { InputError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Database, Queryable } from "../../../storage/database.ts";
import { createCampaign } from "../../../storage/repos/campaigns.ts";
import { addExclusions } from "../../../storage/repos/exclusions.ts";
import { insertMessages } from "../../../storage/repos/messages.ts";
import type { MessageRow } from "../../../storage/rows.ts";
import { repeatOnConflict } from "../../messages/repeat-on-conflict.ts";
import type { CampaignSpec } from "../spec.ts";
import type { FrozenMessage, RowSpool } from "./row-spool.ts";

export interface PlannedCampaign {
  readonly name: string;
  readonly spec: CampaignSpec;
  /** What was asked for, as `askedHash` has it. */
  readonly askedHash: string;
  /** ISO 4217 */
  readonly currency: string;
}

/**
 * Writes a planned campaign with everybody of its list in one transaction: all of it is there, or nothing.
 *
 * @returns its number
 * @throws InputError `campaigns.name_taken`
 */
export async function storeCampaign(db: Database, planned: PlannedCampaign, rows: RowSpool): Promise<number> {
  const { name, spec, askedHash } = planned;
  return repeatOnConflict(db, async (tx) => {
    const id = await createCampaign(tx, {
      name,
      phone_number_id: spec.phoneNumberId,
      content_hash: askedHash,
      state: "planned",
      spec: JSON.stringify(spec),
      created_at: spec.plannedAt,
    });
    if (id === undefined) throw nameTaken(name);
    for await (const page of rows.pages()) await storePage(tx, id, planned, page);
    return id;
  });
}

async function storePage(
  tx: Queryable,
  campaignId: number,
  { spec, currency }: PlannedCampaign,
  page: Parameters<RowSpool["add"]>[0],
): Promise<void> {
  const messages = page.flatMap((entry) =>
    "message" in entry ? [messageRow(entry.message, campaignId, spec, currency)] : [],
  );
  const exclusions = page.flatMap((entry) =>
    "exclusion" in entry ? [{ ...entry.exclusion, campaign_id: campaignId }] : [],
  );
  if (messages.length > 0) await insertMessages(tx, messages);
  if (exclusions.length > 0) await addExclusions(tx, exclusions);
}

function messageRow(frozen: FrozenMessage, campaignId: number, spec: CampaignSpec, currency: string): MessageRow {
  const { plannedAt } = spec;
  // Member by member: to spread the frozen part takes five times as long.
  return {
    ...untouched,
    id: frozen.id,
    campaign_id: campaignId,
    position: frozen.position,
    direction: "out",
    phone_number_id: spec.phoneNumberId,
    customer_phone: frozen.customer_phone,
    customer_user_id: null,
    contact_id: frozen.contact_id,
    type: "template",
    template: frozen.template,
    language: frozen.language,
    category: frozen.category,
    variant: frozen.variant,
    content: frozen.content,
    labels: frozen.labels,
    consent: frozen.consent,
    state: "queued",
    reason: null,
    due_at: frozen.due_at,
    market: frozen.market,
    currency,
    estimate_micros: frozen.estimate_micros,
    estimate_evidence: frozen.estimate_evidence,
    created_at: plannedAt,
    updated_at: plannedAt,
  };
}

export function nameTaken(name: string): InputError {
  const shown = cleanLine(name);
  const typed = /^[\w.-]+$/.test(shown) ? shown : `"${shown}"`;
  return new InputError({
    code: "campaigns.name_taken",
    text: {
      en: `There is a campaign "${shown}" already. Nothing was changed.`,
      es: `Ya hay una campaña "${shown}". No se cambió nada.`,
    },
    hint: {
      en: `See it with: recado campaigns plan ${typed}. For another campaign, choose another name.`,
      es: `Véala con: recado campaigns plan ${typed}. Para otra campaña, elija otro nombre.`,
    },
    data: { name },
  });
}
