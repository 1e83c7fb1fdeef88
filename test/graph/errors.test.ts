import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GraphError, readErrorFacts } from "../../src/graph/errors.ts";
import { createScrub } from "../../src/graph/scrub.ts";
import { parseRetryAfter } from "../../src/graph/usage.ts";
import { clientFor, graphErrorBody, json, recipient, rejection, startServer, textMessage, token } from "./server.ts";

function graphError(body: unknown, httpStatus = 400): GraphError {
  const facts = readErrorFacts(body);
  if (facts === undefined) throw new Error("No error in there.");
  return new GraphError({ facts, httpStatus, scrub: createScrub({}) });
}

test("an error carries Meta's number, details and trace id, our explanation in both languages, and the next step", () => {
  const error = graphError(graphErrorBody(132001, "template name (order) does not exist in es"), 404);
  expect(error).toMatchObject({
    name: "GraphError",
    code: "graph.template_not_found",
    exit: 4,
    kind: "template",
    graphCode: 132001,
    httpStatus: 404,
    traceId: "AbCdEf",
    retry: "no",
    stops: false,
    details: "template name (order) does not exist in es",
  });
  expect(error.message).toBe(
    "No approved template has this name in this language. Meta says: template name (order) does not exist in es.",
  );
  expect(error.text.es).toContain("Respuesta de Meta: template name (order) does not exist in es.");
  expect(error.hint?.en).toContain("recado templates list");
  expect(JSON.parse(JSON.stringify(error.data))).toMatchObject({
    graphCode: 132001,
    traceId: "AbCdEf",
    kind: "template",
  });
});

test("a wrong app secret comes as a wrong parameter, and is told as what it is", () => {
  const body = (message: string) => ({ error: { message, type: "OAuthException", code: 100, fbtrace_id: "AbCdEf" } });
  const error = graphError(body("(#100) Invalid appsecret_proof provided in the API argument"));
  expect(error).toMatchObject({ code: "graph.wrong_app_secret", exit: 3, kind: "auth", stops: true, graphCode: 100 });
  expect(error.hint?.en).toMatch(/recado init --app-secret .*RECADO_APP_SECRET/);
  expect(error.text.es).toMatch(/secreto de la aplicación/);
  const inDetails = graphError(graphErrorBody(100, "Invalid appsecret_proof provided in the API argument"));
  expect(inDetails.code).toBe("graph.wrong_app_secret");
  expect(graphError(body("(#100) Invalid parameter")).code).toBe("graph.parameter");
});

test.each([
  [190, 401, "graph.token_expired", 3],
  [0, 401, "graph.token_invalid", 3],
  [10, 403, "graph.permission_denied", 3],
  [241, 403, "graph.permission_denied", 3],
  [133010, 400, "graph.number_not_registered", 3],
  [130429, 400, "graph.rate_limited", 5],
  [131056, 400, "graph.pair_rate_limited", 5],
  [2, 503, "graph.service_down", 5],
  [100, 400, "graph.parameter", 4],
  [131008, 400, "graph.parameter_missing", 4],
  [131009, 400, "graph.parameter_value", 4],
  [368, 403, "graph.policy_blocked", 4],
  [131047, 400, "graph.window_closed", 4],
  [777_777, 400, "graph.unknown", 4],
  [777_777, 500, "graph.unknown", 5],
  [501, 501, "graph.not_offered", 4],
])("Meta's %i with HTTP %i is %s and exits with %i", (code, status, word, exit) => {
  const error = graphError(graphErrorBody(code), status);
  expect(error.code).toBe(word);
  expect(error.exit).toBe(exit);
});

test.each<[string, unknown, { code?: number; details?: string }]>([
  [
    "a sentence as error_data",
    { error: { message: "m", code: 100, error_data: "Bad page" } },
    { code: 100, details: "Bad page" },
  ],
  [
    "JSON in error_data",
    { error: { message: "m", code: 100, error_data: '{"details":"Deep"}' } },
    { code: 100, details: "Deep" },
  ],
  [
    "broken JSON in error_data",
    { error: { message: "m", code: 100, error_data: '{"det' } },
    { code: 100, details: '{"det' },
  ],
  [
    "a user's title and message",
    { error: { message: "m", code: 100, error_subcode: 2388024, error_user_title: "Taken", error_user_msg: "Choose" } },
    { code: 100, details: "Taken: Choose" },
  ],
  ["the code as a string", { error: { message: "m", code: "190" } }, { code: 190 }],
  ["no code", { error: { message: "Something" } }, {}],
  ["no message", { error: { code: 4 } }, { code: 4 }],
  ["nulls", { error: { message: null, code: 4, error_data: null, fbtrace_id: null } }, { code: 4 }],
])("an envelope with %s is understood", (_, body, expected) => {
  const facts = readErrorFacts(body);
  expect(facts?.code).toBe(expected.code);
  expect(facts?.details).toBe(expected.details);
});

test.each([undefined, null, "x", [], {}, { error: "invalid" }, { error: {} }, { error: { type: "x" } }, { data: [] }])(
  "%j holds no Graph error",
  (body) => {
    expect(readErrorFacts(body)).toBeUndefined();
  },
);

test("no body whatever makes reading it fail", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (code, data) => {
      const facts = readErrorFacts({ error: { message: "m", code, error_data: data } });
      expect(facts?.message).toBe("m");
    }),
  );
});

test("Meta's words reach a terminal without control sequences", () => {
  expect(graphError(graphErrorBody(100, "bad \u001b[31mred\u001b[0m\r\nline")).details).toBe("bad red ⏎ line");
});

test.each([
  [{ "retry-after": "7" }, 7_000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:10 GMT" }, 9_000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 0],
  [
    {
      "x-business-use-case-usage":
        '{"1":[{"estimated_time_to_regain_access":2}],"2":[{"estimated_time_to_regain_access":5}]}',
    },
    300_000,
  ],
  [{ "x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":0}]}' }, undefined],
  [{ "x-business-use-case-usage": "not json" }, undefined],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
])("%j asks to wait %s ms", (headers, expected) => {
  expect(parseRetryAfter(headers, 1_000)).toBe(expected);
});

const appSecret = "0123456789abcdef0123456789abcdef";
const inputToken = "EAAinputtoken0987654321";
const secretWords = [token, appSecret, inputToken, recipient, recipient.slice(1)];

function everythingShown(error: unknown): string {
  const parts = [inspect(error, { depth: 10, showHidden: true }), JSON.stringify(error)];
  if (error instanceof Error) parts.push(error.message, error.stack ?? "", inspect(error.cause, { depth: 10 }));
  return parts.join("\n");
}

test("no error shows a token, a secret, the proof or a whole phone number, even where Meta repeats them", async () => {
  let proof = "";
  await using server = await startServer(({ url, socket }, response) => {
    proof = url.searchParams.get("appsecret_proof") ?? "";
    const echo = `Malformed access token ${token} ${inputToken}, secret ${appSecret}, proof ${proof}, to ${recipient} (12025550143)`;
    switch (server.requests.length) {
      case 1:
        json(response, graphErrorBody(190, echo, { message: echo, error_user_msg: echo, fbtrace_id: token }), 401);
        break;
      case 2:
        json(response, { error: { message: echo, code: 190 } }, 401);
        break;
      case 3:
        socket.destroy();
        break;
      case 4:
        response.writeHead(502).end(echo);
        break;
      default:
        response.end(echo);
    }
  });
  await using graph = clientFor(server, { appSecret, maxAttempts: 1 });
  const errors = [
    await rejection(graph.messages.send("123", textMessage)),
    await rejection(graph.tokens.debug(inputToken)),
    await rejection(graph.tokens.debug(inputToken)),
    await rejection(graph.messages.send("123", textMessage)),
    await rejection(graph.messages.send("123", textMessage)),
  ];
  await using nowhere = clientFor({ url: "http://127.0.0.1:9" }, { appSecret, maxAttempts: 1 });
  errors.push(await rejection(nowhere.tokens.debug(inputToken)));
  expect(proof).toMatch(/^[0-9a-f]{64}$/);
  const codes = errors.map((error) => (error instanceof Error && "code" in error ? error.code : ""));
  expect(codes).toEqual([
    "graph.token_expired",
    "graph.token_expired",
    "network.reset",
    "network.http_error",
    "network.bad_answer",
    "network.refused",
  ]);
  for (const error of errors.slice(1)) {
    const shown = everythingShown(error);
    for (const secret of [...secretWords.slice(0, 3), proof]) expect(shown).not.toContain(secret);
  }
  // Only a send knows whom it is for.
  for (const error of [errors[0], errors[3], errors[4]]) {
    const shown = everythingShown(error);
    for (const secret of [...secretWords, proof]) expect(shown).not.toContain(secret);
  }
});
