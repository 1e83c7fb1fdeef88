import type { Queryable } from "../../storage/database.ts";
import type { DeliveryPlace } from "../../storage/repos/deliveries.ts";
import { deliveriesAfter, type DeliveryText } from "../../storage/repos/erase.ts";
import { eventsOnProof, proofsAfter } from "../../storage/repos/ledger-reading.ts";
import { textsBesides, wordsOfProof, type Mention } from "../../storage/repos/mentions.ts";
import type { Scrubber } from "./scrub.ts";

const pageSize = 200;

/** The stored deliveries that mention a person, oldest first, a page in memory at a time. */
export async function* deliveriesAbout(db: Queryable, scrubber: Scrubber): AsyncGenerator<DeliveryText> {
  let place: DeliveryPlace = { received_at: 0, id: "" };
  for (;;) {
    const page = await deliveriesAfter(db, place, pageSize);
    for (const delivery of page) {
      if (scrubber.mentions(delivery.body) || scrubber.mentions(delivery.failure ?? "")) yield delivery;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    place = last;
  }
}

const pageOfTexts = 1_000;

/** Other people's rows, imports and segments in which the person stands, a page in memory at a time; only the texts that do. */
export async function* mentionsOf(db: Queryable, scrubber: Scrubber): AsyncGenerator<Mention> {
  for await (const page of textsBesides(db, pageOfTexts)) {
    for (const mention of page) {
      const texts = mention.texts.filter(({ text }) => scrubber.mentions(text));
      if (texts.length > 0) yield { ...mention, texts };
    }
  }
}

const mostEvents = 20;

/** An event of somebody else whose proof speaks of the person. */
export interface ProofMention {
  readonly seq: number;
  readonly contactId: number;
}

/**
 * Events of others whose proofs speak of the person: every hash of their chain rests on the proof, so that it cannot be rewritten.
 * Answers the first events of each proof. @param own the person's contacts
 */
export async function proofsAbout(db: Queryable, scrubber: Scrubber, own: readonly number[]): Promise<ProofMention[]> {
  const found: ProofMention[] = [];
  let after = 0;
  for (;;) {
    const page = await proofsAfter(db, after, pageOfTexts);
    for (const proof of page) {
      if (!scrubber.mentions(wordsOfProof(proof))) continue;
      for (const { seq, contact_id: contactId } of await eventsOnProof(db, proof.id, mostEvents)) {
        if (!own.includes(contactId)) found.push({ seq, contactId });
      }
    }
    after = page.at(-1)?.id ?? after;
    if (page.length < pageOfTexts) return found;
  }
}
