import type { Simulator } from "../../src/testing.ts";
import { type Answer, at, graph } from "./helpers.ts";
import { ana, type AnswerCase, groupOf, inChangedWorld, post, product, toGroup } from "./error-cases.ts";

const ben = "12025550112";

const blockList = (sim: Simulator, query = ""): Promise<Answer> =>
  graph(sim, "GET", `/${sim.phoneNumberId}/block_users${query}`);

export function block(sim: Simulator, ...users: string[]): Promise<Answer> {
  for (const user of users) sim.inbound({ from: user, text: "Hello" });
  return post(sim, "block_users", { block_users: users.map((user) => ({ user })) });
}

/** A suspended group of one member. */
async function suspended(sim: Simulator): Promise<string> {
  const id = await groupOf(sim);
  sim.joinGroup(id, ana);
  sim.suspendGroup(id, true);
  return id;
}

/** Groups and the block list: codes of whole answers. */
export const peopleCases: readonly AnswerCase[] = [
  [131020, "a message to a group without members", 400, async (sim) => toGroup(sim, await groupOf(sim))],
  [
    131041,
    "a group that does not exist",
    400,
    (sim) => graph(sim, "GET", `/${Buffer.from("capi_group:15550100200:1").toString("base64url")}`),
  ],
  [
    131051,
    "a contact card to a group",
    400,
    async (sim) => {
      const id = await groupOf(sim);
      sim.joinGroup(id, ana);
      return toGroup(sim, id, { type: "contacts", text: undefined, contacts: [{ name: { formatted_name: "Ana" } }] });
    },
  ],
  [
    131059,
    "a cursor of the groups that is none",
    400,
    (sim) => graph(sim, "GET", `/${sim.phoneNumberId}/groups?after=x`),
  ],
  [131059, "a cursor of the block list that is none", 400, (sim) => blockList(sim, "?after=x")],
  [
    131202,
    "the same member twice",
    400,
    async (sim) => {
      const id = await groupOf(sim);
      return graph(sim, "DELETE", `/${id}/participants`, { ...product, participants: [{ user: ana }, { user: ana }] });
    },
  ],
  [131207, "a message to a suspended group", 403, async (sim) => toGroup(sim, await suspended(sim))],
  [
    131207,
    "another subject for a suspended group",
    403,
    async (sim) => graph(sim, "POST", `/${await suspended(sim)}`, { ...product, subject: "Street" }),
  ],
  [
    131211,
    "one group too many",
    400,
    async (sim) => {
      sim.business({ maxGroups: 1 });
      await groupOf(sim);
      return post(sim, "groups", { subject: "Second" });
    },
  ],
  [
    131214,
    "a group after too much marketing",
    400,
    (sim) => {
      sim.business({ groups: "suspended" });
      return post(sim, "groups", { subject: "Neighbours" });
    },
  ],
  [
    131215,
    "a group of a number that may have none",
    400,
    (sim) => {
      sim.business({ groups: "not-eligible" });
      return post(sim, "groups", { subject: "Neighbours" });
    },
  ],
  [139100, "somebody who cannot be blocked", 400, (sim) => post(sim, "block_users", { block_users: [{ user: ana }] })],
  [
    139102,
    "a block list that changed between two pages",
    400,
    async (sim) => {
      await block(sim, ana, ben);
      const page = await blockList(sim, "?limit=1");
      await block(sim, "12025550113");
      return blockList(sim, `?limit=1&after=${String(at(page.body, "paging", "cursors", "after"))}`);
    },
  ],
];

const most = 64_000;

/** Codes inside an answer, where several people or requests are spoken of at once: where they stand, and the status. */
export const nestedCases: readonly (readonly [
  code: number,
  what: string,
  status: number,
  place: readonly (string | number)[],
  call: (sim: Simulator) => Promise<Answer>,
])[] = [
  [
    131009,
    "a parent user id to be blocked",
    400,
    ["block_users", "failed_users", 0, "errors", 0],
    (sim) => post(sim, "block_users", { block_users: [{ user_id: "US.ENT.123" }] }),
  ],
  [
    131047,
    "somebody to be blocked who did not write lately",
    400,
    ["block_users", "failed_users", 0, "errors", 0],
    (sim) => post(sim, "block_users", { block_users: [{ user: ana }] }),
  ],
  [
    139101,
    "a full block list",
    400,
    ["block_users", "failed_users", 0, "errors", 0],
    () =>
      inChangedWorld(
        (people, { phoneNumberId }) => {
          const full = Array.from({ length: most }, (_, index) => [String(52_000_000_000 + index), "x"]);
          Object.assign(people, { blockList: [[phoneNumberId, { version: most, people: full }]] });
        },
        (sim) => block(sim, ana),
      ),
  ],
  [131201, "a join request that is not there", 206, ["errors", 0], unknownRequest],
  [131213, "a join request that is not there", 206, ["failed_join_requests", 0, "errors", 0], unknownRequest],
  [131204, "the ninth of eight members", 206, ["failed_join_requests", 0, "errors", 0], ninthMember],
];

async function unknownRequest(sim: Simulator): Promise<Answer> {
  const id = await groupOf(sim, { join_approval_mode: "approval_required" });
  return graph(sim, "POST", `/${id}/join_requests`, { ...product, join_requests: ["nobody"] });
}

/** Nine people ask to join, and all are let in. */
async function ninthMember(sim: Simulator): Promise<Answer> {
  const id = await groupOf(sim, { join_approval_mode: "approval_required" });
  for (let last = 0; last < 9; last++) sim.joinGroup(id, `1202555010${last}`);
  const list = await graph(sim, "GET", `/${id}/join_requests`);
  const requests = at(list.body, "data");
  const ids = Array.isArray(requests) ? requests.map((request: unknown) => at(request, "join_request_id")) : [];
  return graph(sim, "POST", `/${id}/join_requests`, { ...product, join_requests: ids });
}
