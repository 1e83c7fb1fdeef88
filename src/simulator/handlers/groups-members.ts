import {
  groupJoinRequestsPath,
  type WireGroupInviteLink,
  type WireGroupJoinRequest,
  type WireGroupRequested,
} from "../../graph/wire/groups.ts";
import type { WireList } from "../../graph/wire/common.ts";
import { GraphFault, invalidValue, webhookError } from "../errors.ts";
import { type GroupState, inviteLink, type JoinRequest, mostMembers, removeFrom } from "../groups/groups.ts";
import { addMember } from "../groups/groups-members.ts";
import { participant, sendGroupWebhook } from "../groups/groups-webhooks.ts";
import { digitsOf } from "../people/customers.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import { type Call, Reply } from "../http/router.ts";
import { isObject, keys, refuseUnknown, requiredArray, requiredText } from "../validate/check.ts";
import { groupOf, newInviteCode, requireProduct } from "./groups.ts";

/** `GET /{group_id}/invite_link` */
export function getInviteLink(call: Call): WireGroupInviteLink {
  return { messaging_product: "whatsapp", invite_link: inviteLink(groupOf(call)) };
}

/** `POST /{group_id}/invite_link`: another one; the old one no longer works. */
export function resetInviteLink(call: Call): WireGroupInviteLink {
  refuseUnknown(call.body, keys("messaging_product"), "");
  requireProduct(call.body);
  const group = groupOf(call);
  group.inviteCode = newInviteCode(call.world);
  return { messaging_product: "whatsapp", invite_link: inviteLink(group) };
}

/** `GET /{group_id}/join_requests` */
export function listJoinRequests(call: Call): WireList<WireGroupJoinRequest> {
  const { world, id, query } = call;
  const page = paginate(groupOf(call).requests, query, listAddress(call, groupJoinRequestsPath(id)));
  const data = page.items.map((request) => ({
    join_request_id: request.id,
    ...participant(world, world.state.customers.get(request.phone)),
    creation_timestamp: Math.floor(request.at / 1_000),
  }));
  return { data, ...(page.paging === undefined ? {} : { paging: page.paging }) };
}

const failure = (code: number, details: string) => {
  const { title, error_data } = webhookError(code, details);
  return { code, message: `(#${code}) ${title}`, error_data };
};

/** Goes through the requests named; those that fail are listed beside the others, as HTTP 206. */
function settleRequests(
  call: Call,
  listName: string,
  settle: (group: GroupState, request: JoinRequest) => ReturnType<typeof failure> | undefined,
): unknown {
  refuseUnknown(call.body, keys("messaging_product", "join_requests"), "");
  requireProduct(call.body);
  const group = groupOf(call);
  if (group.suspended) throw new GraphFault(131207, { details: "The group is suspended." });
  const ids = requiredArray(call.body, "join_requests", "");
  if (ids.length === 0) throw invalidValue("Param join_requests must have at least one element.");
  const done: string[] = [];
  const failed: { join_request_id: string; errors: unknown[] }[] = [];
  for (const id of ids) {
    const request = group.requests.find((other) => other.id === id);
    const error = request === undefined ? failure(131213, "There is no such join request.") : settle(group, request);
    if (error === undefined) done.push(String(id));
    else failed.push({ join_request_id: String(id), errors: [error] });
  }
  const answer = { messaging_product: "whatsapp", [listName]: done };
  if (failed.length === 0) return answer;
  const errors = [failure(131201, "Some of the join requests could not be processed.")];
  return new Reply(206, { ...answer, failed_join_requests: failed, errors });
}

/** `POST /{group_id}/join_requests`: lets people in. */
export function approveJoinRequests(call: Call): unknown {
  const { world } = call;
  return settleRequests(call, "approved_join_requests", (group, request) => {
    if (group.members.length >= mostMembers)
      return failure(131204, `A group may have at most ${mostMembers} participants.`);
    removeFrom(group.requests, ({ id }) => id === request.id);
    void addMember(world, group, world.state.customers.get(request.phone));
    return undefined;
  });
}

/** `DELETE /{group_id}/join_requests` */
export function rejectJoinRequests(call: Call): unknown {
  return settleRequests(call, "rejected_join_requests", (group, request) => {
    removeFrom(group.requests, ({ id }) => id === request.id);
    return undefined;
  });
}

/** `DELETE /{group_id}/participants`: who left and who was not there comes by webhook. */
export function removeParticipants(call: Call): WireGroupRequested {
  const { world, body } = call;
  refuseUnknown(body, keys("messaging_product", "participants"), "");
  requireProduct(body);
  const group = groupOf(call);
  const named = requiredArray(body, "participants", "").map((entry, index) => {
    const path = `participants[${index}]`;
    if (!isObject(entry)) throw invalidValue(`Param ${path} must be an object.`);
    refuseUnknown(entry, keys("user"), path);
    return requiredText(entry, "user", path, 140);
  });
  if (named.length === 0 || named.length > mostMembers)
    throw invalidValue(`Param participants must have between 1 and ${mostMembers} elements.`);
  if (new Set(named).size < named.length)
    throw new GraphFault(131202, { details: "A participant is named more than once." });
  const removed: Record<string, unknown>[] = [];
  const failed: Record<string, unknown>[] = [];
  for (const input of named) {
    const phone = world.state.customers.byUserId(input)?.phone ?? digitsOf(input);
    if (removeFrom(group.members, (member) => member === phone) === undefined)
      failed.push({ input, errors: [webhookError(131212, "This person is not a participant of the group.")] });
    else removed.push({ input, ...participant(world, world.state.customers.get(phone)) });
  }
  const requestId = `request_${world.ids.object()}`;
  void sendGroupWebhook(world, group, "group_participants_update", "group_participants_remove", {
    request_id: requestId,
    initiated_by: "business",
    removed_participants: removed,
    ...(failed.length === 0 ? {} : { failed_participants: failed }),
    ...(failed.length === 0 ? {} : { errors: [webhookError(131201, "Some participants could not be removed.")] }),
  });
  return { messaging_product: "whatsapp", request_id: requestId };
}
