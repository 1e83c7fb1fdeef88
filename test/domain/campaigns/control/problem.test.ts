import { expect, it } from "vitest";
import { AppError, PolicyError } from "../../../../src/core/errors.ts";
import { raisedBy, runProblem } from "../../../../src/domain/campaigns/control/problem.ts";
import { countsOf, goneIn, type CampaignCounts } from "../../../../src/domain/campaigns/control/status.ts";
import { noAnswers, notRecorded } from "../../../../src/domain/outbox/stops.ts";
import type { CampaignRow, CampaignState, MessageState } from "../../../../src/storage/rows.ts";

const campaign = (state: CampaignState): CampaignRow => ({
  id: 1,
  name: "spring sale",
  phone_number_id: "1",
  idempotency_key: null,
  content_hash: "",
  state,
  reason: null,
  reason_text: null,
  spec: null,
  uploads: "{}",
  runner: null,
  runner_until: null,
  due_at: null,
  created_at: 0,
  updated_at: 0,
  started_at: null,
  finished_at: null,
});
const locked = new PolicyError({ code: "graph.account_locked", text: { en: "Locked.", es: "Bloqueada." } });
const all = (counts: Partial<Record<MessageState, number>>): CampaignCounts =>
  countsOf(new Map(Object.entries(counts) as [MessageState, number][]));

type Case = readonly [
  what: string,
  state: CampaignState,
  counts: Partial<Record<MessageState, number>>,
  how: { readonly stopped?: boolean; readonly interrupted?: boolean },
  exit: number | undefined,
];

it.each<Case>([
  ["all out", "done", { accepted: 1, read: 2 }, {}, undefined],
  ["some failed", "done", { accepted: 1, failed: 1 }, {}, 6],
  ["none out", "done", { skipped: 2 }, {}, 4],
  [
    "some unknown, whatever else",
    "paused",
    { uncertain: 1, failed: 1, queued: 3 },
    { stopped: true, interrupted: true },
    7,
  ],
  ["interrupted", "paused", { accepted: 1, queued: 3 }, { interrupted: true }, 130],
  ["a brake", "paused", { accepted: 1, queued: 3 }, { stopped: true }, 4],
  ["paused by somebody else", "paused", { accepted: 1, queued: 3 }, {}, 6],
  ["goes on later", "scheduled", { accepted: 1, queued: 3 }, {}, undefined],
  ["cancelled meanwhile", "cancelled", { accepted: 1, cancelled: 3 }, {}, 6],
])("%s", (_, state, counts, { stopped = false, interrupted = false }, exit) => {
  const problem = runProblem({
    campaign: campaign(state),
    counts: all(counts),
    taken: goneIn(all(counts)),
    stoppedBy: stopped ? locked : undefined,
    interrupted,
  });
  expect(problem?.exit).toBe(exit);
  const saysHow = problem?.hint?.en.includes('recado campaigns resume "spring sale"') ?? false;
  expect(saysHow).toBe(state === "paused");
});

it("what Meta took and reports as failed later stays sent", () => {
  const counts = all({ delivered: 6, failed: 4 });
  const problem = runProblem({
    campaign: campaign("done"),
    counts,
    taken: 9,
    stoppedBy: undefined,
    interrupted: false,
  });
  expect(problem?.text).toEqual({ en: "Sent: 9 of 10. Failed: 4.", es: "Enviados: 9 de 10. Fallidos: 4." });
});

it.each([
  [
    "which says how to go on, says it alone",
    { en: "Raise it: recado campaigns resume <name> --max-cost <amount>", es: "Súbalo con <nombre>" },
    'Raise it: recado campaigns resume "spring sale" --max-cost <amount>',
  ],
  [
    "which does not is followed by how",
    { en: "Look first: recado campaigns recipients <name>", es: "Mire antes <nombre>" },
    'Look first: recado campaigns recipients "spring sale"\nGo on with: recado campaigns resume "spring sale"',
  ],
])("a hint of what stopped it %s", (_, hint, expected) => {
  const stoppedBy = new PolicyError({ code: "policy.budget", text: { en: "Stop.", es: "Alto." }, hint });
  const counts = all({ accepted: 1, queued: 1 });
  const problem = runProblem({ campaign: campaign("paused"), counts, taken: 1, stoppedBy, interrupted: false });
  expect(problem?.hint?.en).toBe(expected);
});

it("an error that a run raised names the campaign to go on with", () => {
  const raised = raisedBy(notRecorded(new Error("disk full"), 3, []), campaign("running"));
  expect(raised).toMatchObject({ code: "send.not_recorded", exit: 7, data: { called: 3 } });
  const { hint } = raised as AppError;
  expect(hint?.en).toContain('recado campaigns resume "spring sale".');
  expect(hint?.es).toContain('recado campaigns resume "spring sale".');
  const other = noAnswers(undefined, 5);
  expect(raisedBy(other, campaign("running"))).toMatchObject({ code: other.code, hint: undefined });
  const fault = new Error("any other");
  expect(raisedBy(fault, campaign("running"))).toBe(fault);
});
