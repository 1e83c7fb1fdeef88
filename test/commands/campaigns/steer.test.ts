import { describe, expect, it } from "vitest";
import { addExclusions } from "../../../src/storage/repos/exclusions.ts";
import { errorOf } from "../../helpers/run.ts";
import { phoneOf, shop, statusOf } from "./planned.ts";

const yes = ["--yes", "--json"];

describe("recado campaigns pause", () => {
  it("has nothing to pause before the start, nor after the end (exit 4); twice is once", async () => {
    const { plan, recado, with: using } = await shop();
    const id = await plan("closing", 1);
    const early = await recado(["pause", "closing", "--json"]);
    expect(early.code).toBe(4);
    expect(errorOf(early).code).toBe("campaigns.not_started");
    await using(async (db) => db.exec("UPDATE campaigns SET state = 'scheduled' WHERE id = ?", [id]));
    for (const _ of [1, 2]) {
      const paused = await recado(["pause", "cam_1", "--json"]);
      expect(paused.code).toBe(0);
      expect(statusOf(paused)).toMatchObject({ state: "paused", reason: "person.paused" });
    }
    expect(await recado(["resume", "closing"])).toMatchObject({ code: 0 });
    expect((await recado(["pause", "closing"])).code).toBe(4);
  });

  it("--dry-run changes nothing", async () => {
    const { plan, recado, with: using } = await shop();
    const id = await plan("closing", 1);
    await using(async (db) => db.exec("UPDATE campaigns SET state = 'scheduled' WHERE id = ?", [id]));
    const dry = await recado(["pause", "closing", "--dry-run"]);
    expect(dry.stdout).toContain("Would pause closing.");
    expect(statusOf(await recado(["show", "closing", "--json"]))).toMatchObject({ state: "scheduled" });
  });
});

describe("recado campaigns cancel", () => {
  it("asks with numbers, and nobody is written to any more", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 3);
    const no = await recado(["cancel", "closing"], {
      answers: [{ seen: "Cancel closing for good? Messages that will not be sent: 3.", type: "n\r" }],
    });
    expect(no.code).toBe(2);
    const done = await recado(["cancel", "closing", ...yes]);
    expect(done.code).toBe(0);
    expect(statusOf(done)).toMatchObject({ state: "cancelled", counts: { cancelled: 3, queued: 0 } });
    expect((await recado(["start", "closing", ...yes])).code).toBe(4);
    expect(sim.count()).toBe(0);
  });

  it("has nothing left to cancel when all has gone out (exit 4)", async () => {
    const { plan, recado } = await shop();
    await plan("closing", 1);
    await recado(["start", "closing", ...yes]);
    const late = await recado(["cancel", "closing", ...yes]);
    expect(late.code).toBe(4);
    expect(errorOf(late)).toMatchObject({ code: "campaigns.over" });
    expect(errorOf(late).message).toContain("is done");
  });

  it("goes on with a cancellation that was cut off in the middle", async () => {
    const { plan, recado, with: using } = await shop();
    const id = await plan("closing", 2);
    await using(async (db) => db.exec("UPDATE campaigns SET state = 'cancelled' WHERE id = ?", [id]));
    expect(statusOf(await recado(["cancel", "closing", ...yes]))).toMatchObject({ counts: { cancelled: 2 } });
    expect((await recado(["cancel", "closing", ...yes])).code).toBe(4);
  });
});

describe("recado campaigns show and list", () => {
  it("tells that whoever ran it is gone, and how to go on", async () => {
    const { plan, recado, with: using } = await shop();
    const id = await plan("spring sale", 2);
    await using(async (db) => db.exec("UPDATE campaigns SET state = 'running' WHERE id = ?", [id]));
    const shown = await recado(["show", "spring sale"]);
    expect(shown.stdout).toContain('recado campaigns resume "spring sale"');
    expect((await recado(["list"])).stdout).toContain("whoever ran it is gone");
    expect((await recado(["list", "--lang", "es"])).stdout).toContain("su proceso ya no existe");
  });

  it("lists the newest first, and of one state", async () => {
    const { plan, recado } = await shop();
    await plan("one", 1);
    await plan("two", 1);
    await recado(["start", "one", ...yes]);
    const list = async (...more: string[]): Promise<unknown> =>
      (
        JSON.parse((await recado(["list", "--json", ...more])).stdout) as { campaigns: { name: string }[] }
      ).campaigns.map(({ name }) => name);
    expect(await list()).toEqual(["two", "one"]);
    expect(await list("--state", "done")).toEqual(["one"]);
    expect(await list("--limit", "1")).toEqual(["two"]);
  });
});

describe("recado campaigns recipients", () => {
  it("lists what became of everybody, with Meta's reason in the reader's language", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 3);
    sim.fault({ on: "messages", kind: "graph-error", code: 131_009, to: phoneOf(1) });
    await recado(["start", "closing", ...yes]);
    const all = await recado(["recipients", "closing", "--json"]);
    expect(JSON.parse(all.stdout)).toMatchObject({
      recipients: [
        { to: phoneOf(0), state: "accepted", reason: null, position: 0 },
        { to: phoneOf(1), state: "failed", wamid: null, position: 1, error: { code: 131_009 } },
        { to: phoneOf(2), state: "accepted", reason: null, position: 2 },
      ],
      more: false,
    });
    const failed = await recado(["recipients", "closing", "--state", "failed", "--lang", "es"]);
    expect(failed.stdout).toContain(phoneOf(1));
    expect(failed.stdout).toContain("(131009)");
    expect(failed.stdout).not.toContain(phoneOf(0));
    expect((await recado(["recipients", "closing", "--limit", "1"])).stdout).toContain("There are more");
    expect((await recado(["recipients", "closing", "--state", "lost"])).code).toBe(2);
  });

  it("tells a script on stderr that there are more rows than it got, unless it asked for a part", async () => {
    const { plan, recado } = await shop();
    await plan("closing", 51);
    for (const format of ["csv", "ndjson"]) {
      const cut = await recado(["recipients", "closing", "--output", format]);
      expect(cut.stdout.trim().split("\n")).toHaveLength(format === "csv" ? 51 : 50);
      expect(cut.stderr).toContain("There are more: --limit N or --all.");
      const part = await recado(["recipients", "closing", "--output", format, "--limit", "2"]);
      expect(part).toMatchObject({ code: 0, stderr: "" });
      const all = await recado(["recipients", "closing", "--output", format, "--all"]);
      expect(all.stdout.trim().split("\n")).toHaveLength(format === "csv" ? 52 : 51);
      expect(all.stderr).toBe("");
    }
  });

  it("lists who was excluded, with row and reason, and cleans what stood in the file", async () => {
    const { plan, recado, with: using } = await shop();
    const id = await plan("closing", 1, {
      spec: { counts: { recipients: 1, excluded: { invalid: 1, "no-consent": 1 } } },
    });
    await using(async (db) =>
      addExclusions(db, [
        {
          campaign_id: id,
          position: 1,
          list_row: 3,
          given: "12\u001b[31m3",
          contact_id: null,
          reason: "invalid",
          detail: null,
        },
        {
          campaign_id: id,
          position: 2,
          list_row: 4,
          given: phoneOf(9),
          contact_id: null,
          reason: "no-consent",
          detail: null,
        },
      ]),
    );
    const hint = await recado(["recipients", "closing"]);
    expect(hint.stdout).toContain("Not written to: 2. See: recado campaigns recipients closing --state excluded");
    const excluded = await recado(["recipients", "closing", "--state", "excluded"]);
    expect(excluded.stdout).toContain("not a valid number");
    expect(excluded.stdout).not.toContain("\u001b[31m");
    const json = await recado(["recipients", "closing", "--state", "excluded", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      recipients: [
        { state: "excluded", reason: "invalid", row: 3 },
        { to: phoneOf(9), state: "excluded", reason: "no-consent", row: 4 },
      ],
    });
  });
});
