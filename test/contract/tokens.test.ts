import { expect, test } from "vitest";
import { accessTokenPath } from "../../src/graph/wire/tokens.ts";
import { contractWorld, everythingWasUsed, refusal } from "./book.ts";

test("a token says what it may do, and for whom", async () => {
  const { simulator, graph } = await contractWorld();
  expect(await graph.tokens.debug(simulator.accessToken)).toMatchObject({
    is_valid: true,
    app_id: simulator.appId,
    expires_at: 0,
    scopes: expect.arrayContaining(["whatsapp_business_messaging", "whatsapp_business_management"]) as string[],
    granular_scopes: expect.arrayContaining([
      { scope: "whatsapp_business_messaging", target_ids: [simulator.wabaId] },
    ]) as unknown[],
  });
});

test("a stranger's is not valid, which is an answer too", async () => {
  const { graph } = await contractWorld();
  expect(await graph.tokens.debug("EAAanother")).toMatchObject({ is_valid: false });
});

test("one that expired is seen by the app's own token, and not by itself", async () => {
  const { simulator, graph, client } = await contractWorld();
  simulator.token({ expired: true });
  const error = await refusal(graph.tokens.debug(simulator.accessToken));
  expect(error).toMatchObject({ code: "graph.token_expired", graphCode: 190, exit: 3 });
  expect(error.message).not.toContain(simulator.accessToken);
  const app = client({ accessToken: `${simulator.appId}|${simulator.appSecret}` });
  expect(await app.tokens.debug(simulator.accessToken)).toMatchObject({ is_valid: false });
});

test("one that lost a scope says so", async () => {
  const { simulator, graph } = await contractWorld();
  simulator.token({ scopes: ["whatsapp_business_management"] });
  const { scopes } = await graph.tokens.debug(simulator.accessToken);
  expect(scopes).toEqual(["whatsapp_business_management"]);
});

test("an app's own token is given for its id and secret, and not for another secret", async () => {
  const { simulator, client } = await contractWorld();
  // The client has no method for it: recado is given a token that a person made.
  const ask = (secret: string) =>
    client({ accessToken: "none", appSecret: undefined }).request({
      method: "GET",
      path: accessTokenPath,
      query: { client_id: simulator.appId, client_secret: secret, grant_type: "client_credentials" },
      repeatable: true,
      read: (answer) => answer,
    });
  const own = `${simulator.appId}|${simulator.appSecret}`;
  expect(await ask(simulator.appSecret)).toMatchObject({ access_token: own });
  await expect(ask("another")).rejects.toMatchObject({ exit: expect.any(Number) as number });
});

everythingWasUsed();
