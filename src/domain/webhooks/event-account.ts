import type {
  WireAccountAlertValue,
  WireAccountReviewValue,
  WireBan,
  WireDisconnection,
  WireFlowValue,
  WirePartnerSolutionValue,
  WirePaymentConfigurationValue,
  WireRestriction,
} from "../../graph/wire/webhooks.ts";
import type { EventOrigin } from "./event-origin.ts";
import type { MessagingLimit } from "./event-numbers.ts";

interface AccountEventBase extends EventOrigin {
  /** Milliseconds. */
  readonly at: number | undefined;
}

/** Something happened to the account: branch on `update.event`. */
export interface AccountUpdateEvent extends AccountEventBase {
  readonly kind: "account-update";
  /** Meta's word, also where it is new. */
  readonly event: string;
  readonly update: AccountUpdate;
}

/** All instants in milliseconds. */
export type AccountUpdate =
  | {
      readonly event:
        | "ACCOUNT_DELETED"
        | "ACCOUNT_OFFBOARDED"
        | "ACCOUNT_RECONNECTED"
        | "AD_ACCOUNT_LINKED"
        | "MM_LITE_TERMS_SIGNED";
    }
  | { readonly event: "ACCOUNT_VIOLATION"; readonly violation: string | undefined }
  | {
      readonly event: "ACCOUNT_RESTRICTION";
      readonly violation: string | undefined;
      readonly restrictions: readonly AccountRestriction[];
    }
  | {
      readonly event: "DISABLED_UPDATE";
      readonly state: WireBan["waba_ban_state"];
      /** As Meta writes it. */
      readonly date: string | undefined;
    }
  | {
      readonly event: "PARTNER_ADDED" | "PARTNER_REMOVED" | "PARTNER_APP_INSTALLED" | "PARTNER_APP_UNINSTALLED";
      readonly wabaId: string | undefined;
      readonly ownerBusinessId: string | undefined;
      readonly appId: string | undefined;
      readonly solutionId: string | undefined;
      readonly solutionPartnerIds: readonly string[];
      readonly disconnection: WireDisconnection | undefined;
    }
  | {
      readonly event: "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE";
      readonly clientBusinessId: string | undefined;
      readonly status: string | undefined;
      readonly rejectionReasons: readonly string[];
    }
  | {
      readonly event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE";
      readonly startsAt: number | undefined;
      readonly exceptions: readonly { readonly country: string; readonly startsAt: number | undefined }[];
    }
  /** ISO 3166. */
  | { readonly event: "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE"; readonly country: string | undefined }
  | {
      readonly event: "VOLUME_BASED_PRICING_TIER_UPDATE";
      readonly category: string | undefined;
      /** Messages from and to: `25000001:50000000`. */
      readonly tier: string | undefined;
      /** `2026-11` */
      readonly month: string | undefined;
      readonly region: string | undefined;
      readonly reachedAt: number | undefined;
    }
  | { readonly event: "other" };

/** What the account may not do, and until when. */
export interface AccountRestriction {
  readonly type: WireRestriction["restriction_type"];
  /** Undefined: until further notice. */
  readonly until: number | undefined;
}

type AlertInfo = WireAccountAlertValue["alert_info"];

/** Meta warns or tells of something about the account. */
export interface AccountAlertEvent extends AccountEventBase {
  readonly kind: "account-alert";
  readonly type: AlertInfo["alert_type"];
  readonly severity: AlertInfo["alert_severity"];
  readonly status: AlertInfo["alert_status"];
  readonly description: string | undefined;
  readonly entityType: WireAccountAlertValue["entity_type"];
  readonly entityId: string | undefined;
}

/** Meta has reviewed the account. */
export interface AccountReviewEvent extends AccountEventBase {
  readonly kind: "account-review";
  readonly decision: WireAccountReviewValue["decision"];
}

/** What the portfolio may do. */
export interface CapabilityEvent extends AccountEventBase {
  readonly kind: "capability";
  /** People who may be written to in 24 hours. */
  readonly limit: MessagingLimit | undefined;
  readonly phoneNumbersPerBusiness: number | undefined;
  readonly phoneNumbersPerWaba: number | undefined;
}

/** A way to be paid has changed. */
export interface PaymentConfigurationEvent extends AccountEventBase {
  readonly kind: "payment-configuration";
  readonly name: string;
  readonly status: WirePaymentConfigurationValue["status"];
  readonly provider: string | undefined;
  /** The merchant's id at the provider. */
  readonly merchantId: string | undefined;
  readonly createdAt: number | undefined;
  readonly updatedAt: number | undefined;
}

/** A solution of partners has changed. */
export interface PartnerSolutionEvent extends AccountEventBase {
  readonly kind: "partner-solution";
  readonly event: WirePartnerSolutionValue["event"];
  readonly solutionId: string;
  readonly status: WirePartnerSolutionValue["solution_status"];
}

/** A flow changed status, or does not work well. */
export interface FlowEvent extends AccountEventBase {
  readonly kind: "flow";
  readonly event: WireFlowValue["event"];
  readonly flowId: string | undefined;
  readonly message: string | undefined;
  readonly oldStatus: WireFlowValue["old_status"];
  readonly newStatus: WireFlowValue["new_status"];
  /** `ACTIVATED` or `DEACTIVATED`, of an alert. */
  readonly alertState: WireFlowValue["alert_state"];
  readonly warning: string | undefined;
  /** Percent, or milliseconds of latency: where the alert begins. */
  readonly threshold: number | undefined;
  /** Percent. */
  readonly errorRate: number | undefined;
  readonly errors: NonNullable<WireFlowValue["errors"]>;
  /** Milliseconds. */
  readonly p50Latency: number | undefined;
  readonly p90Latency: number | undefined;
  readonly requests: number | undefined;
  /** Percent. */
  readonly availability: number | undefined;
}

/** The events about an account. */
export type AccountEvent =
  | AccountUpdateEvent
  | AccountAlertEvent
  | AccountReviewEvent
  | CapabilityEvent
  | PaymentConfigurationEvent
  | PartnerSolutionEvent
  | FlowEvent;
