import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../helpers/run.ts";
import { offer } from "./offer.ts";
import { codesOf, planOf, planWorld, stillClock } from "./plan-world.ts";

const ana = "Ana Pérez,+12025550101,es";
const luis = "Luis Soto,+12025550102,pt_BR";
const eva = "Eva Gray,+447700900123,en_GB";
const byName = ["--param", "nombre={{first_name}}"] as const;

describe("the language of a campaign", () => {
  it("is each person's own with auto, and the stated fallback for the others", async () => {
    const { create, sim } = await planWorld([ana, luis, eva]);
    const [body, buttons] = offer.components;
    sim.template({
      ...offer,
      language: "en",
      components: [{ ...body, text: "Hello {{nombre}}, half price today." }, buttons],
      status: "APPROVED",
    });
    const open = await create("abierta", "--all", ...byName);
    expect([open.code, errorOf(open).code]).toEqual([2, "template.language_needed"]);
    const plan = planOf(
      await create("cada-uno", "--all", ...byName, "--language", "auto", "--fallback-language", "es"),
    );
    expect(plan.languages).toEqual([
      { variant: "A", language: "es", count: 2, fallback: 1 },
      { variant: "A", language: "en", count: 1, fallback: 0 },
    ]);
    // The first of each language comes first.
    expect(plan.samples.map(({ rendered }) => rendered.split(",")[0])).toEqual(["Hola Ana", "Hello Eva", "Hola Luis"]);
  });
});

describe("two texts that are compared", () => {
  const people = Array.from({ length: 10 }, (_, at) => `Persona ${at},+120255501${String(at).padStart(2, "0")},es`);

  it("go to equal halves, the same ones for the same seed", async () => {
    const { create, sim, run } = await planWorld(people);
    const short = { type: "BODY", text: "Hoy mitad de precio." } as const;
    sim.template({ name: "corta", language: "es", category: "MARKETING", components: [short], status: "APPROVED" });
    const args = ["--all", ...byName, "--ab-template", "corta", "--seed", "mayo"];
    const halves = async (name: string): Promise<unknown> => {
      const { stdout } = await run(["campaigns", "recipients", name, "--all", "--json"]);
      const { recipients } = JSON.parse(stdout) as { recipients: { to: string; variant: string }[] };
      return recipients.map(({ to, variant }) => [to, variant]).toSorted();
    };
    const plan = planOf(await create("una", ...args));
    expect(plan.languages.map(({ variant, count }) => [variant, count]).toSorted()).toEqual([
      ["A", 5],
      ["B", 5],
    ]);
    expect(new Set(plan.samples.slice(0, 2).map(({ variant }) => variant))).toEqual(new Set(["A", "B"]));
    expect(codesOf(plan)).toEqual(["no-opt-out"]);
    planOf(await create("otra", ...args));
    expect(await halves("otra")).toEqual(await halves("una"));
  });

  it("may be one template with other values", async () => {
    const { create } = await planWorld(people);
    const plan = planOf(await create("una", "--all", ...byName, "--ab-param", "nombre=vecino"));
    const words = plan.samples.map(({ variant, rendered }) => [variant, rendered.includes("Hola vecino")] as const);
    for (const [variant, isFixed] of words) expect(isFixed).toBe(variant === "B");
  });
});

describe("when a campaign goes", () => {
  it("waits for its time and for the morning of each person", async () => {
    const { create, run, home } = await planWorld([ana, eva]);
    const clock = stillClock("2026-11-20T12:00:00Z");
    const args = ["campaigns", "create", "temprano", "--template", "oferta", "--all", ...byName, "--json"];
    const when = ["--at", "2026-12-01 06:00", "--timezone", "America/Lima", "--quiet-hours", "21:00-09:00 local"];
    const plan = planOf(await run([...args, ...when], { clock, home }));
    expect(plan.startsAt).toBe("2026-12-01T11:00:00.000Z");
    // London is at 11:00; nine o'clock on the whole of the American side is 19:00 UTC, in Honolulu.
    expect(plan.finishesAt).toBe("2026-12-01T19:00:00.000Z");
    expect(codesOf(plan)).toEqual([]);
    const text = (await run(["campaigns", "plan", "temprano"], { clock })).stdout;
    expect(text).toMatch(/Starts\s+2026-12-01 06:00 America\/Lima/);
    expect(text).toMatch(/Finishes\s+2026-12-01 14:00 America\/Lima/);
    expect(text).toMatch(/Quiet hours\s+21:00-09:00 local/);
    await create("otra", "--all", ...byName);
  });

  it("takes the first of two hours that the clocks show twice, and says so", async () => {
    const { run } = await planWorld([ana]);
    const clock = stillClock("2026-10-20T12:00:00Z");
    const when = ["--at", "2026-10-25 02:30", "--timezone", "Europe/Madrid"];
    const args = ["campaigns", "create", "doble", "--template", "oferta", "--all", ...byName, ...when, "--json"];
    const plan = planOf(await run(args, { clock }));
    expect([plan.startsAt, codesOf(plan)]).toEqual(["2026-10-25T00:30:00.000Z", ["ambiguous-hour"]]);
  });

  it("spreads over days where Meta's limit is smaller, and tells when it is nearly used up", async () => {
    const people = Array.from({ length: 60 }, (_, at) => `P ${at},+120255501${String(at).padStart(2, "0")},es`);
    const { create, sim, run } = await planWorld(people);
    sim.limits({ portfolio: 50 });
    const plan = planOf(await create("muchos", "--all", ...byName));
    expect(plan.limit).toMatchObject({ tier: "TIER_50", fits: false, days: 2 });
    expect(codesOf(plan)).toEqual(["over-limit"]);
    const hours = (Date.parse(plan.finishesAt ?? "") - Date.parse(plan.startsAt)) / 3_600_000;
    expect(Math.floor(hours)).toBe(24);
    const few = planOf(await create("menos", "--all", ...byName, "--limit", "45"));
    expect([few.limit.fits, codesOf(few)]).toEqual([true, ["near-limit", "other-campaign"]]);

    // Who was reached today counts no second time, in a plan that is tried out, made or looked at later.
    for (const place of [0, 1, 2, 3, 4, 5]) {
      await run(["send", "oferta", "--to", `+120255501${String(place).padStart(2, "0")}`, "-p", "nombre=P", "--json"]);
    }
    const again = planOf(await run(["campaigns", "plan", "menos", "--json"]));
    expect(again.limit).toMatchObject({ used: 6, newPeople: 39, fits: true });
    expect(planOf(await run(["campaigns", "plan", "muchos", "--json"])).limit).toMatchObject({
      newPeople: 54,
      fits: false,
    });
    const tried = planOf(await create("seis", "--all", ...byName, "--limit", "6", "--dry-run"));
    expect([tried.limit, codesOf(tried)]).toMatchObject([{ newPeople: 0, fits: true, days: 1 }, []]);
    expect((await run(["campaigns", "plan", "menos"])).stdout).toContain(
      "45 to come (6 of them reached already): it fits",
    );
  });

  it("never goes faster than the number may", async () => {
    const { create, run } = await planWorld([ana]);
    const plan = planOf(await create("rapida", "--all", ...byName, "--rate", "500/s"));
    expect(codesOf(plan)).toEqual(["rate-lowered"]);
    expect((await run(["campaigns", "plan", "rapida"])).stdout).toMatch(/Rate\s+80 messages a second/);
    expect(codesOf(planOf(await create("libre", "--all", ...byName, "--rate", "max")))).not.toContain("rate-lowered");
    expect((await run(["campaigns", "plan", "libre"])).stdout).toMatch(/Rate\s+no limit \(made for the simulator\)/);
  });
});

describe("a header", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  );

  it("of a file is frozen by its name and bytes, and uploaded only by a test", async () => {
    const { sim, home, create, run } = await planWorld([ana]);
    writeFileSync(join(home, "foto.png"), png);
    const header = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::x"] } } as const;
    const body = { type: "BODY", text: "Mire esto" } as const;
    sim.template({ name: "foto", language: "es", category: "UTILITY", components: [header, body], status: "APPROVED" });
    const without = await run(["campaigns", "create", "sin", "--template", "foto", "--all", "--json"]);
    expect([without.code, errorOf(without).code]).toEqual([2, "template.missing_value"]);
    expect(errorOf(without).hint).toContain("--header-media");
    const args = ["campaigns", "create", "con", "--template", "foto", "--all", "--json"];
    const made = await run([...args, "--header-media", join(home, "foto.png"), "--test-to", "+12025550177"]);
    const plan = planOf(made);
    expect(plan.samples[0]?.rendered).toContain("[image: foto.png]");
    expect(plan.test).toEqual({ to: "+12025550177", state: "accepted", reason: null });
    expect(sim.messages()).toMatchObject([{ to: "12025550177", template: "foto" }]);
    await create("x", "--all", ...byName);
  });
});

describe("national numbers of a list", () => {
  const numbers = [1, 2, 3, 4].map((place) => `Persona ${place},+1202555010${place},es`);
  const national = "telefono\n+12025550101\n2025550102\n2025550103\n2025550104\n";

  it("are of the country that --country names, and without it the plan says what to type", async () => {
    const { create, home, run } = await planWorld(numbers);
    const file = join(home, "lista.csv");
    writeFileSync(file, national);
    const without = planOf(await create("sin", "--file", file, ...byName));
    expect([without.recipients, without.excluded["invalid"], codesOf(without)]).toEqual([1, 3, ["invalid-numbers"]]);
    expect(without.warnings[0]?.text).toContain("--country PE");
    const args = ["--file", file, "--country", "US", ...byName];
    const named = planOf(await create("con", ...args));
    expect([named.recipients, named.excluded["invalid"], codesOf(named)]).toEqual([4, 0, ["other-campaign"]]);
    // The same command finds what it made; in another country it would be another campaign.
    expect(planOf(await create("con", ...args)).id).toBe(named.id);
    expect(errorOf(await create("con", "--file", file, "--country", "CA", ...byName)).code).toBe(
      "campaigns.name_taken",
    );

    const piped = await run(
      [
        "campaigns",
        "create",
        "tubo",
        "--template",
        "oferta",
        "--contacts",
        "-",
        "--country",
        "us",
        ...byName,
        "--json",
      ],
      { stdin: national },
    );
    expect(planOf(piped).recipients).toBe(4);
  });

  it("are of the contacts' country where no list is given", async () => {
    const { create } = await planWorld([...numbers, eva]);
    expect(planOf(await create("gb", "--country", "GB", ...byName)).samples).toMatchObject([{ to: "+447700900123" }]);
  });
});

describe("--test-to", () => {
  it("changes nothing of the plan, not even when it goes to one of its people", async () => {
    const { create, run } = await planWorld([ana, luis]);
    const made = planOf(await create("una", "--all", ...byName, "--test-to", "+12025550177"));
    expect(made).toMatchObject({ recipients: 2, test: { state: "accepted" } });
    const own = planOf(await create("otra", "--all", "--limit", "2", ...byName, "--test-to", "+12025550101"));
    expect(own).toMatchObject({ recipients: 2, test: { state: "accepted" } });
    for (const name of ["una", "otra"]) {
      const { stdout } = await run(["campaigns", "show", name, "--json"]);
      expect(JSON.parse(stdout)).toMatchObject({ counts: { queued: 2, accepted: 0 } });
    }
  });

  it("sends the first message once, and leaves the plan alone when that fails", async () => {
    const { create, sim } = await planWorld([ana]);
    sim.fault({ on: "messages", kind: "graph-error", code: 131_009, times: 1 });
    const failed = planOf(await create("una", "--all", ...byName, "--test-to", "+12025550177"));
    expect([failed.state, failed.test?.state]).toEqual(["planned", "failed"]);
    const sent = planOf(await create("otra", "--all", ...byName, "--test-to", "+12025550177"));
    expect(sent.test?.state).toBe("accepted");
    expect(sim.messages().at(-1)?.text).toContain("Hola Ana");
  });
});

describe("recado campaigns plan", () => {
  it("tells, line by line, that a template has changed, then that Meta paused it, then that it is gone", async () => {
    const { home, run, sim } = await planWorld([ana]);
    const { id } = sim.template({ ...offer, name: "cambiante", status: "APPROVED" });
    planOf(await run(["campaigns", "create", "c", "--template", "cambiante", "--all", ...byName, "--json"]));
    const [body, buttons] = offer.components;
    const components = [{ ...body, text: "Hola {{nombre}}, hoy todo gratis." }, buttons];
    writeFileSync(join(home, "c.json"), JSON.stringify({ ...offer, name: "cambiante", components }));
    const edited = await run(["templates", "edit", "cambiante", "--file", join(home, "c.json"), "--yes"]);
    expect(edited.code).toBe(0);
    sim.setTemplateStatus(id, { status: "APPROVED" });
    const plan = planOf(await run(["campaigns", "plan", "c", "--json"]));
    expect(codesOf(plan)).toEqual(["template-changed"]);
    expect(plan.templateChanges).toMatchObject([
      {
        fields: ["components"],
        diff: ["- Hola {{nombre}}, hoy todo a mitad de precio.", "+ Hola {{nombre}}, hoy todo gratis."],
      },
    ]);
    // What was frozen is shown as it was frozen.
    expect(plan.samples[0]?.rendered).toContain("mitad de precio");
    const shown = (await run(["campaigns", "plan", "c"])).stdout;
    expect(shown).toContain("+ Hola {{nombre}}, hoy todo gratis.");
    expect(shown).not.toContain("campaigns start");

    sim.setTemplateStatus(id, { status: "PAUSED" });
    const paused = planOf(await run(["campaigns", "plan", "c", "--json"]));
    expect(paused.templateChanges).toMatchObject([{ fields: ["components", "status"] }]);
    await run(["templates", "delete", "cambiante", "--yes"]);
    const gone = planOf(await run(["campaigns", "plan", "c", "--json"]));
    expect(gone.warnings[0]?.text).toContain("is not in the account any more");
  });

  it("has nothing to show of what recado send made", async () => {
    const { run } = await planWorld([ana]);
    await run(["send", "oferta", "--to", "+12025550101", "-p", "nombre=Ana"]);
    const result = await run(["campaigns", "plan", "cam_1", "--json"]);
    expect([result.code, errorOf(result).code]).toEqual([2, "campaigns.not_planned"]);
  });
});
