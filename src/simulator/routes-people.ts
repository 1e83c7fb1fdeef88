import { blockUsersPath } from "../graph/wire/block-users.ts";
import {
  groupInviteLinkPath,
  groupJoinRequestsPath,
  groupParticipantsPath,
  groupPath,
  groupsPath,
} from "../graph/wire/groups.ts";
import { blockUsers, listBlockedUsers, unblockUsers } from "./handlers/block-users.ts";
import {
  approveJoinRequests,
  getInviteLink,
  listJoinRequests,
  rejectJoinRequests,
  removeParticipants,
  resetInviteLink,
} from "./handlers/groups-members.ts";
import { createGroup, deleteGroup, getGroup, listGroups, updateGroup } from "./handlers/groups.ts";
import type { Route } from "./router.ts";

const phone = "{phone_number_id}";
const group = "{group_id}";
const scope = "whatsapp_business_messaging";
const groups = { handler: "groups", scope } as const;
const blocks = { handler: "block-users", scope } as const;

/** Groups and the block list. */
export const peopleRoutes: readonly Route[] = [
  { name: `POST ${groupsPath(phone)}`, ...groups, run: createGroup },
  { name: `GET ${groupsPath(phone)}`, ...groups, run: listGroups },
  { name: `GET ${groupPath(group)}`, ...groups, run: getGroup },
  { name: `POST ${groupPath(group)}`, ...groups, run: updateGroup },
  { name: `DELETE ${groupPath(group)}`, ...groups, run: deleteGroup },
  { name: `GET ${groupInviteLinkPath(group)}`, ...groups, run: getInviteLink },
  { name: `POST ${groupInviteLinkPath(group)}`, ...groups, run: resetInviteLink },
  { name: `GET ${groupJoinRequestsPath(group)}`, ...groups, run: listJoinRequests },
  { name: `POST ${groupJoinRequestsPath(group)}`, ...groups, run: approveJoinRequests },
  { name: `DELETE ${groupJoinRequestsPath(group)}`, ...groups, run: rejectJoinRequests },
  { name: `DELETE ${groupParticipantsPath(group)}`, ...groups, run: removeParticipants },

  { name: `GET ${blockUsersPath(phone)}`, ...blocks, run: listBlockedUsers },
  { name: `POST ${blockUsersPath(phone)}`, ...blocks, run: blockUsers },
  { name: `DELETE ${blockUsersPath(phone)}`, ...blocks, run: unblockUsers },
];
