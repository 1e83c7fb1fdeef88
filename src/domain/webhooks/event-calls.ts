import type { WireCall, WireCallStatus } from "../../graph/wire/webhooks.ts";
import type { EventCustomer, EventOrigin } from "./event-origin.ts";

interface CallEventBase extends EventOrigin {
  /** `wacid.…` */
  readonly callId: string;
  /** Milliseconds. */
  readonly at: number | undefined;
  readonly customer: EventCustomer;
  /** `biz_opaque_callback_data` */
  readonly callbackData: string | undefined;
}

/** A call began, was connected, or ended. */
export interface CallEvent extends CallEventBase {
  readonly kind: "call";
  readonly event: WireCall["event"];
  readonly direction: WireCall["direction"];
  /** The description of the connection (SDP), for WebRTC. */
  readonly session: WireCall["session"];
  /** How it ended. */
  readonly status: WireCall["status"];
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** Seconds. */
  readonly duration: number | undefined;
  /** What the business laid behind the button or link that started it. */
  readonly payload: string | undefined;
}

/** Whether the person whom the business calls picks up. */
export interface CallStatusEvent extends CallEventBase {
  readonly kind: "call-status";
  readonly state: WireCallStatus["status"];
}
