import { NetworkError } from "../core/errors.ts";
import type { WireList, WirePaging } from "./wire/common.ts";

/** How much of a list is read, and in which steps. */
export interface ListOptions {
  /** How many items are wanted in all; every one when absent. */
  readonly limit?: number | undefined;
  /** How many to ask for in one call. */
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PageRequest {
  readonly after: string | undefined;
  readonly size: number;
}

const defaultPageSize = 100;

/**
 * The cursor of the page that follows. The last page has cursors too, but no `next`; and `next` itself is never called,
 * since it carries the access token in its query.
 */
function nextCursor(paging: WirePaging | undefined): string | undefined {
  if (paging?.next === undefined) return undefined;
  const after =
    paging.cursors?.after ?? (URL.canParse(paging.next) ? new URL(paging.next).searchParams.get("after") : null);
  return after === null || after === "" ? undefined : after;
}

/** Goes through cursor pages item by item, and asks for the next page only when the reader gets there. */
export async function* paginate<Item>(
  fetchPage: (page: PageRequest) => Promise<WireList<Item>>,
  { limit = Number.POSITIVE_INFINITY, pageSize = defaultPageSize }: ListOptions = {},
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<string>();
  let after: string | undefined;
  let left = limit;
  while (left > 0) {
    const page = await fetchPage({ after, size: Math.min(pageSize, left) });
    for (const item of page.data.slice(0, left)) yield item;
    left -= page.data.length;
    after = nextCursor(page.paging);
    if (after === undefined) return;
    if (seen.has(after)) {
      throw new NetworkError({
        code: "network.endless_list",
        sent: "maybe",
        text: {
          en: "The list does not end: the same page came back again.",
          es: "La lista no termina: volvió a llegar la misma página.",
        },
        hint: { en: "Try again later.", es: "Inténtelo de nuevo más tarde." },
      });
    }
    seen.add(after);
  }
}
