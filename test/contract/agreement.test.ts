import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGraphClient, type GraphClient } from "../../src/graph/client.ts";
import { checkSend } from "../../src/graph/check/send.ts";
import { GraphError } from "../../src/graph/errors.ts";
import { messagesPath } from "../../src/graph/wire/messages.ts";
import { startSimulator, type Simulator } from "../../src/testing.ts";
import { edges, mutations, type Mutation } from "./mutations.ts";
import { richBodies, type Scene } from "./rich-bodies.ts";
import { templateCases } from "./template-cases.ts";

/*
 * The rules are written twice, once in the client and once in the simulator. Here both judge every message that differs
 * in one place from a good one: whatever they disagree about is a fault in one of them, or stands below with its reason.
 */

let simulator: Simulator;
let graph: GraphClient;
beforeAll(async () => {
  simulator = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
  graph = createGraphClient({ accessToken: simulator.accessToken, baseUrl: simulator.graphUrl });
});
afterAll(async () => {
  await graph.close();
  await simulator.close();
});

function beginAnew(): void {
  simulator.reset();
  simulator.limits({ mps: null, pair: null, portfolio: null, management: null });
}

/** Begins anew, with what the bodies name. */
async function scene(): Promise<Scene> {
  beginAnew();
  await graph.groups.create(simulator.phoneNumberId, { subject: "Neighbours" });
  const group = simulator.groups()[0]?.id ?? "";
  simulator.joinGroup(group, "12025550112");
  const { id: groupMessage } = simulator.inbound({ from: "12025550112", group_id: group, text: "Hola" });
  const { catalogId, wabaId } = simulator;
  return { person: "+12025550111", catalogId, wabaId, group, groupMessage, now: new Date(simulator.now()) };
}

/** What the simulator says against it, if anything. */
async function refusalOf(body: unknown): Promise<string | undefined> {
  const path = messagesPath(simulator.phoneNumberId);
  const call = graph.request({ method: "POST", path, body, repeatable: false, read: (answer) => answer });
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return undefined;
  if (error instanceof GraphError) return `${error.graphCode} ${error.details ?? error.message}`;
  throw error;
}

/** What the client says against it, if anything. */
function problemOf(body: unknown): string | undefined {
  const [problem] = checkSend(body, { endpoint: "messages", now: new Date(simulator.now()) });
  return problem === undefined ? undefined : `${problem.path} ${problem.text.en}`;
}

interface Judged {
  readonly what: string;
  readonly problem: string | undefined;
  readonly refusal: string | undefined;
}

async function judge({ what, body }: Mutation): Promise<Judged> {
  return { what, problem: problemOf(body), refusal: await refusalOf(body) };
}

/** Taken by the simulator for the sake of other people's clients; ours has types. */
const lenient: readonly RegExp[] = [
  / is null$/,
  /flow_id is a number$/,
  /components\[\d\]\.(?:type|sub_type) in capitals$/,
  /(?:latitude|longitude) with (?:a space|three line breaks)/,
  // Meta takes `to` where both are given; our types do not let a group be named twice.
  /^recipient is "US\.1"$/,
];
/** What only Meta knows: which accounts, catalogs, groups, people and messages there are. */
const onlyMeta = /is not (?:a message of this group|a group of|a catalog of|the account of|a user ID that)/;

function disagreement({ what, problem, refusal }: Judged): string | undefined {
  if (problem !== undefined && refusal === undefined)
    return lenient.some((form) => form.test(what)) ? undefined : `${what}: the simulator takes it, though ${problem}`;
  if (problem === undefined && refusal !== undefined)
    return onlyMeta.test(refusal) ? undefined : `${what}: the client takes it, the simulator says ${refusal}`;
  return undefined;
}

const names = Object.keys(
  richBodies({ person: "+12025550111", catalogId: "1", wabaId: "1", group: "g", groupMessage: "m", now: new Date(0) }),
);
/** Where a message that is taken makes the next one of its kind another matter. */
const onceOnly = /order|permission/;
/** Looked at once, in the text. */
const envelope = ["messaging_product", "messaging_account_id", "context", "biz_opaque_callback_data"];

describe("client and simulator agree on every change of", () => {
  test.each(names)("%s", async (name) => {
    const good = richBodies(await scene())[name];
    expect(await judge({ what: name, body: good })).toEqual({ what: name });
    const judged: Judged[] = [];
    const changes = mutations(good, name === "text" ? [] : envelope);
    for (const mutation of edges(changes, (body) => problemOf(body) !== undefined)) {
      if (onceOnly.test(name)) beginAnew();
      judged.push(await judge(mutation));
    }
    expect(judged.flatMap((each) => disagreement(each) ?? [])).toEqual([]);
    // Both words must have been heard, or nothing was compared.
    expect(judged.some(({ refusal }) => refusal === undefined)).toBe(true);
    expect(judged.some(({ problem }) => problem !== undefined)).toBe(true);
  });
});

describe("what the client refuses of a template, the simulator refuses: every change of", () => {
  const templates = templateCases("1").map(({ template }) => template.name);
  test.each(templates)("%s", async (name) => {
    const found = templateCases(simulator.catalogId).find(({ template }) => template.name === name);
    if (found === undefined) throw new Error(`no case of ${name}`);
    const begin = (): void => {
      beginAnew();
      simulator.template(found.template);
    };
    begin();
    const good = { messaging_product: "whatsapp", to: "+12025550111", ...found.send };
    expect(await judge({ what: name, body: good })).toEqual({ what: name });
    const judged: Judged[] = [];
    const changes = mutations(good, ["messaging_product", "to"]);
    for (const mutation of edges(changes, (body) => problemOf(body) !== undefined)) {
      if (name === "payment") begin();
      judged.push(await judge(mutation));
    }
    const missed = judged.filter(({ problem, refusal }) => problem !== undefined && refusal === undefined);
    expect(missed.flatMap((each) => disagreement(each) ?? [])).toEqual([]);
    expect(judged.some(({ problem }) => problem !== undefined)).toBe(true);
  });
});
