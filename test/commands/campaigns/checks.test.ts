import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FrozenTemplate } from "../../../src/domain/campaigns/spec.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { errorOf } from "../../helpers/run.ts";
import { notice, shop, statusOf, type Shop } from "./planned.ts";

const yes = ["--yes", "--json"];
const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

async function refusal({ recado, sim }: Shop): Promise<ReturnType<typeof errorOf> & { readonly exit: number }> {
  const result = await recado(["start", "closing", ...yes]);
  expect(sim.count()).toBe(0);
  expect(statusOf(await recado(["show", "closing", "--json"]))).toMatchObject({ state: "planned" });
  return { ...errorOf(result), exit: result.code };
}

describe("before anything is sent, recado campaigns start refuses", () => {
  it("an expired token (exit 3)", async () => {
    const world = await shop();
    await world.plan("closing", 2);
    world.sim.token({ expired: true });
    expect(await refusal(world)).toMatchObject({ exit: 3, code: "graph.token_expired" });
  });

  it("a number whose quality is RED (exit 4), with what to do", async () => {
    const world = await shop();
    await world.plan("closing", 2);
    world.sim.business({ quality: "RED" });
    const refused = await refusal(world);
    expect(refused).toMatchObject({ exit: 4, code: "number.quality_red" });
    expect(refused.hint).toContain("recado doctor");
  });

  it("a template whose text was edited since planning, with a diff (exit 4)", async () => {
    const world = await shop();
    const frozen = { ...notice, components: [{ type: "BODY" as const, text: "Este viernes cerramos a las tres." }] };
    await world.plan("closing", 2, {
      spec: { templates: [{ variant: "A", content: { id: "1", status: "APPROVED", ...frozen } }] },
    });
    const refused = await refusal(world);
    expect(refused).toMatchObject({ exit: 4, code: "campaigns.template_changed" });
    expect(refused.message).toMatch(/- .*a las tres[^]*\+ .*a las cinco/);
  });

  it.each(["PAUSED", "DISABLED"])("a template that is %s by now (exit 4)", async (status) => {
    const world = await shop();
    await world.plan("closing", 2);
    const template = world.sim.templates().find(({ name }) => name === notice.name);
    world.sim.setTemplateStatus(template?.id ?? "", { status });
    expect(await refusal(world)).toMatchObject({ exit: 4 });
  });

  it("a template that is gone (exit 4)", async () => {
    const world = await shop();
    await world.plan("closing", 2, {
      spec: { templates: [{ variant: "A", content: { id: "1", status: "APPROVED", ...notice, name: "otra" } }] },
    });
    expect((await refusal(world)).exit).toBe(4);
  });

  it("a list that has changed (exit 4), unless one goes on as planned; a list that is gone is fine", async () => {
    const world = await shop();
    const path = join(world.home, "people.csv");
    writeFileSync(path, "phone\n+12025550100\n");
    const source = { kind: "file", path, name: "people.csv", hash: sha256("phone\n+12025550100\n") } as const;
    await world.plan("closing", 1, { spec: { source } });
    await world.plan("other", 1, { spec: { source } });
    writeFileSync(path, "phone\n+12025550100\n+12025550101\n");
    const refused = await refusal(world);
    expect(refused).toMatchObject({ exit: 4, code: "campaigns.list_changed" });
    expect(refused.hint).toContain("--as-planned");
    expect(await world.recado(["start", "closing", ...yes, "--as-planned"])).toMatchObject({ code: 0 });
    rmSync(path);
    expect(await world.recado(["start", "other", ...yes])).toMatchObject({ code: 0 });
    expect(world.sim.count()).toBe(2);
  });

  it("a header's file that is another one by now (exit 4)", async () => {
    const world = await shop();
    const path = join(world.home, "price.pdf");
    writeFileSync(path, "another file");
    const header = {
      kind: "file",
      path,
      hash: sha256("%PDF-1.4"),
      filename: "price.pdf",
      type: "application/pdf",
    } as const;
    await world.plan("closing", 1, {
      spec: { variants: [{ name: "A", template: notice.name, params: {}, header }] },
    });
    expect(await refusal(world)).toMatchObject({ exit: 4, code: "campaigns.header_changed" });
  });
});

it("uploads the file of a header once, and keeps its id with the campaign", async () => {
  const world = await shop();
  const path = join(world.home, "price.pdf");
  writeFileSync(path, "%PDF-1.4 a price list");
  const hash = sha256("%PDF-1.4 a price list");
  const header = { kind: "file", path, hash, filename: "price.pdf", type: "application/pdf" } as const;
  const withHeader = {
    ...notice,
    name: "lista_de_precios",
    components: [
      { type: "HEADER" as const, format: "DOCUMENT" as const, example: { header_handle: ["4:x"] } },
      ...notice.components,
    ],
  };
  world.sim.template({ ...withHeader, status: "APPROVED" });
  const document = { id: "not-uploaded", filename: "price.pdf" };
  const content = {
    type: "template",
    template: {
      name: withHeader.name,
      language: { code: notice.language },
      components: [{ type: "header", parameters: [{ type: "document", document }] }],
    },
    local_file: { hash, filename: "price.pdf" },
  };
  await world.plan("closing", 4, {
    spec: {
      variants: [{ name: "A", template: withHeader.name, params: {}, header }],
      // As Meta shows it.
      templates: world.sim
        .templates()
        .filter(({ name }) => name === withHeader.name)
        .map((content) => ({ variant: "A", content: content as unknown as FrozenTemplate["content"] })),
    },
    message: () => ({ content: JSON.stringify(content) }),
  });
  const fault = world.sim.fault({ on: "messages", kind: "graph-error", code: 368, every: 2 });
  expect((await world.recado(["start", "closing", ...yes])).code).toBe(4);
  world.sim.clearFaults(fault.id);
  // Nobody needs the file any more.
  rmSync(path);
  expect(await world.recado(["resume", "closing", "--json"])).toMatchObject({ code: 0 });
  const db = await openDatabase(join(world.home, "default.db"));
  const [row] = await db.query<{ uploads: string }>("SELECT uploads FROM campaigns");
  await db.close();
  const { id } = (JSON.parse(row?.uploads ?? "{}") as Record<string, { id: string }>)[hash] ?? {};
  const ids = world.sim
    .messages()
    .map(({ payload }) => JSON.stringify(payload).match(/"document":\{"id":"(\d+)"/)?.[1]);
  expect(ids).toEqual([id, id, id, id]);
});
