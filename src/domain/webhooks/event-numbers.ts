import type {
  WireBusinessUsernameValue,
  WireNumberNameValue,
  WireNumberQualityValue,
  WireSecurityValue,
} from "../../graph/wire/webhooks.ts";
import type { EventOrigin } from "./event-origin.ts";
import type { ForeignRecord } from "./foreign-json.ts";

/** How many people may be written to in 24 hours, in whichever of Meta's spellings it came. */
export type MessagingLimit = number | "unlimited";

interface NumberEventBase extends EventOrigin {
  /** The business's number, as Meta writes it. */
  readonly displayPhoneNumber: string | undefined;
  /** Milliseconds. */
  readonly at: number | undefined;
}

/** A number's limit or quality has changed. */
export interface NumberQualityEvent extends NumberEventBase {
  readonly kind: "number-quality";
  readonly event: WireNumberQualityValue["event"];
  readonly limit: MessagingLimit | undefined;
  readonly previousLimit: MessagingLimit | undefined;
}

/** Meta decided about the name that customers see. */
export interface NumberNameEvent extends NumberEventBase {
  readonly kind: "number-name";
  readonly decision: WireNumberNameValue["decision"];
  readonly name: string | undefined;
  readonly reason: string | undefined;
}

/** Something about the number's PIN of two-step verification. */
export interface SecurityEvent extends NumberEventBase {
  readonly kind: "security";
  readonly event: WireSecurityValue["event"];
  /** The user of Meta Business who asked. */
  readonly requester: string | undefined;
}

/** The business's own username. */
export interface UsernameEvent extends NumberEventBase {
  readonly kind: "username";
  readonly status: WireBusinessUsernameValue["status"];
  /** Undefined when it was deleted. */
  readonly username: string | undefined;
}

/** The settings of a number have changed. */
export interface AccountSettingsEvent extends EventOrigin {
  readonly kind: "account-settings";
  readonly type: string;
  /** The settings as Meta sent them, bounded in depth. */
  readonly settings: ForeignRecord;
  readonly at: number | undefined;
}

/** The events of phone numbers. */
export type NumberEvent = NumberQualityEvent | NumberNameEvent | SecurityEvent | UsernameEvent | AccountSettingsEvent;
