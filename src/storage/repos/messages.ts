/** The outbox and the inbox: everything that is done to a message, in one place to import from. */
export type { MessageFailure } from "./advance.ts";
export { cancel, claimForSending, expireLeases, releaseClaim } from "./claims.ts";
export type { Claim } from "./claims.ts";
export { eventsOf, recordEvents } from "./events.ts";
export {
  findByWamid,
  getMessage,
  getMessages,
  insertInbound,
  insertMessages,
  lastInboundAt,
  listMessages,
  messagesOfRequest,
} from "./message-rows.ts";
export type { MessagePage } from "./message-rows.ts";
export { markAccepted, markFailed, markSkipped, markUncertain, settlePrice } from "./outcomes.ts";
export type { Acceptance, Refusal, Settlement, Verdict } from "./outcomes.ts";
export { requeueSkipped } from "./requeue.ts";
export { createRequest, findRequest } from "./requests.ts";
export { reserveSlot } from "./slots.ts";
export { applyStatus } from "./statuses.ts";
export type { StatusOutcome, StatusReport } from "./statuses.ts";
