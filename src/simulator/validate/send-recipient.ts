import { type Customer, digitsOf, isUserId } from "../people/customers.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import type { GroupState } from "../groups/groups.ts";
import type { NumberState } from "../state.ts";
import type { World } from "../world.ts";
import type { Json } from "./check.ts";

/** Who gets a message. `input` is what the caller wrote, for the answer. */
export type Recipient =
  | { readonly kind: "person"; readonly customer: Customer; readonly by: "phone" | "user_id"; readonly input: string }
  | { readonly kind: "group"; readonly group: GroupState; readonly input: string };

const phonePattern = /^\+?[\d\s()-]{1,40}$/;

/** The refusal of a missing parameter at the top, which has no details. */
export const requiredAtTop = (key: string): GraphFault =>
  new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });

const given = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/**
 * Who `to` or `recipient` names; a number has priority over a user id.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function checkRecipient(world: World, body: Json, sender: NumberState): Recipient {
  const kind = body["recipient_type"] ?? "individual";
  if (kind !== "individual" && kind !== "group")
    throw invalidParameter("Param recipient_type must be one of {INDIVIDUAL, GROUP}.");
  const { to, recipient } = body;
  if (!given(to) && !given(recipient)) throw requiredAtTop("to");
  if (kind === "group") return groupOf(world, to, sender);
  if (given(recipient) && (typeof recipient !== "string" || !isUserId(recipient)))
    throw invalidValue("Param recipient must be a business-scoped user ID.");
  return given(to) ? personByPhone(world, to, sender) : personByUserId(world, String(recipient));
}

function personByPhone(world: World, to: unknown, sender: NumberState): Recipient {
  if (typeof to !== "string" || !phonePattern.test(to)) throw invalidValue("Param to must be a phone number.");
  const digits = digitsOf(to);
  if (digits.length < 7 || digits.length > 15)
    throw invalidValue("Param to must be a phone number with its country code.");
  if (digits === sender.digits)
    throw new GraphFault(131021, { details: "The recipient's phone number is the sender's." });
  return { kind: "person", customer: world.state.customers.get(digits), by: "phone", input: to };
}

function personByUserId(world: World, userId: string): Recipient {
  const customer = world.state.customers.byUserId(userId);
  if (customer === undefined)
    throw invalidValue("Param recipient is not a user ID that this business portfolio can reach.");
  return { kind: "person", customer, by: "user_id", input: userId };
}

function groupOf(world: World, to: unknown, sender: NumberState): Recipient {
  if (typeof to !== "string") throw invalidValue("Param to must be a group ID.");
  const group = world.state.groups.get(to);
  if (group === undefined || group.phoneNumberId !== sender.id)
    throw new GraphFault(131041, { details: "Param to is not a group of this phone number." });
  if (group.suspended) throw new GraphFault(131207, { details: "The group is suspended." });
  if (group.members.length === 0)
    throw new GraphFault(131020, { details: "The group has no members besides the business." });
  return { kind: "group", group, input: to };
}
