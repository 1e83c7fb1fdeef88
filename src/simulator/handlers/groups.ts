import type { WireSuccess } from "../../graph/wire/common.ts";
import { groupsPath, type WireGroupList, type WireGroupRequested } from "../../graph/wire/groups.ts";
import { GraphFault, webhookError } from "../errors.ts";
import { type NodeType, selectFields } from "../http/fields.ts";
import { type GroupState, inviteLink } from "../groups/groups.ts";
import { participant, sendGroupWebhook } from "../groups/groups-webhooks.ts";
import { seededWord } from "../ids.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import { pictureSize } from "../groups/picture-size.ts";
import type { Call } from "../http/router.ts";
import { type Json, keys, optionalText, refuseUnknown, requiredText, requiredWord } from "../validate/check.ts";
import type { World } from "../world.ts";

const createKeys = keys("messaging_product", "subject", "description", "join_approval_mode");
const updateKeys = keys("messaging_product", "subject", "description");
const longestSubject = 128;
const longestDescription = 2_048;
const smallestPicture = 192;

export function requireProduct(body: Json): void {
  if (body["messaging_product"] !== "whatsapp")
    throw new GraphFault(100, { message: "(#100) The parameter messaging_product is required." });
}

/** The group of the path. */
export function groupOf({ world, id }: Call): GroupState {
  const group = world.state.groups.get(id);
  if (group === undefined) throw new GraphFault(131041, { details: "There is no such group." });
  return group;
}

export const newInviteCode = (world: World): string =>
  seededWord(world.settings.seed, `invite ${world.ids.object()}`, 22);

/** `POST /{phone_number_id}/groups`: the group itself comes by webhook. */
export function createGroup({ world, id, body }: Call): WireGroupRequested {
  refuseUnknown(body, createKeys, "");
  requireProduct(body);
  const { groups, business, numbers } = world.state;
  const subject = requiredText(body, "subject", "", longestSubject);
  const description = optionalText(body, "description", "", longestDescription);
  const joinApproval =
    body["join_approval_mode"] === undefined
      ? "auto_approve"
      : requiredWord(body, "join_approval_mode", "", ["auto_approve", "approval_required"]);
  if (business.groups === "not-eligible")
    throw new GraphFault(131215, { details: "Groups are for official business accounts." });
  if (business.groups === "suspended")
    throw new GraphFault(131214, { details: "This business may not create groups for 7 days." });
  if (groups.of(id).length >= business.maxGroups)
    throw new GraphFault(131211, { details: `A phone number may have at most ${business.maxGroups} groups.` });
  const group: GroupState = {
    id: groups.nextId(numbers.get(id)?.digits ?? ""),
    phoneNumberId: id,
    subject,
    ...(description === undefined ? {} : { description }),
    joinApproval,
    suspended: false,
    createdAt: world.clock.now(),
    inviteCode: newInviteCode(world),
    members: [],
    requests: [],
    pins: [],
    windowUntil: 0,
  };
  groups.add(group);
  const requestId = `request_${world.ids.object()}`;
  void sendGroupWebhook(world, group, "group_lifecycle_update", "group_create", {
    request_id: requestId,
    subject,
    ...(description === undefined ? {} : { description }),
    invite_link: inviteLink(group),
    join_approval_mode: joinApproval,
  });
  return { messaging_product: "whatsapp", request_id: requestId };
}

/** `GET /{phone_number_id}/groups`: here `data` is an object. */
export function listGroups(call: Call): WireGroupList {
  const { world, id, query } = call;
  const page = paginate(world.state.groups.of(id), query, listAddress(call, groupsPath(id)));
  return {
    data: {
      groups: page.items.map((group) => ({
        id: group.id,
        subject: group.subject,
        created_at: Math.floor(group.createdAt / 1_000),
      })),
    },
    ...(page.paging === undefined ? {} : { paging: page.paging }),
  };
}

const nodeType: NodeType = {
  name: "WhatsAppBusinessGroup",
  defaults: ["messaging_product", "subject", "creation_timestamp", "suspended", "join_approval_mode"],
};

/** `GET /{group_id}` */
export function getGroup(call: Call): unknown {
  const { world } = call;
  const group = groupOf(call);
  return selectFields(
    nodeType,
    {
      id: group.id,
      messaging_product: "whatsapp",
      subject: group.subject,
      description: group.description,
      join_approval_mode: group.joinApproval,
      suspended: group.suspended,
      creation_timestamp: Math.floor(group.createdAt / 1_000),
      total_participant_count: group.members.length,
      participants: group.members.map((phone) => participant(world, world.state.customers.get(phone))),
    },
    call.query.get("fields"),
  );
}

/** `POST /{group_id}`: what came of each change is told by webhook. */
export async function updateGroup(call: Call): Promise<WireSuccess> {
  const { world, body, form } = call;
  const group = groupOf(call);
  refuseUnknown(body, updateKeys, "");
  requireProduct(body);
  const subject = optionalText(body, "subject", "", longestSubject);
  const description = optionalText(body, "description", "", longestDescription);
  const file = [...(form?.values() ?? [])].find((value) => typeof value !== "string");
  if (subject === undefined && description === undefined && file === undefined)
    throw new GraphFault(100, { details: "One of subject, description and profile_picture_file is required." });
  if (group.suspended) throw new GraphFault(131207, { details: "The group is suspended." });
  if (subject !== undefined) group.subject = subject;
  if (description !== undefined) group.description = description;
  const picture = file === undefined ? undefined : changePicture(world, group, Buffer.from(await file.arrayBuffer()));
  const done = (text: string | undefined): Record<string, unknown> => ({ text, update_successful: true });
  void sendGroupWebhook(world, group, "group_settings_update", "group_settings_update", {
    request_id: `request_${world.ids.object()}`,
    ...(picture === undefined ? {} : { profile_picture: picture }),
    ...(subject === undefined ? {} : { group_subject: done(subject) }),
    ...(description === undefined ? {} : { group_description: done(description) }),
  });
  return { success: true };
}

function changePicture(world: World, group: GroupState, bytes: Buffer): Record<string, unknown> {
  const size = pictureSize(bytes);
  const failed = (code: number, details: string): Record<string, unknown> => ({
    ...(size === undefined ? {} : { mime_type: size.type }),
    update_successful: false,
    errors: [webhookError(code, details)],
  });
  if (size === undefined) return failed(131053, "The picture must be a JPEG or PNG file.");
  if (size.width !== size.height) return failed(131209, "The picture must be square.");
  if (size.width < smallestPicture)
    return failed(131210, `The picture must have at least ${smallestPicture} pixels a side.`);
  const { sha256 } = world.state.media.add({
    id: world.ids.object(),
    phoneNumberId: group.phoneNumberId,
    mimeType: size.type,
    bytes,
    expiresAt: Number.MAX_SAFE_INTEGER,
  });
  group.picture = { mimeType: size.type, sha256 };
  return { mime_type: size.type, sha256, update_successful: true };
}

/** `DELETE /{group_id}` */
export function deleteGroup(call: Call): WireSuccess {
  const { world, id } = call;
  const group = groupOf(call);
  world.state.groups.remove(id);
  void sendGroupWebhook(world, group, "group_lifecycle_update", "group_delete", {
    request_id: `request_${world.ids.object()}`,
  });
  return { success: true };
}
