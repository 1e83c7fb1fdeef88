import type { Queryable } from "../../storage/database.ts";
import { deliveriesAfter, textsBesides, type DeliveryText, type Mention } from "../../storage/repos/erase.ts";
import type { DeliveryPlace } from "../../storage/repos/deliveries.ts";
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

/** Other people's messages, imports and segments in which the person stands, a page in memory at a time. */
export async function* mentionsOf(db: Queryable, scrubber: Scrubber): AsyncGenerator<Mention> {
  for await (const page of textsBesides(db, pageOfTexts)) {
    for (const mention of page) if (scrubber.mentions(mention.text)) yield mention;
  }
}
