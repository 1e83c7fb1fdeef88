import type { WirePricing, WireWebhookError } from "../../graph/wire/webhooks.ts";
import { countryOf } from "../people/countries.ts";
import type { Customer } from "../people/customers.ts";
import { GraphFault, webhookError } from "../errors.ts";
import type { Outgoing } from "./outgoing.ts";
import { isMarketing } from "../pricing/rules.ts";
import { identityHashOf } from "./status-webhooks.ts";
import type { World } from "../world.ts";

const closedWindow =
  "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
const marketingCap = "The recipient has had as many marketing messages as Meta delivers. Wait at least 24 hours.";

/** Why an accepted message will fail after all, in the order in which the platform notices; undefined when it won't. */
export function failureOf(world: World, outgoing: Outgoing, pricing: WirePricing): WireWebhookError | undefined {
  const { customer, failure } = outgoing;
  return (
    failure ??
    businessFailure(world, pricing) ??
    (customer === undefined ? undefined : personFailure(world, outgoing, customer)) ??
    windowFailure(outgoing) ??
    (customer === undefined ? undefined : marketingFailure(world, outgoing, customer)) ??
    (customer === undefined ? undefined : portfolioFailure(world, outgoing, customer))
  );
}

/** Refuses a free-form message in a closed window at once, where the business is set to that. */
export function refuseClosedWindow(world: World, priced: Outgoing["priced"]): void {
  if (world.state.business.window === "sync" && isOutsideWindow(priced))
    throw new GraphFault(131047, { details: closedWindow });
}

function businessFailure(world: World, { billable }: WirePricing): WireWebhookError | undefined {
  const { displayName, payment } = world.state.business;
  if (!displayName) {
    return webhookError(
      131037,
      "The display name of this phone number has to be approved before messages can be sent.",
    );
  }
  if (!payment && billable === true) {
    return webhookError(131042, "Message failed to send because there is no valid payment method for this account.");
  }
  return undefined;
}

function personFailure(world: World, outgoing: Outgoing, customer: Customer): WireWebhookError | undefined {
  const { business, blockList } = world.state;
  if (blockList.has(outgoing.number.id, customer.phone)) {
    return webhookError(130403, "The recipient is blocked by this phone number. Unblock them first.");
  }
  const { restrictedCountries } = business;
  if (restrictedCountries.length > 0 && restrictedCountries.includes(countryOf(customer.phone))) {
    return webhookError(130497, "The business account is restricted from messaging users in this country.");
  }
  if (!customer.onWhatsApp || customer.blocked) {
    return webhookError(131026, "Message undeliverable: the recipient cannot receive it.");
  }
  const hash = identityHashOf(outgoing.message.payload);
  if (hash !== undefined && customer.identityHash !== undefined && hash !== customer.identityHash) {
    return webhookError(137000, "The identity of the recipient has changed since the given hash was told.");
  }
  return undefined;
}

const isOutsideWindow = ({ category, insideWindow }: Outgoing["priced"]): boolean =>
  category === "service" && !insideWindow;

function windowFailure({ priced, message }: Outgoing): WireWebhookError | undefined {
  // A pin is no message: nobody has to have written for it.
  return isOutsideWindow(priced) && message.type !== "pin" ? webhookError(131047, closedWindow) : undefined;
}

function marketingFailure(world: World, { priced }: Outgoing, customer: Customer): WireWebhookError | undefined {
  if (!isMarketing(priced)) return undefined;
  const { business, marketingCount } = world.state;
  if (customer.optOut) {
    return webhookError(131050, "The recipient has chosen to stop marketing messages from this business.");
  }
  if (customer.inExperiment) {
    return webhookError(130472, "The recipient's number is part of an experiment, so the message was not delivered.");
  }
  if (!business.usMarketing && countryOf(customer.phone) === "US") {
    return webhookError(131049, "Marketing templates are not delivered to numbers of the United States.");
  }
  if (customer.outcome === "marketing-cap") return webhookError(131049, marketingCap);
  const { marketingCap: cap } = business;
  if (cap !== null && !marketingCount.take(customer.phone, cap, world.clock.now())) {
    return webhookError(131049, marketingCap);
  }
  return undefined;
}

function portfolioFailure(world: World, { priced }: Outgoing, customer: Customer): WireWebhookError | undefined {
  if (priced.insideWindow || world.limits.takePerson(customer.phone, world.clock.now())) return undefined;
  return webhookError(131048, "The limit of people reached outside a service window within 24 hours is used up.");
}
