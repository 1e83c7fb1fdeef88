import { keptLabels, untouched } from "../../storage/untouched.ts";
import { InputError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { createCampaign, findCampaignByKey } from "../../storage/repos/campaigns.ts";
import { insertMessages } from "../../storage/repos/messages.ts";
import type { CampaignRow, MessageRow } from "../../storage/rows.ts";
import type { AuthEligibility } from "../costs/auth-international.ts";
import { estimateMessage, type Estimate } from "../costs/estimate.ts";
import { createForecast } from "../costs/forecast.ts";
import { marketOf } from "../costs/market.ts";
import { readMonthCounts } from "../costs/month-counts.ts";
import type { Tariff } from "../costs/tariff.ts";
import { lookUpConsent, recordNewConsent, type ConsentBasis, type ConsentFinding } from "./consent-lookup.ts";
import type { Recipient } from "./recipients.ts";
import { repeatOnConflict } from "./repeat-on-conflict.ts";
import type { Notice } from "./request.ts";
import { freezeContent, type Upload } from "./stored-content.ts";

export interface SendPlan extends Omit<ConsentBasis, "category"> {
  readonly db: Database;
  /** ISO 4217: what Meta bills the account in. */
  readonly currency: string;
  /** What prices depend on beside the message; the shipped cards, in UTC, when left out. */
  readonly tariff?: Tariff | undefined;
  readonly eligibility?: AuthEligibility | undefined;
  readonly notice: Notice;
  readonly recipients: readonly Recipient[];
  /** The notice's file at Meta, where it was uploaded for those who may be written to. */
  readonly upload?: Upload | undefined;
}

/** What is known of one recipient before anything is written or sent. */
export interface Prospect extends ConsentFinding {
  readonly estimate: Estimate;
}

/** A request's name and content, as `--idempotency-key` compares them. */
export interface RequestKey {
  readonly key: string;
  /** See `requestHash`. */
  readonly hash: string;
}

const basisOf = ({ optedIn, marketingLimit, actor, now, notice, phoneNumberId }: SendPlan): ConsentBasis => ({
  category: notice.category,
  phoneNumberId,
  optedIn,
  marketingLimit,
  actor,
  now,
});

/**
 * Looks every recipient up: contact, consent, window, price. Changes nothing. In their order they use up the number's free answers and
 * reach the month's volume tiers; who gets nothing takes part in neither and has the list price beside their name.
 */
export async function survey(plan: SendPlan, db: Queryable = plan.db): Promise<readonly Prospect[]> {
  const { recipients, notice, now, currency, phoneNumberId, tariff, eligibility } = plan;
  const { category, type } = notice;
  const findings = await lookUpConsent(db, recipients, basisOf(plan));
  const counted = { at: now, zone: tariff?.zone, phoneNumberIds: [phoneNumberId], categories: [category] };
  const counts = await readMonthCounts(db, counted);
  const forecast = createForecast({ currency, at: now, phoneNumberId, counts, tariff, eligibility });
  return findings.map((finding) => {
    const { state } = finding.window;
    const message = {
      category,
      // What is no template is delivered in an open window only: where that is not known, the estimate is for that case.
      windowOpen: state === "open" || (category === "service" && state === "unknown"),
      reaction: type === "reaction",
    };
    const { phone: to } = finding.recipient;
    if (finding.refusal !== undefined) {
      const estimate = estimateMessage({ ...message, to, at: now, currency, tariff, eligibility });
      return { ...finding, estimate };
    }
    const { market } = marketOf(to, now, undefined, tariff?.zone);
    return { ...finding, estimate: { market, ...forecast.add({ ...message, market }) } };
  });
}

/**
 * The request that a key already names; undefined when it names none. Throws InputError when the key belongs to a
 * request that asked for something else.
 */
export async function findKnownRequest(
  db: Queryable,
  phoneNumberId: string,
  { key, hash }: RequestKey,
): Promise<CampaignRow | undefined> {
  const known = await findCampaignByKey(db, phoneNumberId, key);
  if (known !== undefined && known.content_hash !== hash) throw keyUsedOtherwise(key);
  return known;
}

/**
 * Writes the request and one row per recipient, all in one transaction; answers the request's id. Everybody is looked up
 * again inside it: who opted out a moment ago stays out. A key that names a request already leads to that one.
 */
export async function enqueue(plan: SendPlan, request: RequestKey): Promise<number> {
  const { db, phoneNumberId, now } = plan;
  return repeatOnConflict(db, async (tx) => {
    const { key, hash } = request;
    const id = await createCampaign(tx, {
      phone_number_id: phoneNumberId,
      idempotency_key: key,
      content_hash: hash,
      state: "running",
      created_at: now,
      started_at: now,
    });
    if (id === undefined) {
      const known = await findKnownRequest(tx, phoneNumberId, request);
      if (known === undefined) throw keyUsedOtherwise(key);
      return known.id;
    }
    const prospects = await survey(plan, tx);
    const contacts = await recordNewConsent(tx, prospects, basisOf(plan));
    await insertMessages(
      tx,
      prospects.map((prospect, position) => messageRow(plan, prospect, contacts[position], id, position)),
    );
    return id;
  });
}

function messageRow(
  plan: SendPlan,
  { recipient, contact, estimate, refusal }: Prospect,
  contactId: number | undefined,
  campaignId: number,
  position: number,
): MessageRow {
  const { notice, now, upload } = plan;
  return {
    id: newId("msg", now),
    campaign_id: campaignId,
    position,
    direction: "out",
    phone_number_id: plan.phoneNumberId,
    ...untouched,
    customer_phone: recipient.phone,
    customer_user_id: null,
    contact_id: contactId ?? null,
    type: notice.type,
    template: notice.template ?? null,
    language: notice.language ?? null,
    category: notice.category,
    variant: null,
    // Who is skipped may be allowed long after this upload has expired: theirs is made then.
    content: freezeContent(
      recipient.content ?? notice.content,
      notice.file,
      refusal === undefined ? upload : undefined,
    ),
    labels: keptLabels(contact),
    consent: contact?.consent ?? null,
    state: refusal === undefined ? "queued" : "skipped",
    reason: refusal?.code ?? null,
    due_at: 0,
    market: estimate.market,
    currency: estimate.currency,
    estimate_micros: estimate.micros,
    estimate_evidence: estimate.evidence,
    created_at: now,
    updated_at: now,
  };
}

function keyUsedOtherwise(key: string): InputError {
  return new InputError({
    code: "send.key_used",
    text: {
      en: `The idempotency key "${key}" belongs to a request with other content or recipients. Nothing was sent.`,
      es: `La clave "${key}" pertenece a una solicitud con otro contenido u otros destinatarios. No se envió nada.`,
    },
    hint: {
      en: "Repeat the first command unchanged, or use a new key for a new request.",
      es: "Repita el primer comando sin cambios, o use otra clave para una solicitud nueva.",
    },
  });
}
