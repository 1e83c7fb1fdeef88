import fc from "fast-check";
import { expect, test } from "vitest";
import { paginate, type PageRequest } from "../../src/graph/paginate.ts";
import type { WireList } from "../../src/graph/wire/common.ts";
import { collect, rejection } from "./server.ts";

/** Serves `items` as Graph does: cursors on every page, `next` on all but the last. */
function serve(items: readonly number[], asked: PageRequest[] = []) {
  return async (page: PageRequest): Promise<WireList<number>> => {
    asked.push(page);
    const start = page.after === undefined ? 0 : Number(page.after);
    const end = Math.min(start + page.size, items.length);
    return {
      data: items.slice(start, end),
      paging: {
        cursors: { before: String(start), after: String(end) },
        ...(end < items.length ? { next: `https://graph.example/x?after=${end}` } : {}),
      },
    };
  };
}

test("every item once and in order, whatever the sizes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer(), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
      async (items, pageSize, limit) => {
        const got = await collect(paginate(serve(items), { pageSize, limit }));
        expect(got).toEqual(items.slice(0, limit ?? items.length));
      },
    ),
  );
});

test("no more pages are asked for than are read", async () => {
  const asked: PageRequest[] = [];
  for await (const item of paginate(serve([1, 2, 3, 4, 5, 6], asked), { pageSize: 2 })) {
    if (item === 3) break;
  }
  expect(asked).toEqual([
    { after: undefined, size: 2 },
    { after: "2", size: 2 },
  ]);
});

test("the cursor is found in the address of the next page where it stands nowhere else", async () => {
  const pages: WireList<string>[] = [
    { data: ["a"], paging: { next: "https://graph.example/x?access_token=T&after=c9" } },
    { data: ["b"] },
  ];
  const cursors: (string | undefined)[] = [];
  const got = await collect(
    paginate(async ({ after }) => {
      cursors.push(after);
      return pages.shift() ?? { data: [] };
    }),
  );
  expect(got).toEqual(["a", "b"]);
  expect(cursors).toEqual([undefined, "c9"]);
});

test("a server that gives the same page for ever is found out", async () => {
  const same = async (): Promise<WireList<number>> => ({
    data: [1],
    paging: { cursors: { after: "x" }, next: "https://graph.example/x?after=x" },
  });
  expect(await rejection(collect(paginate(same)))).toMatchObject({ code: "network.endless_list" });
});
