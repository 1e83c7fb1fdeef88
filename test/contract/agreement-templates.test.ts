import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkTemplate, checkTemplateEdit, checkTemplateUpsert } from "../../src/graph/check/template-create.ts";
import { templatePath, templatesPath, templateUpsertPath } from "../../src/graph/wire/templates.ts";
import { startSimulator, type Simulator } from "../../src/testing.ts";
import { acceptedTemplates, refusedTemplates } from "../graph/check/template-rows.ts";
import { graph } from "../simulator/helpers.ts";
import { body, buttons, plain, reply, utility } from "../simulator/template-helpers.ts";
import { edges, mutations } from "./mutations.ts";

/*
 * The rules on new templates are written twice, once in the client and once in the simulator. What the client refuses, the
 * simulator must refuse as well, or the client would keep people from what works.
 */

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(beginAnew);

function beginAnew(): void {
  sim.reset();
  sim.limits({ management: null });
}

/** What the simulator says against it, if anything. */
async function refusalOf(given: unknown, path = templatesPath(sim.wabaId)): Promise<string | undefined> {
  const { status, body: answer } = await graph(sim, "POST", path, given);
  expect(status).toBeLessThan(500);
  return status === 200 ? undefined : JSON.stringify(answer);
}

test.each(acceptedTemplates)("both take %s", async (_, given) => {
  expect(await refusalOf(given)).toBeUndefined();
});

test.each(refusedTemplates)("both refuse %s", async (_, given) => {
  expect(await refusalOf(given)).toBeDefined();
});

/** Taken by the simulator for the sake of other people's clients; ours has types. */
const lenient: readonly RegExp[] = [
  / is null$/,
  // A sample without its list.
  /\.example is a text$|\.example\.body_text is a text$|\.body_text\[0\] is a text$/,
];
/** What the client leaves to Meta. */
const onlyMeta = /too many variables for its length|can only be \\"Copy offer code|has more than 200 characters/;

/** One of each kind: their changes stand on both sides of every limit. */
const kinds: ReadonlySet<string> = new Set([
  "every setting",
  "variables",
  "names",
  "a header with a variable",
  "an image",
  "a place",
  "a footer of 60",
  "an address with a variable",
  "a phone number of 20",
  "a code in a list",
  "a flow by name",
  "a flow with its JSON",
  "one product",
  "a call of a month",
  "contact details",
  "an app",
  "two cards",
  "cards of products",
  "an offer with a code of 15",
  "a request to call",
  "a code that expires in 90 minutes",
  "no tap",
]);

describe("of every change of a template, the simulator refuses what the client refuses:", () => {
  test.each(acceptedTemplates.filter(([name]) => kinds.has(name)))("%s", async (_, good) => {
    expect(checkTemplate(good)).toEqual([]);
    const found: string[] = [];
    let heard = 0;
    for (const { what, body: changed } of edges(
      mutations(good, ["name", "language"]),
      (given) => checkTemplate(given).length > 0,
    )) {
      beginAnew();
      const [problem] = checkTemplate(changed);
      const refusal = await refusalOf(changed);
      heard += refusal === undefined ? 0 : 1;
      if (problem !== undefined && refusal === undefined && !lenient.some((form) => form.test(what)))
        found.push(`${what}: the simulator takes it, though ${problem.path} ${problem.text.en}`);
      if (problem === undefined && refusal !== undefined && !onlyMeta.test(refusal))
        found.push(`${what}: the client takes it, the simulator says ${refusal}`);
    }
    expect(found).toEqual([]);
    expect(heard).toBeGreaterThan(0);
  });
});

describe("both judge alike", () => {
  test.each<[string, object, boolean]>([
    ["new words", { components: [body("Your parcel is on its way.")] }, true],
    ["another category", { category: "MARKETING" }, true],
    ["no change", {}, false],
    ["another name", { name: "other" }, false],
    ["a part of the components", { components: [buttons(reply("Yes"))] }, false],
    ["no components", { components: [] }, false],
    ["a variable at the end", { components: [body("Here is {{1}}", "x")] }, false],
    ["too short a life", { category: "MARKETING", message_send_ttl_seconds: 60 }, false],
  ])("an edit: %s", async (_, change, good) => {
    const { id } = sim.template({ ...utility(plain), status: "REJECTED" } as unknown as Parameters<
      typeof sim.template
    >[0]);
    expect(checkTemplateEdit(change).length === 0).toBe(good);
    expect((await refusalOf(change, templatePath(id))) === undefined).toBe(good);
  });

  const components = [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })];
  const labelled = [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE", text: "Copy" })];
  test.each<[string, object, boolean]>([
    ["two", {}, true],
    ["none", { languages: [] }, false],
    ["one that does not exist", { languages: ["xx"] }, false],
    ["marketing", { category: "MARKETING" }, false],
    ["labels", { components: labelled }, false],
    ["another member", { language: "es" }, false],
  ])("a template in several languages: %s", async (_, more, good) => {
    const login = { name: "login", category: "AUTHENTICATION", languages: ["en_US", "es"], components, ...more };
    expect(checkTemplateUpsert(login).length === 0).toBe(good);
    expect((await refusalOf(login, templateUpsertPath(sim.wabaId))) === undefined).toBe(good);
  });
});
