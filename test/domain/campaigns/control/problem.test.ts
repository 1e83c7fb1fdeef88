import { expect, it } from "vitest";
import { PolicyError } from "../../../../src/core/errors.ts";
import { runProblem } from "../../../../src/domain/campaigns/control/problem.ts";
import { countsOf } from "../../../../src/domain/campaigns/control/status.ts";
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
    counts: countsOf(new Map(Object.entries(counts) as [MessageState, number][])),
    stoppedBy: stopped ? locked : undefined,
    interrupted,
  });
  expect(problem?.exit).toBe(exit);
  const saysHow = problem?.hint?.en.includes('recado campaigns resume "spring sale"') ?? false;
  expect(saysHow).toBe(state === "paused");
});
