import type { WirePricing, WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { EventCustomer } from "./event-origin.ts";
import { booleanAt, idAt, integerAt, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";

/** The people of one `value`, by any of their ids: Meta lists several in one delivery. */
export type Profiles = ReadonlyMap<string, ForeignRecord>;

export function readProfiles(value: ForeignRecord): Profiles {
  const profiles = new Map<string, ForeignRecord>();
  for (const profile of recordsAt(value, "contacts")) {
    for (const id of [idAt(profile, "wa_id"), idAt(profile, "user_id"), idAt(profile, "parent_user_id")]) {
      if (id !== undefined && !profiles.has(id)) profiles.set(id, profile);
    }
  }
  return profiles;
}

/** The ids of a person that stand beside an item. */
export interface CustomerIds {
  readonly waId: string | undefined;
  readonly userId: string | undefined;
  readonly parentUserId?: string | undefined;
  readonly username?: string | undefined;
}

const noProfiles: Profiles = new Map();

/** A customer by the ids beside an item, completed from the profile that has one of them. */
export function parseCustomer(ids: CustomerIds, profiles: Profiles): EventCustomer {
  const { waId, userId, parentUserId } = ids;
  const profile = profiles.get(userId ?? "") ?? profiles.get(waId ?? "") ?? profiles.get(parentUserId ?? "");
  const names = profile && recordAt(profile, "profile");
  return {
    waId: waId ?? (profile && idAt(profile, "wa_id")),
    userId: userId ?? (profile && idAt(profile, "user_id")),
    parentUserId: parentUserId ?? (profile && idAt(profile, "parent_user_id")),
    username: withoutAt(ids.username ?? (names && textAt(names, "username"))),
    name: names && textAt(names, "name"),
  };
}

/** The person whose ids stand under the plain names, as in `user_preferences` and groups. */
export function customerOf(record: ForeignRecord, profiles: Profiles = noProfiles): EventCustomer {
  return parseCustomer(
    {
      waId: idAt(record, "wa_id"),
      userId: idAt(record, "user_id"),
      parentUserId: idAt(record, "parent_user_id"),
      username: textAt(record, "username"),
    },
    profiles,
  );
}

/** The person whose ids stand under `from`, `to` or `recipient`. */
export function customerBy(
  prefix: "from" | "to",
  record: ForeignRecord,
  profiles: Profiles = noProfiles,
): EventCustomer {
  return parseCustomer(
    {
      waId: idAt(record, prefix),
      userId: idAt(record, `${prefix}_user_id`),
      parentUserId: idAt(record, `${prefix}_parent_user_id`),
    },
    profiles,
  );
}

/** To whom something went that has a status; in a group, the member whom the status is about. */
export function recipientOf(status: ForeignRecord, profiles: Profiles, inGroup: boolean): EventCustomer {
  // The second spellings stood in the samples before March 2026.
  const ids = inGroup
    ? {
        waId: idAt(status, "recipient_participant_id") ?? idAt(status, "participant_recipient_id"),
        userId: idAt(status, "recipient_participant_user_id") ?? idAt(status, "participant_recipient_user_id"),
        parentUserId: idAt(status, "recipient_participant_parent_user_id"),
      }
    : {
        waId: idAt(status, "recipient_id"),
        userId: idAt(status, "recipient_user_id"),
        parentUserId:
          idAt(status, "recipient_parent_user_id") ??
          idAt(status, "parent_recipient_user_id") ??
          idAt(status, "parent_user_id"),
      };
  return parseCustomer(ids, profiles);
}

/** Samples of March 2026 have an `@` in front. */
function withoutAt(username: string | undefined): string | undefined {
  return username?.replace(/^@/, "");
}

/** `en-US` of some samples is the `en_US` of the API. */
export function parseLanguage(language: string | undefined): string | undefined {
  return language?.replace(/^([a-z]{2,3})-([A-Z]{2,4})$/, "$1_$2");
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
