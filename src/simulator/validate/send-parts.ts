import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { NumberState } from "../state.ts";
import type { TemplateState } from "../templates/store.ts";
import type { World } from "../world.ts";
import type { Json } from "./check.ts";
import type { Recipient } from "./send-recipient.ts";

export type DirectCategory = "utility" | "authentication" | "service";

/** A send whose common members are checked, on its way to the check of its content. */
export interface SendCall {
  readonly world: World;
  /** The business number that sends. */
  readonly number: NumberState;
  readonly recipient: Recipient;
  readonly body: Json;
  /** Given where the business begins without a template; `service` says that it does not. */
  readonly category: DirectCategory | undefined;
}

/** What the check of a content finds out. */
export interface Content {
  /** As the person reads it. */
  readonly text?: string | undefined;
  readonly template?: TemplateState | undefined;
  /** What the platform notices only after it has accepted the message, and reports by webhook. */
  readonly laterFailure?: WireWebhookError | undefined;
  /** A voice message, whose first play is reported. */
  readonly voice?: boolean | undefined;
  /** The last status of a message that arrives, where it is not `read`. */
  readonly ends?: "sent" | undefined;
  /** What changes once the message is accepted; nothing does before. */
  readonly accepted?: (() => void) | undefined;
}
