import type { WireSuccess } from "../../graph/wire/common.ts";
import type { WireContactBookDeleted, WireUsername, WireUsernameSuggestions } from "../../graph/wire/usernames.ts";
import { isParentUserId } from "../people/customers.ts";
import { GraphFault, invalidValue } from "../errors.ts";
import type { Call } from "../http/router.ts";
import type { NumberState } from "../state.ts";
import { keys, refuseUnknown, requiredText, requiredWord } from "../validate/check.ts";
import { sendAccountWebhook } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

const bodyKeys = keys("username", "transfer_action", "messaging_product");
const longest = 35;

/** Letters, digits, dots and underscores, with a letter among them, and nothing that looks like an address. */
function isUsername(word: string): boolean {
  return (
    /^(?=.*[a-z])[a-z0-9._]{3,35}$/.test(word) &&
    !/^\.|\.$|\.\.|^www/.test(word) &&
    !/\.(?:com|net|org|info|biz|io|me|app)$/.test(word)
  );
}

function numberOf({ world, id }: Call): NumberState {
  const number = world.state.numbers.get(id);
  if (number === undefined) throw new GraphFault(100);
  return number;
}

function report(world: World, number: NumberState, status: string, username?: string): void {
  void sendAccountWebhook(world, "business_username_updates", {
    display_phone_number: number.digits,
    ...(username === undefined ? {} : { username }),
    status,
  });
}

/** `POST /{phone_number_id}/username`: approved where the display name is, otherwise reserved. */
export function setUsername(call: Call): WireUsername {
  const { world, id, body } = call;
  const number = numberOf(call);
  refuseUnknown(body, bodyKeys, "");
  const username = requiredText(body, "username", "", longest).toLowerCase();
  if (!isUsername(username)) throw invalidValue("Param username is not a valid username.");
  const transfer =
    body["transfer_action"] === undefined
      ? "none"
      : requiredWord(body, "transfer_action", "", ["none", "force_transfer"]);
  const { usernames, customers, business } = world.state;
  for (const customer of customers.known()) {
    if (customer.username?.toLowerCase() === username)
      throw new GraphFault(147001, { details: "The username is taken." });
  }
  for (const [other, taken] of usernames) {
    if (taken !== username || other === id) continue;
    if (transfer === "none")
      throw new GraphFault(147005, { details: "The username belongs to another number of this business." });
    usernames.delete(other);
  }
  const status = business.displayName ? "approved" : "reserved";
  if (usernames.get(id) !== username) report(world, number, status, username);
  usernames.set(id, username);
  return { status };
}

/** `GET /{phone_number_id}/username` */
export function getUsername(call: Call): WireUsername {
  numberOf(call);
  const { usernames, business } = call.world.state;
  const username = usernames.get(call.id);
  if (username === undefined) return { status: "none" };
  return { username, status: business.displayName ? "approved" : "reserved" };
}

/** `DELETE /{phone_number_id}/username` */
export function deleteUsername(call: Call): WireSuccess {
  const number = numberOf(call);
  if (call.world.state.usernames.delete(call.id)) report(call.world, number, "deleted");
  return { success: true };
}

/** `GET /{phone_number_id}/username_suggestions`: made of the display name. */
export function suggestUsernames(call: Call): WireUsernameSuggestions {
  const name = numberOf(call)
    .object.verified_name.toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "");
  const base = isUsername(name) ? name.slice(0, longest - 9) : "business";
  return { data: [{ username_suggestions: [base, `${base}.official`, `${base}_shop`] }] };
}

/** `DELETE /{phone_number_id}/contact_book?bsuid=`: webhooks forget the person's number. */
export function deleteFromContactBook(call: Call): WireContactBookDeleted {
  const { world, query } = call;
  numberOf(call);
  const userId = query.get("bsuid") ?? call.body["bsuid"];
  if (typeof userId !== "string" || userId === "")
    throw new GraphFault(100, { message: "(#100) The parameter bsuid is required." });
  if (isParentUserId(userId)) throw invalidValue("Parent business-scoped user IDs are not supported.");
  const customer = world.state.customers.byUserId(userId);
  const deleted = customer?.contactBook === true;
  if (customer !== undefined && deleted) customer.contactBook = false;
  return { messaging_product: "whatsapp", success: true, deleted };
}
