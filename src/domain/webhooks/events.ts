/** What `parseWebhook` reads: one type of event for each thing that Meta reports, told apart by `kind`. */
import type { AccountEvent } from "./event-account.ts";
import type { CallEvent, CallStatusEvent } from "./event-calls.ts";
import type { CoexistenceEvent } from "./event-coexistence.ts";
import type { GroupEvent } from "./event-groups.ts";
import type { MessagingEvent } from "./event-messages.ts";
import type { NumberEvent } from "./event-numbers.ts";
import type { TemplateEvent } from "./event-templates.ts";

export type * from "./event-account.ts";
export type * from "./event-calls.ts";
export type * from "./event-coexistence.ts";
export type * from "./event-content.ts";
export type * from "./event-groups.ts";
export type * from "./event-messages.ts";
export type * from "./event-numbers.ts";
export type * from "./event-origin.ts";
export type * from "./event-templates.ts";

/** One thing that Meta reports, told apart by `kind`. */
export type WebhookEvent =
  | MessagingEvent
  | TemplateEvent
  | NumberEvent
  | AccountEvent
  | GroupEvent
  | CallEvent
  | CallStatusEvent
  | CoexistenceEvent;

/** The event of one kind: `EventOf<"inbound">`. */
export type EventOf<Kind extends WebhookEvent["kind"]> = Extract<WebhookEvent, { readonly kind: Kind }>;
