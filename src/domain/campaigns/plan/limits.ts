import type { GraphClient } from "../../../graph/client.ts";
import type { Queryable } from "../../../storage/database.ts";
import { peopleReached } from "../../../storage/repos/portfolio-use.ts";
import { limitAt } from "../../webhooks/messaging-limit.ts";
import type { PlannedLimits } from "../spec.ts";

const dayMs = 86_400_000;
/** By what Meta calls the level of a number. */
const perSecond = { standard: 80, high: 1_000, withApp: 20 } as const;

const fields = [
  "display_phone_number",
  "status",
  "quality_rating",
  "throughput",
  "is_on_biz_app",
  "whatsapp_business_manager_messaging_limit",
] as const;

export interface NumberLimits extends PlannedLimits {
  /** Meta's word: only a `CONNECTED` number sends. */
  readonly status?: string | undefined;
  /** The ids of all numbers of the account. */
  readonly numbers: readonly string[];
}

/**
 * What Meta allows the number and its portfolio at this moment, and what of it is used up, as far as recado knows.
 *
 * @see https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export async function readLimits(
  graph: Pick<GraphClient, "phoneNumbers">,
  db: Queryable,
  query: {
    readonly wabaId: string;
    readonly phoneNumberId: string;
    readonly now: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<NumberLimits> {
  const { wabaId, phoneNumberId, now, signal } = query;
  const number = await readNumber(graph, phoneNumberId, signal);
  // The limit is that of all numbers together.
  const numbers = new Set([phoneNumberId]);
  for await (const { id } of graph.phoneNumbers.list(wabaId, { signal })) numbers.add(id);
  const used = await peopleReached(db, { since: now - dayMs, numbers: [...numbers] });
  const { tier } = number;
  const limit = limitAt({ tier }, "tier");
  return {
    ...number,
    perDay: limit === "unlimited" || limit === undefined ? undefined : Math.max(1, limit),
    used,
    numbers: [...numbers],
  };
}

/** What Meta says of the number itself. */
export async function readNumber(
  graph: Pick<GraphClient, "phoneNumbers">,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<Pick<NumberLimits, "tier" | "perSecond" | "quality" | "status">> {
  const number = await graph.phoneNumbers.get(phoneNumberId, { fields, signal });
  return {
    tier: number.whatsapp_business_manager_messaging_limit,
    perSecond: throughputOf(number),
    quality: number.quality_rating,
    status: number.status,
  };
}

/** Messages a second. A number that the WhatsApp Business app uses as well has less, whatever its level. */
function throughputOf(number: {
  readonly throughput?: { readonly level: string };
  readonly is_on_biz_app?: boolean;
}): number {
  if (number.is_on_biz_app === true) return perSecond.withApp;
  return number.throughput?.level === "HIGH" ? perSecond.high : perSecond.standard;
}
