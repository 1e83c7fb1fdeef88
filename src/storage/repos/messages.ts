/** The outbox and the inbox: everything that is done to a message, in one place to import from. */
export { cancel, claimForSending, expireLeases, releaseClaim } from "./claims.ts";
export { eventsOf } from "./events.ts";
export {
  findByWamid,
  getMessage,
  getMessages,
  insertInbound,
  insertMessages,
  lastInboundAt,
  lastInboundTimes,
  listMessages,
  messagesInSending,
  messagesOfRequest,
} from "./message-rows.ts";
export { markAccepted, markFailed, markSkipped, markUncertain, settlePrice } from "./endings.ts";
export { replaceQueuedContent, requeueSkipped } from "./requeue.ts";
export { createRequest, findRequest } from "./requests.ts";
export { reserveSlot } from "./slots.ts";
export { applyStatus } from "./statuses.ts";
