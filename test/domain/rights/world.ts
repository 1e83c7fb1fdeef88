import { createHash } from "node:crypto";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { keepEvidence } from "../../../src/storage/repos/evidence.ts";
import { addExclusions } from "../../../src/storage/repos/exclusions.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { ContactRow } from "../../../src/storage/rows.ts";
import { messageRow } from "../../helpers/rows.ts";
import { noon, person, said } from "../consent/people.ts";

export const ana = { phone: "+12025550101", digits: "12025550101", name: "Ana Quispe Ocaso", userId: "US.9001" };
export const eva = { phone: "+12025550102", digits: "12025550102", name: "Eva Lluvia" };

/** A phrase that only Ana wrote, and what was written to her. */
export const secrets = ["the blue parrot sleeps", "Dear Ana your parcel", "signed by the hand of Ana", ana.name];

const business = { display_phone_number: "15550100200", phone_number_id: "100200300" };

/** One delivery of Meta's with these members beside its number. */
export async function deliver(db: Database, value: object, at = noon): Promise<string> {
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "5",
        changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata: business, ...value } }],
      },
    ],
  });
  const hash = createHash("sha256").update(body).digest("hex");
  const { id } = await storeDelivery(db, { id: `whd_${hash.slice(0, 20)}`, body_hash: hash, body, received_at: at });
  await processDelivery(db, id, { now: at, currency: "USD" });
  return id;
}

const seconds = String(noon / 1_000);

export const wrote = (who: { digits: string; name: string }, wamid: string, body: string): object => ({
  contacts: [{ profile: { name: who.name }, wa_id: who.digits }],
  messages: [{ from: who.digits, id: wamid, timestamp: seconds, type: "text", text: { body } }],
});

const status = (who: { digits: string }, wamid: string, state: string): object => ({
  id: wamid,
  status: state,
  timestamp: seconds,
  recipient_id: who.digits,
  ...(state === "failed"
    ? { errors: [{ code: 131026, title: "Undeliverable", error_data: { details: who.digits } }] }
    : {}),
  pricing: { billable: true, pricing_model: "PMP", category: "utility", type: "regular" },
});

/** Two people with consent, evidence, messages both ways, costs and deliveries, some of which concern both. */
export async function fill(db: Database): Promise<{ ana: ContactRow; eva: ContactRow }> {
  const first = await person(db, ana.phone, { name: ana.name, user_id: ana.userId, given_phone: "(202) 555-0101" });
  const second = await person(db, eva.phone, { name: eva.name });
  const content = "signed by the hand of Ana";
  const hash = createHash("sha256").update(content).digest("hex");
  await keepEvidence(db, {
    hash,
    file_name: "ana.txt",
    bytes: content.length,
    added_at: noon,
    content: Buffer.from(content).toString("base64"),
  });
  await said(db, first.id, "granted", ["marketing"], {
    evidence: `sha256:${hash}`,
    wording: "offers for Ana Quispe Ocaso",
  });
  await said(db, first.id, "granted", ["utility"], { source: "fair" });
  await said(db, second.id, "granted", ["utility"], { source: "fair" });
  const requested = async (key: string): Promise<number> =>
    (await createCampaign(db, {
      phone_number_id: "100200300",
      idempotency_key: key,
      content_hash: "h",
      state: "running",
      created_at: noon,
    })) ?? 0;
  const [toAnaAlone, toBoth] = [await requested("ana-order-7"), await requested("both")];
  const out = { state: "accepted", accepted_at: noon, updated_at: noon, created_at: noon } as const;
  const toAna = { customer_phone: ana.phone, contact_id: first.id, content: '{"text":"Dear Ana your parcel"}' };
  await insertMessages(db, [
    messageRow(1, { ...out, ...toAna, campaign_id: toAnaAlone, wamid: "wamid.HBgLMTIwMjU1NTAxMDEA1" }),
    messageRow(2, { ...out, ...toAna, campaign_id: toBoth, wamid: "wamid.HBgLMTIwMjU1NTAxMDEA2" }),
    messageRow(3, {
      ...out,
      customer_phone: eva.phone,
      contact_id: second.id,
      campaign_id: toBoth,
      wamid: "wamid.E3",
    }),
    messageRow(4, { ...toAna, state: "queued", created_at: noon }),
  ]);
  // Left out of a campaign: as a contact, as a number that its list has in two spellings, and somebody else.
  const left = { campaign_id: toBoth, list_row: null, contact_id: null, reason: "no-consent", detail: null };
  await addExclusions(db, [
    { ...left, position: 2, contact_id: first.id, given: ana.phone, detail: ana.name },
    { ...left, position: 3, reason: "duplicate", given: "+1 202 555-0101" },
    { ...left, position: 4, contact_id: second.id, given: eva.phone },
  ]);
  await deliver(db, wrote(ana, "wamid.HBgLMTIwMjU1NTAxMDEA5", "the blue parrot sleeps"));
  await deliver(db, wrote(eva, "wamid.E6", `call Ana on +1 202 555-0101 please`));
  await deliver(db, {
    statuses: [
      status(ana, "wamid.HBgLMTIwMjU1NTAxMDEA1", "delivered"),
      status(eva, "wamid.E3", "delivered"),
      status(ana, "wamid.HBgLMTIwMjU1NTAxMDEA2", "failed"),
      status(ana, "wamid.HBgLMTIwMjU1NTAxMDEA9", "sent"),
    ],
  });
  return { ana: first, eva: second };
}
