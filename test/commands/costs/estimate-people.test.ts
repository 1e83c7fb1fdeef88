import { describe, expect, it } from "vitest";
import type { WireTemplateCreate } from "../../../src/graph/wire/templates.ts";
import { errorOf } from "../../helpers/run.ts";
import { planWorld, type PlanWorld } from "../campaigns/plan-world.ts";
import { estimate, estimateOf } from "./estimate-world.ts";

const components: [{ type: "BODY"; text: string }] = [{ type: "BODY", text: "Su pedido ya va en camino." }];
const notices: readonly WireTemplateCreate[] = [
  { name: "aviso", language: "es", category: "UTILITY", components },
  { name: "aviso", language: "pt_BR", category: "MARKETING", components },
];

const people = ["Ana,+34600000001,es", "Luz,+34600000002,pt_BR", "Eva,+5215500000003,es", "Bea,+12025550104,en"];

/** Four people, two of them in Spain, and a notice that is an offer in Portuguese. */
async function world(): Promise<PlanWorld> {
  const made = await planWorld(people);
  for (const notice of notices) made.sim.template({ ...notice, status: "APPROVED" });
  return made;
}

const pairs = (lines: ReturnType<typeof estimateOf>["lines"]): unknown[] =>
  lines.map(({ market, category, messages }) => [market, category, messages]);

describe("recado costs estimate with people", () => {
  it("prices a template for everybody who may be written to, as a campaign's plan does", async () => {
    const { home, create } = await world();
    const result = await estimate(["--template", "oferta", "--all", "--json"], { home });
    const answer = estimateOf(result);
    expect(pairs(answer.lines)).toEqual([
      ["Spain", "marketing", 2],
      ["Mexico", "marketing", 1],
      ["North America", "marketing", 1],
    ]);
    expect(answer.total).toBe("0.2061");
    const plan = await create("spring", "--all", "--param", "nombre=Ana", "--at", "2027-01-01 09:00");
    expect(JSON.parse(plan.stdout)).toMatchObject({ estimate: { amount: answer.total, currency: answer.currency } });
  });

  it("freezes nothing", async () => {
    const { home, run, sim } = await world();
    await estimate(["--template", "oferta", "--all"], { home });
    expect(JSON.parse((await run(["campaigns", "list", "--json"])).stdout)).toMatchObject({ campaigns: [] });
    expect(sim.count()).toBe(0);
  });

  it("takes the category of each person's own language, or of the one that is named", async () => {
    const { home } = await world();
    const own = estimateOf(await estimate(["--template", "aviso", "--country", "ES", "--json"], { home }));
    expect(pairs(own.lines)).toEqual([
      ["Spain", "marketing", 1],
      ["Spain", "utility", 1],
    ]);
    const args = ["--template", "aviso", "--language", "es", "--country", "ES", "--json"];
    expect(pairs(estimateOf(await estimate(args, { home })).lines)).toEqual([["Spain", "utility", 2]]);
  });

  it("leaves out whom a campaign would leave out, and says so", async () => {
    const { home } = await world();
    const stdin = "name,phone\nAna,+34600000001\nAna,+34600000001\nNew,+34600000009\nBad,12\n";
    const args = ["--template", "oferta", "--contacts", "-", "--json"];
    const result = await estimate(args, { home, stdin });
    expect(pairs(estimateOf(result).lines)).toEqual([["Spain", "marketing", 1]]);
    expect(result.stderr).toMatch(/would be written to: 1\. Left out: .*no consent: 1/);
    expect(result.stderr).toMatch(/twice in the list: 1/);
    expect(result.stderr).toMatch(/not a valid number: 1/);
  });

  it("takes a category in place of a template, without asking Meta", async () => {
    const { home, sim } = await world();
    await sim.close();
    const { lines } = estimateOf(await estimate(["--category", "utility", "--all", "--json"], { home }));
    expect(pairs(lines)).toEqual([
      ["Spain", "utility", 2],
      ["Mexico", "utility", 1],
      ["North America", "utility", 1],
    ]);
  });

  it("does not know a template that is not there, and names the nearest", async () => {
    const { home } = await world();
    const result = await estimate(["--template", "ofert", "--all", "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "template.not_found", hint: expect.stringContaining("oferta") });
  });
});
