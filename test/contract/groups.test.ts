import { describe, expect, test } from "vitest";
import { groupParticipantsPath, groupsPath } from "../../src/graph/wire/groups.ts";
import { collect, contractWorld, everythingWasUsed, refusal, type ContractWorld } from "./book.ts";

const ana = "12025550111";
const ben = "12025550112";
const unknown = "Y2FwaV9ncm91cDox";

interface GroupWorld extends ContractWorld {
  readonly group: string;
}

async function groupWorld(mode: "auto_approve" | "approval_required" = "auto_approve"): Promise<GroupWorld> {
  const world = await contractWorld();
  const { simulator, graph } = world;
  const asked = { subject: "Neighbours", description: "Our street", join_approval_mode: mode };
  const { request_id: request } = await graph.groups.create(simulator.phoneNumberId, asked);
  expect(request).toBeTruthy();
  return { ...world, group: simulator.groups()[0]?.id ?? "" };
}

describe("a group", () => {
  test("is made, read by its fields, changed and deleted", async () => {
    const { simulator, graph, group } = await groupWorld();
    simulator.joinGroup(group, ana);
    expect(await graph.groups.get(group)).toMatchObject({
      id: group,
      subject: "Neighbours",
      description: "Our street",
      join_approval_mode: "auto_approve",
      suspended: false,
      total_participant_count: 1,
      participants: [{ wa_id: ana }],
    });
    expect(await graph.groups.get(group, { fields: ["subject"] })).toEqual({ id: group, subject: "Neighbours" });
    const colour = graph.groups.get(group, { fields: ["colour" as "subject"] });
    expect(await refusal(colour)).toMatchObject({ graphCode: 100 });

    expect(await graph.groups.update(group, { subject: "The street" })).toEqual({ success: true });
    expect(await graph.groups.get(group, { fields: ["subject"] })).toMatchObject({ subject: "The street" });
    expect(await graph.groups.delete(group)).toEqual({ success: true });
    expect(await refusal(graph.groups.get(group))).toMatchObject({ graphCode: 131_041 });
  });

  test("takes a picture", async () => {
    const { graph, group } = await groupWorld();
    const header = Buffer.alloc(33);
    header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    header.writeUInt32BE(192, 16);
    header.writeUInt32BE(192, 20);
    const picture = { file: new Uint8Array(header), filename: "street.png", mimeType: "image/png" } as const;
    expect(await graph.groups.update(group, { subject: "The street", picture })).toEqual({ success: true });
  });

  test.each([
    ["eligible", { groups: "not-eligible" } as const, 131_215],
    ["allowed to for seven days", { groups: "suspended" } as const, 131_214],
    ["allowed more", { maxGroups: 1 }, 131_211],
  ])("is not made by a business that is not %s", async (_, business, graphCode) => {
    const { simulator, graph } = await groupWorld();
    simulator.business(business);
    const made = graph.groups.create(simulator.phoneNumberId, { subject: "Another" });
    expect(await refusal(made)).toMatchObject({ graphCode });
  });

  test("is not made with a subject that is too long, nor twice when the answer is lost", async () => {
    const { simulator, graph } = await groupWorld();
    const long = graph.groups.create(simulator.phoneNumberId, { subject: "x".repeat(129) });
    await expect(long).rejects.toMatchObject({ code: "group.invalid", data: { path: "subject" } });
    const path = groupsPath(simulator.phoneNumberId);
    const body = { messaging_product: "whatsapp", subject: "x".repeat(129) };
    const raw = graph.request({ method: "POST", path, body, repeatable: false, read: (answer) => answer });
    expect(await refusal(raw)).toMatchObject({ graphCode: 131_009 });
    const fault = simulator.fault({ on: "groups", kind: "reset-after-accept" });
    const lost = graph.groups.create(simulator.phoneNumberId, { subject: "Another" });
    await expect(lost).rejects.toMatchObject({ sent: "maybe" });
    expect(fault.hits).toBe(1);
    expect(simulator.groups()).toHaveLength(2);
  });

  test("that is suspended cannot be changed", async () => {
    const { simulator, graph, group } = await groupWorld();
    simulator.suspendGroup(group);
    expect(await refusal(graph.groups.update(group, { subject: "x" }))).toMatchObject({ graphCode: 131_207 });
  });

  test("is listed with the others, page by page; a list that changes says so", async () => {
    const { simulator, graph } = await contractWorld();
    for (let index = 0; index < 12; index++) {
      await graph.groups.create(simulator.phoneNumberId, { subject: `Group ${index}` });
    }
    const listed = await collect(graph.groups.list(simulator.phoneNumberId, { pageSize: 5 }));
    expect(listed.map(({ subject }) => subject)).toEqual(Array.from({ length: 12 }, (_, index) => `Group ${index}`));
    const read = async (): Promise<void> => {
      for await (const { id, subject } of graph.groups.list(simulator.phoneNumberId, { pageSize: 5 })) {
        if (subject === "Group 4") await graph.groups.delete(id);
      }
    };
    expect(await refusal(read())).toMatchObject({ graphCode: 131_059 });
  });
});

test("an invite link is read, and another one takes its place", async () => {
  const { graph, group } = await groupWorld();
  const { invite_link: first } = await graph.groups.inviteLink(group);
  const { invite_link: second } = await graph.groups.resetInviteLink(group);
  expect(second).not.toBe(first);
  expect(await graph.groups.inviteLink(group)).toMatchObject({ invite_link: second });
  expect(await refusal(graph.groups.inviteLink(unknown))).toMatchObject({ graphCode: 131_041 });
});

describe("who asks to be let in", () => {
  test("is listed, approved or rejected; what no longer stands is listed beside", async () => {
    const { simulator, graph, group } = await groupWorld("approval_required");
    for (const phone of [ana, ben]) expect(simulator.joinGroup(group, phone)).toBe("requested");
    const requests = await collect(graph.groups.joinRequests(group, { pageSize: 1 }));
    expect(requests).toMatchObject([{ wa_id: ana }, { wa_id: ben }]);
    const [first = "", second = ""] = requests.map((request) => request.join_request_id);
    expect(await graph.groups.approveJoinRequests(group, [first])).toMatchObject({ approved_join_requests: [first] });
    expect(simulator.group(group).members).toEqual([ana]);

    const partly = await graph.groups.rejectJoinRequests(group, [second, first]);
    expect(partly).toMatchObject({
      rejected_join_requests: [second],
      failed_join_requests: [{ join_request_id: first, errors: [{ code: 131_213 }] }],
    });
    expect(await collect(graph.groups.joinRequests(group))).toEqual([]);
  });

  test("is not let into a group of eight", async () => {
    const { simulator, graph, group } = await groupWorld("approval_required");
    const people = Array.from({ length: 9 }, (_, index) => `1202555013${index}`);
    for (const phone of people) simulator.joinGroup(group, phone);
    const ids = (await collect(graph.groups.joinRequests(group))).map((request) => request.join_request_id);
    const answer = await graph.groups.approveJoinRequests(group, ids);
    expect(answer.approved_join_requests).toEqual(ids.slice(0, 8));
    expect(answer.failed_join_requests).toMatchObject([{ join_request_id: ids[8], errors: [{ code: 131_204 }] }]);
  });
});

test("people are taken out by number and user id; nobody twice", async () => {
  const { simulator, graph, group } = await groupWorld();
  for (const phone of [ana, ben]) simulator.joinGroup(group, phone);
  const { bsuid } = simulator.customer(ben);
  expect(await graph.groups.removeParticipants(group, [`+${ana}`, bsuid])).toMatchObject({
    request_id: expect.any(String) as string,
  });
  expect(simulator.group(group).members).toEqual([]);
  const twice = graph.groups.removeParticipants(group, [ana, ana]);
  await expect(twice).rejects.toMatchObject({ code: "group.invalid", data: { path: "participants[1]" } });
  const body = { messaging_product: "whatsapp", participants: [{ user: ana }, { user: ana }] };
  const path = groupParticipantsPath(group);
  const raw = graph.request({ method: "DELETE", path, body, repeatable: false, read: (answer) => answer });
  expect(await refusal(raw)).toMatchObject({ graphCode: 131_202 });
  expect(await refusal(graph.groups.removeParticipants(unknown, [ana]))).toMatchObject({ graphCode: 131_041 });
});

everythingWasUsed();
