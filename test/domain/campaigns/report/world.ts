import type { CampaignSpec } from "../../../../src/domain/campaigns/spec.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { changeCampaign, createCampaign, getCampaign } from "../../../../src/storage/repos/campaigns.ts";
import { recordEvents } from "../../../../src/storage/repos/events.ts";
import { insertInbound, insertMessages } from "../../../../src/storage/repos/message-rows.ts";
import type { CampaignRow, MessageRow } from "../../../../src/storage/rows.ts";
import { messageRow, noon } from "../../../helpers/rows.ts";
import { person, said } from "../../consent/people.ts";

export const number = "100200300";
const minute = 60_000;
const hour = 60 * minute;

const spec: CampaignSpec = {
  version: 1,
  wabaId: "500",
  phoneNumberId: number,
  variants: [
    { name: "A", template: "autumn_short", params: {} },
    { name: "B", template: "autumn_long", params: {} },
  ],
  seed: "s",
  language: "es",
  templates: [],
  source: { kind: "stdin", hash: "0f" },
  timeZone: "America/Lima",
  maxCost: { micros: 50_000, currency: "USD" },
  maxFailures: 0.2,
  plannedAt: noon,
  actor: "ana",
  ledgerSeq: 0,
  counts: { recipients: 9, excluded: { "no-consent": 1, invalid: 1 } },
  limits: { used: 0, perSecond: 80 },
};

export const phoneOf = (place: number): string => `+120255501${String(place).padStart(2, "0")}`;

/** A message of the campaign: taken by Meta a second after the one before, where it was taken. */
export function sent(campaignId: number, place: number, changes: Partial<MessageRow>): MessageRow {
  const taken = ["accepted", "sent", "delivered", "read"].includes(changes.state ?? "");
  return messageRow(place, {
    id: `msg_${campaignId}_${place}`,
    campaign_id: campaignId,
    position: place,
    phone_number_id: number,
    customer_phone: phoneOf(place),
    template: place % 2 === 0 ? "autumn_short" : "autumn_long",
    variant: place % 2 === 0 ? "A" : "B",
    category: "marketing",
    market: "Peru",
    created_at: noon,
    wamid: taken ? `wamid.${campaignId}.${place}` : null,
    accepted_at: taken ? noon + place * 1_000 : null,
    sending_at: taken ? noon + place * 1_000 : null,
    ...changes,
  });
}

/** What Meta reported of a message. */
async function reported(db: Database, row: MessageRow, states: Readonly<Record<string, number>>): Promise<void> {
  await recordEvents(
    db,
    Object.entries(states).map(([state, at]) => ({
      id: `${row.id}/${state}`,
      message_id: row.id,
      wamid: row.wamid,
      state,
      occurred_at: at,
      recorded_at: at,
      source: "meta" as const,
      detail: null,
      event_key: `${row.id}|${state}|${at}`,
    })),
  );
}

/** What a person of the list wrote. */
export async function wrote(
  db: Database,
  { place, at, content, type = "text" }: { place: number; at: number; content: object; type?: string },
): Promise<void> {
  const id = `msg_in_${place}_${at}_${type}`;
  await insertInbound(
    db,
    messageRow(0, {
      id,
      direction: "in",
      phone_number_id: number,
      customer_phone: phoneOf(place),
      template: null,
      category: null,
      type,
      state: "received",
      wamid: `wamid.${id}`,
      content: JSON.stringify({ type, ...content }),
      created_at: at,
    }),
  );
}

/** A tap on the button of the message with this wamid. */
export const tap = (wamid: string, text: string): object => ({
  button: { text, payload: text },
  context: { id: wamid },
});

/**
 * A list of eleven, of whom two were left out: 0 read, answered and tapped; 1 and 8 arrived, and 8 opted out and answered too late; 2 is on
 * its way; 3 failed; 4 failed, was written to again, and got it; 5 was skipped; 6 is uncertain; 7 waits.
 */
export async function autumn(db: Database): Promise<CampaignRow> {
  const created = {
    phone_number_id: number,
    name: "autumn",
    state: "planned",
    spec: JSON.stringify(spec),
    created_at: noon,
  } as const;
  const id = (await createCampaign(db, created)) ?? 0;
  const other =
    (await createCampaign(db, { phone_number_id: number, name: "other", state: "done", created_at: noon })) ?? 0;
  await changeCampaign(db, id, { state: "running", at: noon });
  const eight = await person(db, phoneOf(8), { name: "=Eve <b>" });
  const failed = { state: "failed", error_title: "Message undeliverable", reason: "meta.failed" } as const;
  const rows = [
    sent(id, 0, { state: "read", settled_micros: 8_500, priced_at: noon }),
    sent(id, 1, { state: "delivered", settled_micros: 0, priced_at: noon }),
    sent(id, 2, { state: "sent" }),
    sent(id, 3, { ...failed, error_code: 131026, wamid: "wamid.three", accepted_at: noon + 3_000 }),
    sent(id, 4, {
      ...failed,
      error_code: 131049,
      wamid: "wamid.four",
      accepted_at: noon + 4_000,
      retried_by: "msg_again",
    }),
    sent(id, 4, {
      id: "msg_again",
      state: "delivered",
      wamid: "wamid.again",
      accepted_at: noon + 40 * hour,
      settled_micros: 12_000,
      priced_at: noon,
    }),
    sent(id, 5, { state: "skipped", reason: "policy.opted_out" }),
    sent(id, 6, { state: "uncertain", reason: "network.timeout" }),
    sent(id, 7, { state: "queued" }),
    sent(id, 8, { state: "read", contact_id: eight.id }),
    sent(other, 2, { state: "read" }),
  ];
  await insertMessages(db, rows);
  // Where a message stands at once that was never in the queue: not so here.
  await db.exec("DELETE FROM message_events");
  await db.batch(
    "INSERT INTO campaign_exclusions (campaign_id, position, list_row, given, contact_id, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
    [
      [id, 9, 11, phoneOf(9), null, "no-consent", null],
      [id, 10, 12, "12", null, "invalid", null],
    ],
  );
  const at = (place: number): number => noon + place * 1_000;
  const [read, delivered, onItsWay, failure, , again, , , , last] = rows;
  if (read) await reported(db, read, { sent: at(0), delivered: at(2), read: noon + hour });
  if (delivered) await reported(db, delivered, { delivered: at(3) });
  if (onItsWay) await reported(db, onItsWay, { sent: at(3) });
  if (failure) await reported(db, failure, { failed: at(5) });
  if (again) await reported(db, again, { delivered: noon + 40 * hour });
  // Read at once: Meta reports no delivery.
  if (last) await reported(db, last, { read: at(9) });
  await wrote(db, { place: 0, at: noon + hour, content: { text: { body: "Gracias" } } });
  await wrote(db, { place: 0, at: noon + 2 * hour, type: "button", content: tap(`wamid.${id}.0`, "Sí") });
  await wrote(db, { place: 8, at: noon + 100 * hour, content: { text: { body: "Hola" } } });
  await wrote(db, { place: 1, at: noon + hour, type: "reaction", content: { reaction: { emoji: "👍" } } });
  // A tap on a message of another campaign, and words from before the message.
  await wrote(db, { place: 2, at: noon + hour, type: "button", content: tap(`wamid.${other}.2`, "No") });
  await wrote(db, { place: 1, at: noon - hour, content: { text: { body: "Hola" } } });
  await said(db, eight.id, "withdrawn", ["marketing"], { at: noon + 2 * hour, method: "stop-word" });
  const campaign = await getCampaign(db, id);
  if (campaign === undefined) throw new Error("no campaign");
  return campaign;
}
