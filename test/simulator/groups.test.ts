import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, type Receiver } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const ana = "12025550111";
const ben = "12025550112";
const cleo = "12025550113";
const product = { messaging_product: "whatsapp" };

const create = (sim: Simulator, body: Record<string, unknown> = {}) =>
  graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { ...product, subject: "Neighbours", ...body });

/** A group with these people in it. */
async function groupOf(sim: Simulator, ...members: string[]): Promise<string> {
  await create(sim);
  const id = sim.groups().at(-1)?.id ?? "";
  for (const member of members) sim.joinGroup(id, member);
  await sim.settled();
  return id;
}

const changes = (receiver: Receiver, field: string): unknown[] =>
  receiver.values(`group_${field}`).map((value) => at(value, "groups", 0));

/** The header of a PNG file is all that is looked at. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

function jpeg(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 17, 0]);
  new DataView(bytes.buffer).setUint16(13, height);
  new DataView(bytes.buffer).setUint16(15, width);
  return bytes;
}

async function uploadPicture(sim: Simulator, group: string, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("profile_picture_file", new Blob([bytes]), "picture");
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  return (await fetch(`${sim.graphUrl}/v25.0/${group}`, { method: "POST", headers, body: form })).status;
}

describe("a group", () => {
  test("is asked for, and comes by webhook with its link", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const answer = await create(sim, { description: "Our street" });
    expect(answer.body).toEqual({ ...product, request_id: expect.any(String) });
    await sim.settled();
    const [group] = sim.groups();
    expect(changes(receiver, "lifecycle_update")).toEqual([
      {
        timestamp: String(Date.parse(still.now) / 1_000),
        group_id: group?.id,
        type: "group_create",
        request_id: at(answer.body, "request_id"),
        subject: "Neighbours",
        description: "Our street",
        invite_link: group?.inviteLink,
        join_approval_mode: "auto_approve",
      },
    ]);
    const decoded = Buffer.from(group?.id ?? "", "base64url").toString();
    expect(decoded).toMatch(/^capi_group:15550100200:\d+$/);
  });

  test("is listed page by page, read by fields, changed and deleted", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana);
    await create(sim, { subject: "Second" });
    const page = await graph(sim, "GET", `/${sim.phoneNumberId}/groups?limit=1`);
    expect(at(page.body, "data", "groups")).toEqual([{ id, subject: "Neighbours", created_at: expect.any(Number) }]);
    const after = String(at(page.body, "paging", "cursors", "after"));
    const rest = await graph(sim, "GET", `/${sim.phoneNumberId}/groups?limit=1&after=${after}`);
    expect(at(rest.body, "data", "groups", 0, "subject")).toBe("Second");
    expect(code(await graph(sim, "GET", `/${sim.phoneNumberId}/groups?after=nonsense`))).toBe(131059);

    expect((await graph(sim, "GET", `/${id}?fields=participants,total_participant_count,suspended`)).body).toEqual({
      id,
      suspended: false,
      total_participant_count: 1,
      participants: [{ wa_id: ana, user_id: expect.stringMatching(/^US\./) }],
    });
    expect((await graph(sim, "POST", `/${id}`, { ...product, subject: "Street" })).body).toEqual({ success: true });
    expect(at((await graph(sim, "GET", `/${id}`)).body, "subject")).toBe("Street");
    expect((await graph(sim, "DELETE", `/${id}`)).body).toEqual({ success: true });
    expect(code(await graph(sim, "GET", `/${id}`))).toBe(131041);
    await sim.settled();
    expect(changes(receiver, "settings_update")).toEqual([
      expect.objectContaining({ group_subject: { text: "Street", update_successful: true } }),
    ]);
    expect(changes(receiver, "lifecycle_update").at(-1)).toMatchObject({ type: "group_delete", group_id: id });
  });

  test.each<[number, Record<string, unknown>]>([
    [131008, { subject: undefined }],
    [131009, { subject: "x".repeat(129) }],
    [131009, { description: "x".repeat(2_049) }],
    [131009, { join_approval_mode: "anybody" }],
    [100, { messaging_product: "sms" }],
    [100, { members: [] }],
  ])("is refused with %i for %j", async (expected, body) => {
    await using sim = await startSimulator(still);
    expect(code(await create(sim, body))).toBe(expected);
    expect(sim.groups()).toEqual([]);
  });

  test.each<[number, Parameters<Simulator["business"]>[0]]>([
    [131211, { maxGroups: 1 }],
    [131214, { groups: "suspended" }],
    [131215, { groups: "not-eligible" }],
  ])("is refused with %i when the business is %j", async (expected, business) => {
    await using sim = await startSimulator(still);
    expect((await create(sim, { subject: "x".repeat(128), description: "x".repeat(2_048) })).status).toBe(200);
    sim.business(business);
    expect(code(await create(sim))).toBe(expected);
  });

  test.each([
    ["png", png(192, 192), undefined],
    ["jpeg", jpeg(640, 640), undefined],
    ["png that is not square", png(192, 200), 131209],
    ["jpeg that is too small", jpeg(191, 191), 131210],
    ["file that is no picture", new Uint8Array(40), 131053],
    ["nearly nothing", new Uint8Array([0xff, 0xd8, 0xff]), 131053],
  ])("takes a picture: %s", async (_, bytes, error) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim);
    expect(await uploadPicture(sim, id, bytes)).toBe(200);
    await sim.settled();
    const picture = at(changes(receiver, "settings_update")[0], "profile_picture");
    expect(at(picture, "update_successful")).toBe(error === undefined);
    expect(at(picture, "errors", 0, "code")).toBe(error);
  });
});

describe("members", () => {
  test("join by the link, leave, and are taken out", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana, ben);
    expect((await control(sim, "POST", `groups/${id}/leave`, { phone: ana })).status).toBe(200);
    const answer = await graph(sim, "DELETE", `/${id}/participants`, {
      ...product,
      participants: [{ user: `+${ben}` }, { user: cleo }],
    });
    await sim.settled();
    expect(changes(receiver, "participants_update")).toEqual([
      expect.objectContaining({
        type: "group_participants_add",
        reason: "invite_link",
        added_participants: [{ wa_id: ana, user_id: expect.any(String) }],
      }),
      expect.objectContaining({ added_participants: [expect.objectContaining({ wa_id: ben })] }),
      expect.objectContaining({
        type: "group_participants_remove",
        initiated_by: "participant",
        removed_participants: [expect.objectContaining({ wa_id: ana })],
      }),
      expect.objectContaining({
        initiated_by: "business",
        request_id: at(answer.body, "request_id"),
        removed_participants: [expect.objectContaining({ input: `+${ben}` })],
        failed_participants: [{ input: cleo, errors: [expect.objectContaining({ code: 131212 })] }],
        errors: [expect.objectContaining({ code: 131201 })],
      }),
    ]);
    expect(sim.group(id).members).toEqual([]);
  });

  test("with a user name join without showing a number", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer(ana, { username: "ana.shop" });
    await groupOf(sim, ana);
    expect(at(changes(receiver, "participants_update")[0], "added_participants", 0)).toEqual({
      user_id: expect.any(String),
      username: "ana.shop",
    });
  });

  test("are at most eight", async () => {
    await using sim = await startSimulator(still);
    const people = Array.from({ length: 8 }, (_, index) => `1202555010${index}`);
    const id = await groupOf(sim, ...people);
    expect((await control(sim, "POST", `groups/${id}/join`, { phone: ana })).status).toBe(400);
    expect(sim.group(id).members).toEqual(people);
  });

  test("ask where approval is required, and are let in or not", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    await create(sim, { join_approval_mode: "approval_required" });
    const id = sim.groups()[0]?.id ?? "";
    for (const phone of [ana, ben, cleo]) expect(sim.joinGroup(id, phone)).toBe("requested");
    sim.withdrawJoinRequest(id, cleo);
    const list = await graph(sim, "GET", `/${id}/join_requests`);
    const [first, second] = (at(list.body, "data") as { join_request_id: string }[]).map((one) => one.join_request_id);
    expect(at(list.body, "data", 0)).toMatchObject({ wa_id: ana, creation_timestamp: expect.any(Number) });

    const body = { ...product, join_requests: [first, "nobody"] };
    const partly = await graph(sim, "POST", `/${id}/join_requests`, body);
    expect(partly).toMatchObject({
      status: 206,
      body: {
        approved_join_requests: [first],
        failed_join_requests: [{ join_request_id: "nobody", errors: [{ code: 131213 }] }],
        errors: [{ code: 131201 }],
      },
    });
    const rejected = await graph(sim, "DELETE", `/${id}/join_requests`, { ...product, join_requests: [second] });
    expect(rejected).toMatchObject({ status: 200, body: { rejected_join_requests: [second] } });
    expect(sim.group(id)).toMatchObject({ members: [ana], requests: [] });
    await sim.settled();
    expect(changes(receiver, "participants_update").map((change) => at(change, "type"))).toEqual([
      "group_join_request_created",
      "group_join_request_created",
      "group_join_request_created",
      "group_join_request_revoked",
      "group_participants_add",
    ]);
  });

  test("find the link changed after a reset", async () => {
    await using sim = await startSimulator(still);
    const id = await groupOf(sim);
    const before = await graph(sim, "GET", `/${id}/invite_link`);
    expect(at(before.body, "invite_link")).toMatch(/^https:\/\/chat\.whatsapp\.com\/\w{22}$/);
    const after = await graph(sim, "POST", `/${id}/invite_link`, product);
    expect(at(after.body, "invite_link")).not.toBe(at(before.body, "invite_link"));
    expect((await graph(sim, "GET", `/${id}/invite_link`)).body).toEqual(after.body);
  });

  test.each<[number, unknown]>([
    [131202, { participants: [{ user: ana }, { user: ana }] }],
    [131009, { participants: [] }],
    [131008, {}],
    [131009, { participants: ["x"] }],
    [100, { participants: [{ user: ana, name: "Ana" }] }],
  ])("are not taken out: %i for %j", async (expected, body) => {
    await using sim = await startSimulator(still);
    const id = await groupOf(sim, ana);
    expect(code(await graph(sim, "DELETE", `/${id}/participants`, { ...product, ...(body as object) }))).toBe(expected);
    expect(sim.group(id).members).toEqual([ana]);
  });
});
