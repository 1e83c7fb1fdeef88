import type { WirePricing, WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { EventCustomer } from "./events.ts";
import { booleanAt, idAt, integerAt, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";

/** The people of one `value`, by either of their ids: Meta lists several in one delivery. */
export type Profiles = ReadonlyMap<string, ForeignRecord>;

export function readProfiles(value: ForeignRecord): Profiles {
  const profiles = new Map<string, ForeignRecord>();
  for (const profile of recordsAt(value, "contacts")) {
    for (const id of [idAt(profile, "wa_id"), idAt(profile, "user_id")]) {
      if (id !== undefined && !profiles.has(id)) profiles.set(id, profile);
    }
  }
  return profiles;
}

/** A customer by the ids beside an item, completed from the profile that has one of them. */
export function parseCustomer(waId: string | undefined, userId: string | undefined, profiles: Profiles): EventCustomer {
  const profile = profiles.get(userId ?? "") ?? profiles.get(waId ?? "");
  return {
    waId: waId ?? (profile && idAt(profile, "wa_id")),
    userId: userId ?? (profile && idAt(profile, "user_id")),
    name: profile && textAt(recordAt(profile, "profile"), "name"),
  };
}

export function parsePricing(status: ForeignRecord): WirePricing | undefined {
  const pricing = recordAt(status, "pricing");
  const category = textAt(pricing, "category");
  if (category === undefined) return undefined;
  const type = textAt(pricing, "type");
  const subtype = textAt(pricing, "subtype");
  const billable = booleanAt(pricing, "billable");
  return {
    category,
    pricing_model: textAt(pricing, "pricing_model") ?? "PMP",
    ...(type === undefined ? {} : { type }),
    ...(subtype === undefined ? {} : { subtype }),
    ...(billable === undefined ? {} : { billable }),
  };
}

export function parseErrors(holder: ForeignRecord): WireWebhookError[] {
  return recordsAt(holder, "errors").map((error) => {
    const message = textAt(error, "message");
    const details = textAt(recordAt(error, "error_data"), "details");
    const href = textAt(error, "href");
    return {
      code: integerAt(error, "code") ?? 0,
      title: textAt(error, "title") ?? message ?? "",
      ...(message === undefined ? {} : { message }),
      ...(details === undefined ? {} : { error_data: { details } }),
      ...(href === undefined ? {} : { href }),
    };
  });
}
