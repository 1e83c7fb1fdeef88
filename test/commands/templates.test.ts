import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { orderShipped } from "../../src/commands/demo/templates.ts";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

const to = "+12025550101";

async function shop(
  status: "APPROVED" | "PENDING" | "REJECTED" = "APPROVED",
): Promise<{ sim: Simulator; home: string }> {
  const sim = await simulator();
  sim.template({ ...orderShipped, status });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  return { sim, home };
}

/** The template with other words, in a file of the home. */
function rewritten(home: string, changes: object = {}): string {
  const components = orderShipped.components.map((part) =>
    part.type === "BODY" ? { ...part, text: part.text?.replace("Hola", "Buenas") } : part,
  );
  writeFileSync(join(home, "new.json"), JSON.stringify({ ...orderShipped, components, ...changes }));
  return "new.json";
}

describe("recado templates edit", () => {
  it("shows what would change, line by line, and changes nothing with --dry-run", async () => {
    const { home } = await shop();
    const file = rewritten(home);
    const line = ["templates", "edit", orderShipped.name, "--file", file, "--dry-run"];
    const { code, stdout } = await runRecado(line, { home });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}- Hola/m);
    expect(stdout).toMatch(/^ {2}\+ Buenas/m);
    const json = await runRecado([...line, "--json"], { home });
    expect(JSON.parse(json.stdout)).toMatchObject({ dryRun: true, edited: false, changed: ["components"] });
    const after = await runRecado(["templates", "preview", orderShipped.name], { home });
    expect(after.stdout).toContain("Hola");
  });

  it("asks a person, demands --yes of a script, and then hands the change in", async () => {
    const { home } = await shop();
    const line = ["templates", "edit", orderShipped.name, "--file", rewritten(home)];
    const script = await runRecado([...line, "--json"], { home });
    expect(errorOf(script)).toMatchObject({ code: "usage.missing_option", data: { option: "--yes" } });
    const no = await runRecado(line, { home, answers: [{ seen: "Change pedido_enviado at Meta?", type: "\r" }] });
    expect(no.code).toBe(2);
    expect(no.stderr).toContain("+ Buenas");
    const yes = await runRecado([...line, "--yes", "--json"], { home });
    expect(yes).toMatchObject({ code: 0 });
    expect(JSON.parse(yes.stdout)).toMatchObject({ edited: true, changed: ["components"] });
    const after = await runRecado(["templates", "preview", orderShipped.name], { home });
    expect(after.stdout).toContain("Buenas");
  });

  it("sends nothing when nothing differs", async () => {
    const { home } = await shop();
    writeFileSync(join(home, "same.json"), JSON.stringify(orderShipped));
    const result = await runRecado(["templates", "edit", orderShipped.name, "--file", "same.json", "--json"], { home });
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({ changed: [], edited: false });
  });

  it.each([
    ["one in review", "PENDING", {}, 4, "template.not_editable"],
    ["the category of an approved one", "APPROVED", { category: "MARKETING" }, 4, "template.category_fixed"],
    ["the name", "APPROVED", { name: "pedido_otro" }, 2, "template.other_name"],
  ] as const)("refuses to change %s", async (_, status, changes, exit, code) => {
    const { home } = await shop(status);
    const file = rewritten(home, changes);
    const result = await runRecado(["templates", "edit", orderShipped.name, "--file", file, "--yes", "--json"], {
      home,
    });
    expect(result.code).toBe(exit);
    expect(errorOf(result).code).toBe(code);
  });

  it("passes on Meta's word where only Meta counts: an approved one once in 24 hours", async () => {
    const { sim, home } = await shop();
    const line = ["templates", "edit", orderShipped.name, "--yes", "--json", "--file"];
    const first = await runRecado([...line, rewritten(home)], { home });
    const { template } = JSON.parse(first.stdout) as { template: { id: string } };
    sim.setTemplateStatus(template.id, { status: "APPROVED" });
    writeFileSync(join(home, "again.json"), JSON.stringify(orderShipped));
    const again = await runRecado([...line, "again.json"], { home });
    expect(again.code).toBe(4);
    expect(errorOf(again).code).toMatch(/^graph\./);
  });
});

describe("recado templates preview", () => {
  it("fills what is given and shows samples for the rest", async () => {
    const { home } = await shop();
    const line = ["templates", "preview", orderShipped.name, "-p", "nombre=Ana"];
    const { stdout } = await runRecado(line, { home });
    expect(stdout).toContain("Hola, Ana: su pedido A-1042");
    const json = await runRecado([...line, "--json"], { home });
    expect(JSON.parse(json.stdout)).toMatchObject({
      template: { name: orderShipped.name, language: orderShipped.language },
      body: expect.stringContaining("Ana") as string,
      rendered: expect.stringContaining("A-1042") as string,
    });
  });

  it("refuses a value that the template has no place for", async () => {
    const { home } = await shop();
    const result = await runRecado(["templates", "preview", orderShipped.name, "-p", "nombr=Ana", "--json"], { home });
    expect(errorOf(result)).toMatchObject({ code: "template.unknown_value" });
  });

  it("asks Meta for the words of an authentication template, in its language", async () => {
    const { sim, home } = await shop();
    sim.template({
      name: "codigo",
      language: "es",
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 5 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
      ],
      status: "APPROVED",
    });
    const { code, stdout } = await runRecado(["templates", "preview", "codigo", "987654"], { home });
    expect(code).toBe(0);
    expect(stdout).toContain("987654");
    expect(stdout).toMatch(/código/i);
  });
});

describe("recado templates library", () => {
  it("finds templates by words and language, and makes one's own of it, approved at once", async () => {
    const { home } = await shop();
    const { stdout } = await runRecado(["templates", "library", "--language", "es", "--json"], { home });
    const { templates } = JSON.parse(stdout) as { templates: { name: string; buttons: { type: string }[] }[] };
    expect(templates.length).toBeGreaterThan(1);
    const linked = templates.find(({ buttons }) => buttons.length === 1 && buttons[0]?.type === "URL");
    const name = linked?.name ?? "";
    const line = ["templates", "create", "--library", name, "--language", "es", "--name", "aviso_nuestro", "--json"];
    const without = await runRecado(line, { home });
    expect(errorOf(without)).toMatchObject({ code: "usage.missing_option", data: { option: "--button-url" } });
    const made = await runRecado([...line, "--button-url", "https://shop.example/o/{{1}}"], { home });
    expect(made).toMatchObject({ code: 0 });
    expect(JSON.parse(made.stdout)).toMatchObject({ template: { name: "aviso_nuestro", status: "APPROVED" } });
  });

  it("says so when the library has none of that name, and names near ones", async () => {
    const { home } = await shop();
    const result = await runRecado(["templates", "create", "--library", "not_there_at_all", "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe("template.not_in_library");
  });

  it("wants a file or the library, and not both", async () => {
    const { home } = await shop();
    expect(errorOf(await runRecado(["templates", "create", "--json"], { home })).code).toBe("usage.missing_argument");
    const both = await runRecado(["templates", "create", "a.yaml", "--library", "b", "--json"], { home });
    expect(errorOf(both).code).toBe("usage.source_twice");
  });
});

describe("a template with cards", () => {
  const image = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U="] } } as const;
  const card = {
    components: [
      image,
      { type: "BODY", text: "Taza" },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "La quiero" }] },
    ],
  } as const;
  const offers = {
    name: "ofertas",
    language: "es",
    category: "MARKETING",
    components: [
      { type: "BODY", text: "Hola {{1}}, mire esto:", example: { body_text: [["Ana"]] } },
      { type: "CAROUSEL", cards: [card, card] },
    ],
    status: "APPROVED",
  } as const;
  const sent = [0, 1].map((card_index) => ({
    card_index,
    components: [
      { type: "header", parameters: [{ type: "image", image: { link: `https://img.example/${card_index}.jpg` } }] },
      {
        type: "button",
        sub_type: "quick_reply",
        index: 0,
        parameters: [{ type: "payload", payload: `taza-${card_index}` }],
      },
    ],
  }));

  it("needs its cards from a file, and takes the other values as any template", async () => {
    const { sim, home } = await shop();
    sim.template(JSON.parse(JSON.stringify(offers)) as Parameters<Simulator["template"]>[0]);
    const line = ["send", "ofertas", "Ana", "--to", to, "--opted-in", "web", "--json"];
    const without = await runRecado(line, { home });
    expect(errorOf(without)).toMatchObject({ code: "template.unsupported", data: { parts: ["CAROUSEL"] } });
    expect(errorOf(without).hint).toContain("--components");
    writeFileSync(join(home, "cards.json"), JSON.stringify([{ type: "carousel", cards: sent }]));
    const result = await runRecado([...line, "--components", "cards.json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(sim.messages()).toMatchObject([{ template: "ofertas" }]);
  });

  it.each([
    ["[", "template.bad_components"],
    ["[]", "template.bad_components"],
    [JSON.stringify([{ type: "carousel", cards: [] }]), "message.invalid"],
  ])("refuses the file %j before anything leaves", async (content, code) => {
    const { sim, home } = await shop();
    sim.template(JSON.parse(JSON.stringify(offers)) as Parameters<Simulator["template"]>[0]);
    writeFileSync(join(home, "cards.json"), content);
    const line = ["send", "ofertas", "Ana", "--to", to, "--opted-in", "web", "--components", "cards.json", "--json"];
    const result = await runRecado(line, { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe(code);
    expect(sim.count()).toBe(0);
  });
});
