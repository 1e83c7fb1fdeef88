/** The outbox and the inbox: everything that is done to a message, in one place to import from. */
export {
  abandon,
  cancel,
  claimForSending,
  dueMessages,
  nextDueAt,
  postpone,
  releaseClaims,
  senders,
} from "./claims.ts";
export { eventsOf } from "./events.ts";
export {
  findByWamid,
  getMessage,
  getMessages,
  insertInbound,
  insertMessages,
  lastInboundAt,
  lastInboundTimes,
  lastOutboundTimes,
  listMessages,
  messagesOfCampaign,
} from "./message-rows.ts";
export { markAccepted, markFailed, markSkipped, markUncertain } from "./endings.ts";
export { replaceQueuedContent, requeueSkipped } from "./requeue.ts";
export { reserveSlots } from "./slots.ts";
export { applyStatus } from "./statuses.ts";
