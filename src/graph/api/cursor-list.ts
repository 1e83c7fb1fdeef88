import { paginate, type ListOptions } from "../paginate.ts";
import type { Requester } from "../request.ts";
import type { WireList } from "../wire/common.ts";

/** What is listed, and how one page of it reads. */
export interface CursorList<Item> {
  readonly path: string;
  /** Filters and fields; the cursor and the size of a page are added. */
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly read: (body: unknown) => WireList<Item> | undefined;
}

/** Every list of the Graph API that goes by cursors: page by page as it is read. */
export function cursorList<Item>(
  requester: Requester,
  { path, query, read }: CursorList<Item>,
  options: ListOptions,
): AsyncGenerator<Item, void, undefined> {
  return paginate(
    async ({ after, size }) =>
      requester.request({
        method: "GET",
        path,
        query: { ...query, limit: String(size), after },
        repeatable: true,
        read,
        signal: options.signal,
      }),
    options,
  );
}
