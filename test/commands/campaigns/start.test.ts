import { describe, expect, it } from "vitest";
import { errorOf } from "../../helpers/run.ts";
import { answerOf, phoneOf, shop } from "./planned.ts";

interface Status {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly cost: { readonly estimate: string; readonly settled: string; readonly currency: string };
}

describe("recado campaigns start", () => {
  it("sends to everybody once, and a second start sends nothing more", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 5);
    const first = await recado(["start", "closing", "--yes", "--json"]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(answerOf<Status>(first)).toMatchObject({
      id: "cam_1",
      state: "done",
      counts: { accepted: 5, queued: 0, failed: 0, uncertain: 0, sending: 0 },
      cost: { estimate: "0.0425", settled: "0.00", currency: "USD" },
    });
    expect(sim.messages().map(({ to }) => `+${to}`).toSorted()).toEqual([0, 1, 2, 3, 4].map(phoneOf));
    const second = await recado(["start", "closing", "--yes", "--json"]);
    expect(second).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(5);
  });
});
void errorOf;
