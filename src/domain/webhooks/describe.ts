import { joinTexts, type Text } from "../../core/text.ts";
import { accountLines, numberLines } from "./describe-account.ts";
import { messagingLines } from "./describe-messages.ts";
import { callLines, coexistenceLines, groupLines } from "./describe-others.ts";
import { templateLines } from "./describe-templates.ts";
import type { Lines } from "./describe-words.ts";
import type { WebhookEvent } from "./events.ts";
import type { ConsentChange, ProcessedEvent } from "./outcomes.ts";

const lines: Lines<WebhookEvent> = {
  ...messagingLines,
  ...templateLines,
  ...numberLines,
  ...accountLines,
  ...groupLines,
  ...callLines,
  ...coexistenceLines,
};

/** One line about an event for the person who watches a listener. Phone numbers are masked, foreign text is cleaned. */
export function describeEvent(event: WebhookEvent): Text {
  // The table has for each kind the line of its own event, which an index by a union cannot say.
  return (lines[event.kind] as (one: WebhookEvent) => Text)(event);
}

/** The same after it was taken in, with what it changed in the person's consent. */
export function describeProcessed({ event, consent }: ProcessedEvent): Text {
  const line = describeEvent(event);
  return consent === undefined ? line : joinTexts([line, describeConsent(consent)], " · ");
}

function describeConsent({ action, purposes }: ConsentChange): Text {
  const onlyMarketing = purposes.length === 1 && purposes[0] === "marketing";
  if (action === "granted")
    return { en: "consent to marketing granted", es: "consentimiento para publicidad otorgado" };
  return onlyMarketing
    ? { en: "consent to marketing withdrawn", es: "consentimiento para publicidad retirado" }
    : { en: "consent withdrawn", es: "consentimiento retirado" };
}
