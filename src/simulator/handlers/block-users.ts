import {
  blockUsersPath,
  type WireBlockedUser,
  type WireBlockFailure,
  type WireBlockList,
} from "../../graph/wire/block-users.ts";
import type { WireErrorEnvelope } from "../../graph/wire/common.ts";
import { longestBlockList } from "../people/block-list.ts";
import { type Customer, digitsOf, isParentUserId, isUserId } from "../people/customers.ts";
import { GraphFault, invalidValue, webhookError } from "../errors.ts";
import { phoneIsShown } from "../people/identifiers.ts";
import { listAddress } from "../http/paginate.ts";
import type { Call } from "../http/router.ts";
import { isObject, keys, refuseUnknown, requiredArray, requiredText } from "../validate/check.ts";
import type { World } from "../world.ts";

const bodyKeys = keys("messaging_product", "block_users");
const userKeys = keys("user", "user_id");
const mostAtOnce = 1_000;

interface Lists {
  readonly added_users?: WireBlockedUser[];
  readonly removed_users?: WireBlockedUser[];
  readonly failed_users: WireBlockFailure[];
}

/** A refusal that says beside its error what was done and what was not. */
class PartialBlock extends GraphFault {
  readonly lists: Lists;

  constructor(details: string, lists: Lists) {
    super(139100, { details });
    this.lists = lists;
  }

  override envelope(traceId: string): WireErrorEnvelope {
    const { error } = super.envelope(traceId);
    const details = this.options.details ?? "";
    // Unlike elsewhere, `error_data` does not name the product.
    return Object.assign(
      { messaging_product: "whatsapp", block_users: this.lists },
      {
        error: { ...error, error_data: { details } },
      },
    );
  }
}

/** One entry of the body: who is meant, and how they were named. */
interface Named {
  readonly input: string;
  readonly by: "user" | "user_id";
  readonly customer: Customer | undefined;
}

function namedUsers(world: World, body: Call["body"]): Named[] {
  refuseUnknown(body, bodyKeys, "");
  if (body["messaging_product"] !== "whatsapp")
    throw new GraphFault(100, { message: "(#100) The parameter messaging_product is required." });
  const users = requiredArray(body, "block_users", "");
  if (users.length === 0 || users.length > mostAtOnce)
    throw invalidValue(`Param block_users must have between 1 and ${mostAtOnce} elements.`);
  return users.map((entry, index) => {
    const path = `block_users[${index}]`;
    if (!isObject(entry)) throw invalidValue(`Param ${path} must be an object.`);
    refuseUnknown(entry, userKeys, path);
    if (entry["user_id"] !== undefined) {
      const input = requiredText(entry, "user_id", path, 140);
      return { input, by: "user_id", customer: isUserId(input) ? world.state.customers.byUserId(input) : undefined };
    }
    const input = requiredText(entry, "user", path, 40);
    const digits = digitsOf(input);
    const known = digits.length >= 7 && digits.length <= 15;
    return { input, by: "user", customer: known ? world.state.customers.get(digits) : undefined };
  });
}

function shown({ input, by }: Named, customer: Customer | undefined): WireBlockedUser {
  if (customer === undefined) return { input };
  return { input, ...(by === "user" ? { wa_id: customer.phone } : { user_id: customer.bsuid }) };
}

function failed(named: Named, code: number, details: string): WireBlockFailure {
  const { title } = webhookError(code, details);
  return {
    ...shown(named, named.customer),
    errors: [{ message: `(#${code}) ${title}`, code, error_data: { details } }],
  };
}

/** `POST /{phone_number_id}/block_users` */
export function blockUsers({ world, id, body }: Call): unknown {
  const { blockList } = world.state;
  const added: WireBlockedUser[] = [];
  const failures: WireBlockFailure[] = [];
  for (const named of namedUsers(world, body)) {
    const { customer, input } = named;
    if (isParentUserId(input))
      failures.push(failed(named, 131009, "Parent business-scoped user IDs cannot be blocked."));
    else if (customer === undefined) failures.push(failed(named, 131009, "This is not a user of WhatsApp."));
    else if (blockList.has(id, customer.phone)) added.push(shown(named, customer));
    else if ((customer.windows.get(id) ?? 0) <= world.clock.now())
      failures.push(failed(named, 131047, "Only users who have written in the last 24 hours can be blocked."));
    else if (blockList.size(id) >= longestBlockList)
      failures.push(failed(named, 139101, `The block list may have at most ${longestBlockList} users.`));
    else {
      blockList.add(id, world.state.customers.keep(customer.phone).phone, input);
      added.push(shown(named, customer));
    }
  }
  if (failures.length > 0)
    throw new PartialBlock("Some of the users could not be blocked.", { added_users: added, failed_users: failures });
  return { messaging_product: "whatsapp", block_users: { added_users: added } };
}

/** `DELETE /{phone_number_id}/block_users`; somebody who was not blocked is none the worse for it. */
export function unblockUsers({ world, id, body }: Call): unknown {
  const removed: WireBlockedUser[] = [];
  const failures: WireBlockFailure[] = [];
  for (const named of namedUsers(world, body)) {
    const { customer, input } = named;
    if (customer === undefined || isParentUserId(input)) {
      failures.push(failed(named, 131009, "This is not a user of WhatsApp."));
      continue;
    }
    world.state.blockList.remove(id, customer.phone);
    removed.push(shown(named, customer));
  }
  if (failures.length > 0) {
    throw new PartialBlock("Some of the users could not be unblocked.", {
      removed_users: removed,
      failed_users: failures,
    });
  }
  return { messaging_product: "whatsapp", block_users: { removed_users: removed } };
}

const defaultLimit = 25;
const encode = (version: number, place: number): string => Buffer.from(`${version}:${place}`).toString("base64url");

/** Where a cursor stands; refused when the list has changed since it was given. */
function placeOf(cursor: string, version: number, size: number): number {
  const match = /^(\d+):(\d+)$/.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  const place = Number(match?.[2] ?? Number.NaN);
  if (match === null || place > size) throw new GraphFault(131059, { details: "The paging cursor is invalid." });
  if (Number(match[1]) !== version)
    throw new GraphFault(139102, { details: "The block list has changed. Begin the listing again." });
  return place;
}

/** `GET /{phone_number_id}/block_users`: the people stand one level deeper than in other lists. */
export function listBlockedUsers(call: Call): WireBlockList {
  const { world, id, query } = call;
  const { blockList, customers } = world.state;
  const people = blockList.people(id);
  const version = blockList.version(id);
  const limit = Number(query.get("limit") ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphFault(100, { message: "(#100) Param limit must be an integer greater than 0" });
  const after = query.get("after");
  const before = query.get("before");
  const end = before === null ? undefined : placeOf(before, version, people.length);
  const start =
    end === undefined ? (after === null ? 0 : placeOf(after, version, people.length)) : Math.max(end - limit, 0);
  const page = people.slice(start, end ?? start + Math.min(limit, mostAtOnce));
  if (page.length === 0) return { data: [] };
  const users = page.map(([phone]): WireBlockedUser => {
    const customer = customers.get(phone);
    return { ...(phoneIsShown(world, customer) ? { wa_id: phone } : {}), user_id: customer.bsuid };
  });
  const cursors = { before: encode(version, start), after: encode(version, start + page.length) };
  const more = start + page.length < people.length;
  const next = `${listAddress(call, blockUsersPath(id))}&limit=${limit}&after=${cursors.after}`;
  return { data: [{ block_users: users }], paging: { cursors, ...(more ? { next } : {}) } };
}
