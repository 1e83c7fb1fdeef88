import type { WireDisconnection } from "../../graph/wire/webhooks.ts";
import type { AccountUpdate } from "./events.ts";
import { idAt, instantAt, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { objectAt, shape, textsAt, type MemberReader } from "./foreign-shape.ts";
import { oneEvent } from "./parse-change.ts";

export const parseAccountUpdate = oneEvent(({ value, time }) => {
  const event = textAt(value, "event");
  if (event === undefined) return undefined;
  return { kind: "account-update", event, update: parseUpdate(event, value), at: time };
});

function parseUpdate(event: string, value: ForeignRecord): AccountUpdate {
  switch (event) {
    case "ACCOUNT_DELETED":
    case "ACCOUNT_OFFBOARDED":
    case "ACCOUNT_RECONNECTED":
    case "AD_ACCOUNT_LINKED":
    case "MM_LITE_TERMS_SIGNED":
      return { event };
    case "ACCOUNT_VIOLATION":
      return { event, violation: violationOf(value) };
    case "ACCOUNT_RESTRICTION":
      return { event, violation: violationOf(value), restrictions: restrictionsOf(value) };
    case "DISABLED_UPDATE": {
      const ban = recordAt(value, "ban_info");
      return { event, state: textAt(ban, "waba_ban_state"), date: idAt(ban, "waba_ban_date") };
    }
    case "PARTNER_ADDED":
    case "PARTNER_REMOVED":
    case "PARTNER_APP_INSTALLED":
    case "PARTNER_APP_UNINSTALLED":
      return { event, ...partnerOf(value) };
    case "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE": {
      const info = recordAt(value, "partner_client_certification_info");
      const clientBusinessId = idAt(info, "client_business_id");
      return {
        event,
        clientBusinessId,
        status: textAt(info, "status"),
        rejectionReasons: textsAt(info, "rejection_reasons"),
      };
    }
    case "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE":
      return { event, ...eligibilityOf(recordAt(value, "auth_international_rate_eligibility")) };
    case "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE":
      return { event, country: textAt(value, "country") };
    case "VOLUME_BASED_PRICING_TIER_UPDATE":
      return { event, ...volumeOf(recordAt(value, "volume_tier_info")) };
    default:
      return { event: "other" };
  }
}

function violationOf(value: ForeignRecord): string | undefined {
  return textAt(recordAt(value, "violation_info"), "violation_type");
}

function restrictionsOf(value: ForeignRecord) {
  return recordsAt(value, "restriction_info").flatMap((restriction) => {
    const type = textAt(restriction, "restriction_type");
    return type === undefined ? [] : { type, until: instantAt(restriction, "expiration") };
  });
}

const disconnectionAt: MemberReader<WireDisconnection> = objectAt(shape({}, { reason: textAt, initiated_by: textAt }));

function partnerOf(value: ForeignRecord) {
  const info = recordAt(value, "waba_info");
  return {
    wabaId: idAt(info, "waba_id"),
    ownerBusinessId: idAt(info, "owner_business_id"),
    appId: idAt(info, "partner_app_id"),
    solutionId: idAt(info, "solution_id"),
    solutionPartnerIds: textsAt(info, "solution_partner_business_ids"),
    disconnection: disconnectionAt(value, "disconnection_info"),
  };
}

function eligibilityOf(info: ForeignRecord) {
  return {
    startsAt: instantAt(info, "start_time"),
    exceptions: recordsAt(info, "exception_countries").flatMap((exception) => {
      const country = textAt(exception, "country_code");
      return country === undefined ? [] : { country, startsAt: instantAt(exception, "start_time") };
    }),
  };
}

function volumeOf(info: ForeignRecord) {
  return {
    category: textAt(info, "pricing_category"),
    tier: textAt(info, "tier"),
    month: textAt(info, "effective_month"),
    region: textAt(info, "region"),
    reachedAt: instantAt(info, "tier_update_time"),
  };
}
