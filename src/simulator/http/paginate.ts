import type { WirePaging } from "../../graph/wire/common.ts";
import { GraphFault } from "../errors.ts";
import type { Call } from "./router.ts";

const defaultLimit = 25;
const mostAtOnce = 1_000;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly paging?: WirePaging;
}

const encode = (id: string): string => Buffer.from(`after:${id}`).toString("base64url");

function place(ids: readonly string[], cursor: string): number {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const found = text.startsWith("after:") ? ids.indexOf(text.slice("after:".length)) : -1;
  // A cursor is stale as soon as its item is gone: a client must begin again rather than miss or repeat items.
  if (found === -1)
    throw new GraphFault(131059, { details: "The paging cursor is invalid or has expired. Begin the listing again." });
  return found;
}

function limitOf(query: URLSearchParams): number {
  const text = query.get("limit");
  if (text === null) return defaultLimit;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new GraphFault(100, { message: "(#100) Param limit must be an integer greater than 0" });
  return Math.min(limit, mostAtOnce);
}

/**
 * The address of a list, for its links. Graph puts the token into it, so that whoever has the link can follow it.
 */
export function listAddress({ world, version }: Pick<Call, "world" | "version">, path: string): string {
  return `${world.url}/${version}${path}?access_token=${encodeURIComponent(world.credentials.accessToken)}`;
}

/** One page by cursor. `address` is that of the list, for the `next` and `previous` links. */
export function paginate<Item extends { readonly id: string }>(
  all: readonly Item[],
  query: URLSearchParams,
  address: string,
): Page<Item> {
  const limit = limitOf(query);
  const ids = all.map((item) => item.id);
  const after = query.get("after");
  const before = query.get("before");
  const end = before === null ? undefined : place(ids, before);
  const start = end === undefined ? (after === null ? 0 : place(ids, after) + 1) : Math.max(end - limit, 0);
  const items = all.slice(start, end ?? start + limit);
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return { items };
  const cursors = { before: encode(first.id), after: encode(last.id) };
  const link = (key: "after" | "before", cursor: string): string => {
    const target = new URLSearchParams(query);
    for (const name of ["after", "before", "access_token", "appsecret_proof"]) target.delete(name);
    target.set("limit", String(limit));
    target.set(key, cursor);
    return `${address}&${target.toString()}`;
  };
  return {
    items,
    paging: {
      cursors,
      ...(start + items.length < all.length ? { next: link("after", cursors.after) } : {}),
      ...(start > 0 ? { previous: link("before", cursors.before) } : {}),
    },
  };
}
