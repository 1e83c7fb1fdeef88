import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { errorTable } from "../../src/simulator/error-table.ts";
import { startSimulator } from "../../src/testing.ts";
import { type AnswerCase, answerCases, byFault, still, type Unusual } from "./error-cases.ts";
import { nestedCases, peopleCases } from "./error-cases-people.ts";
import { templateCases, templateSendCases } from "./error-cases-templates.ts";
import { failureAfter, otherWebhookCases, statusCases, type WebhookCase } from "./error-cases-webhooks.ts";
import { at, connect } from "./helpers.ts";

/** What the simulator answers only when a fault asks for it. */
const onlyByFault = [
  0, 2, 3, 4, 10, 33, 104, 368, 613, 131005, 131016, 131030, 131031, 131035, 131036, 131044, 131045, 131052, 131057,
  131203, 131208, 132068, 132069, 133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011,
  134101, 134102, 135000, 138000, 138001, 138002, 138003, 138004, 138005, 138006, 138007, 138012, 138013, 138014,
  138015, 138017, 138018, 139000, 139001, 139002, 139003, 139004, 139005, 139006, 139103, 147002, 147003, 147004,
  2494100,
];

/** The documented HTTP statuses; 400 for those of the documented codes that stand here without one. */
const documented: Readonly<Record<number, readonly number[]>> = {
  206: [131201],
  400: [
    1, 4, 33, 100, 80007, 130403, 130429, 130472, 131008, 131009, 131020, 131021, 131026, 131030, 131037, 131041,
    131042, 131044, 131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056, 131059, 131062, 131063,
    131064, 131202, 131203, 131204, 131209, 131210, 131211, 131212, 131213, 131214, 131215, 132000, 132005, 132007,
    132008, 132012, 132015, 132016, 132018, 132021, 132068, 132069, 133005, 133006, 133008, 133009, 133010, 133015,
    133016, 134011, 134100, 134101, 135000, 137000, 138001, 138003, 138009, 138012, 138013, 138014, 138015, 138017,
    138018, 139000, 139001, 139002, 139003, 139004, 139005, 139006, 139100, 139101, 139102, 139103, 139200, 147001,
    147002, 147003, 147004, 147005, 2046, 2047, 130501, 131035, 131036, 131060, 2593109,
  ],
  401: [0, 190, 138000, 138006],
  403: [10, 200, 368, 130497, 131005, 131031, 131207],
  404: [132001],
  429: [613, 131208, 138002, 138005],
  500: [3, 131000, 131016, 131045, 131057, 133000, 134102, 138004, 138007],
  503: [2, 133004],
};

const titleOf = (code: number): string | undefined => errorTable[code]?.[0];
const known = Object.keys(errorTable).map(Number);

const sentence: unknown = expect.stringMatching(/^\S.*\S$/s);

/** The whole `error` of an answer. */
const envelope = (code: number, { message, details, subcode, type = "OAuthException" }: Unusual): unknown => ({
  message: message === undefined ? `(#${code}) ${titleOf(code)}` : expect.stringMatching(message),
  type,
  code,
  ...(subcode === undefined ? {} : { error_subcode: subcode }),
  ...(details === false ? {} : { error_data: dataOf(code) }),
  ...(code === 1 ? { is_transient: true } : {}),
});

/** Errors about blocking do not name the product. */
const dataOf = (code: number): unknown => ({
  ...(code === 139100 ? {} : { messaging_product: "whatsapp" }),
  details: sentence,
});

describe("a call is answered with", () => {
  test.each<AnswerCase>([...answerCases, ...templateSendCases, ...peopleCases])(
    "%i for %s",
    async (code, _, status, call, more = {}) => {
      await using sim = await startSimulator(still);
      const answer = await call(sim);
      const { fbtrace_id, ...error } = Object(at(answer.body, "error"));
      expect([answer.status, error.code]).toEqual([status, code]);
      expect(error).toEqual(envelope(code, more));
      expect(fbtrace_id).toBe(answer.headers.get("x-fb-trace-id"));
    },
  );

  test.each(nestedCases)("%i inside it for %s", async (code, _, status, place, call) => {
    await using sim = await startSimulator(still);
    const answer = await call(sim);
    expect(answer.status).toBe(status);
    expect(at(answer.body, ...place)).toEqual({
      message: `(#${code}) ${titleOf(code)}`,
      code,
      error_data: { details: sentence },
    });
  });
});

test.each(templateCases)("a rule on templates answers 100 with %i for %s", async (subcode, _, call) => {
  await using sim = await startSimulator(still);
  const answer = await call(sim);
  expect(answer.status).toBe(400);
  expect(at(answer.body, "error")).toEqual({
    message: "Invalid parameter",
    type: "OAuthException",
    code: 100,
    error_subcode: subcode,
    error_user_title: expect.stringMatching(/^\S.*\S$/),
    error_user_msg: expect.stringMatching(/^\S.*\.$/),
    fbtrace_id: answer.headers.get("x-fb-trace-id"),
  });
});

const webhookError = (code: number, { title = titleOf(code), href = true } = {}): unknown => ({
  code,
  title,
  message: title,
  error_data: { details: sentence },
  ...(href ? { href: expect.stringMatching(/^https:\/\/developers\.facebook\.com\/.*error-codes/) } : {}),
});

describe("a webhook tells", () => {
  test.each(statusCases)("%i after a 200 for %s", async (code, _, sends) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const { answer, failed } = await failureAfter(sim, sends, () => receiver.statuses);
    expect(answer.status).toBe(200);
    expect(at(failed, "errors")).toEqual([webhookError(code)]);
    expect(failed).not.toHaveProperty("pricing");
  });

  test.each<WebhookCase>([...otherWebhookCases])("%i of %s", async (code, _, field, place, happens, more = {}) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    await happens(sim);
    await sim.settled();
    expect(receiver.values(field).map((value) => at(value, ...place))).toContainEqual(webhookError(code, more));
  });
});

test.each(onlyByFault)("%i comes by a fault, with its own title and status", async (code) => {
  await using sim = await startSimulator(still);
  const answer = await byFault(sim, code);
  expect([answer.status, at(answer.body, "error", "message")]).toEqual([
    errorTable[code]?.[1],
    `(#${code}) ${titleOf(code)}`,
  ]);
  expect(at(answer.body, "error", "error_data")).toEqual({ messaging_product: "whatsapp", details: "As asked for." });
  expect(sim.count()).toBe(0);
});

describe("the table of codes", () => {
  const rows = [answerCases, templateSendCases, peopleCases, nestedCases, statusCases, otherWebhookCases];
  const produced = new Set(rows.flatMap((list) => list.map(([code]) => code)));

  test("has a row here for each code, or says that it comes by a fault only", () => {
    expect([...produced, ...onlyByFault].toSorted((one, other) => one - other)).toEqual(known);
  });

  test("has the documented statuses", () => {
    const statuses = Object.entries(documented).flatMap(([status, codes]) =>
      codes.map((code) => [code, Number(status)]),
    );
    expect(statuses).toEqual(statuses.map(([code = 0]) => [code, errorTable[code]?.[1]]));
    // Of these no page says a status, or several.
    const open = new Set([104, 2200, 2494100]);
    expect(known.filter((code) => !open.has(code))).toEqual(
      statuses.map(([code = 0]) => code).toSorted((one, other) => one - other),
    );
  });

  test("knows every code that the sources throw or report, and those have rows", () => {
    const folder = fileURLToPath(new URL("../../src/simulator", import.meta.url));
    const used = new Set<number>();
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const source = readFileSync(join(folder, file), "utf8");
      const calls = /(?:GraphFault|webhookError|failure|failed|super)\(\s*(?:named,\s*)?(\d+)\b/g;
      for (const [, code] of source.matchAll(calls)) used.add(Number(code));
    }
    expect(used.size).toBeGreaterThan(50);
    expect([...used].filter((code) => !produced.has(code))).toEqual([]);
  });
});
