import { expect, test } from "vitest";
import { clientFor, collect, graphErrorBody, json, rejection, startServer } from "./server.ts";

const ana = { input: "+12025550143", wa_id: "12025550143" };
const stranger = { input: "+12025550199", errors: [{ code: 131_047, message: "Re-engagement required" }] };

test("people are blocked and unblocked, by number or by user id", async () => {
  await using server = await startServer(({ method }, response) =>
    json(response, {
      messaging_product: "whatsapp",
      block_users: method === "POST" ? { added_users: [ana] } : { removed_users: [ana] },
    }),
  );
  await using graph = clientFor(server);
  const users = [{ user: "+12025550143" }, { user_id: "US.90817263544536271819" }];
  expect(await graph.blockList.block("123", users)).toEqual({ done: [ana], failed: [] });
  expect(await graph.blockList.unblock("123", users)).toEqual({ done: [ana], failed: [] });
  expect(server.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    "POST /v25.0/123/block_users",
    "DELETE /v25.0/123/block_users",
  ]);
  for (const { body } of server.requests) {
    expect(JSON.parse(String(body))).toEqual({ messaging_product: "whatsapp", block_users: users });
  }
});

test("Meta's page prints added_users for unblocking too", async () => {
  await using server = await startServer((_, response) =>
    json(response, { messaging_product: "whatsapp", block_users: { added_users: [ana] } }),
  );
  await using graph = clientFor(server);
  expect(await graph.blockList.unblock("123", [{ user: "+12025550143" }])).toEqual({ done: [ana], failed: [] });
});

test("where only some could be blocked, the result says who", async () => {
  await using server = await startServer((_, response) =>
    json(
      response,
      {
        messaging_product: "whatsapp",
        block_users: { added_users: [ana], failed_users: [stranger] },
        ...(graphErrorBody(139_100, "Failed to block some users") as object),
      },
      400,
    ),
  );
  await using graph = clientFor(server);
  const users = [{ user: "+12025550143" }, { user: "+12025550199" }];
  expect(await graph.blockList.block("123", users)).toEqual({ done: [ana], failed: [stranger] });
  expect(server.requests).toHaveLength(1);
});

test("a whole refusal is an error that shows nobody", async () => {
  await using server = await startServer((_, response) =>
    json(response, graphErrorBody(139_101, "No room for +12025550143 or US.90817263544536271819"), 400),
  );
  await using graph = clientFor(server);
  const users = [{ user: "+12025550143" }, { user_id: "US.90817263544536271819" }];
  const error = await rejection(graph.blockList.block("123", users));
  expect(error).toMatchObject({ graphCode: 139_101 });
  expect(JSON.stringify([String(error), error])).not.toMatch(/2025550143|90817263544536271819/);
});

test.each([
  ["nobody", [], "block.nobody"],
  ["a parent id", [{ user: "+12025550143" }, { user_id: "US.ENT.1" }], "graph.parent_user_id"],
  ["what is no id", [{ user_id: "ana" }], "graph.bad_user_id"],
])("refused before anything leaves: %s", async (_, users, code) => {
  await using server = await startServer((_request, response) => json(response, {}));
  await using graph = clientFor(server);
  expect(await rejection(graph.blockList.block("123", users))).toMatchObject({ code, exit: 2 });
  expect(server.requests).toHaveLength(0);
});

test("the list of the blocked, page by page, though it nests them", async () => {
  await using server = await startServer(({ url }, response) =>
    url.searchParams.get("after") === null
      ? json(response, {
          data: [{ block_users: [{ wa_id: "12025550143" }, { user_id: "US.1" }] }],
          paging: { cursors: { after: "c1" }, next: "https://graph.facebook.com/x?after=c1" },
        })
      : json(response, { data: [{ block_users: [{ wa_id: "12025550144" }] }] }),
  );
  await using graph = clientFor(server);
  expect(await collect(graph.blockList.list("123", { pageSize: 2 }))).toEqual([
    { wa_id: "12025550143" },
    { user_id: "US.1" },
    { wa_id: "12025550144" },
  ]);
});
