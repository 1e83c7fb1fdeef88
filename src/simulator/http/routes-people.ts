import { blockUsersPath } from "../../graph/wire/block-users.ts";
import {
  groupInviteLinkPath,
  groupJoinRequestsPath,
  groupParticipantsPath,
  groupPath,
  groupsPath,
} from "../../graph/wire/groups.ts";
import { contactBookPath, usernamePath, usernameSuggestionsPath } from "../../graph/wire/usernames.ts";
import { blockUsers, listBlockedUsers, unblockUsers } from "../handlers/block-users.ts";
import {
  approveJoinRequests,
  getInviteLink,
  listJoinRequests,
  rejectJoinRequests,
  removeParticipants,
  resetInviteLink,
} from "../handlers/groups-members.ts";
import {
  deleteFromContactBook,
  deleteUsername,
  getUsername,
  setUsername,
  suggestUsernames,
} from "../handlers/usernames.ts";
import { createGroup, deleteGroup, getGroup, listGroups, updateGroup } from "../handlers/groups.ts";
import type { Route } from "./router.ts";

const phone = "{phone_number_id}";
const group = "{group_id}";
const scope = "whatsapp_business_messaging";
const groups = { handler: "groups", scope } as const;
const names = { handler: "usernames", scope: "whatsapp_business_management" } as const;
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

  { name: `GET ${usernamePath(phone)}`, ...names, run: getUsername },
  { name: `POST ${usernamePath(phone)}`, ...names, run: setUsername },
  { name: `DELETE ${usernamePath(phone)}`, ...names, run: deleteUsername },
  { name: `GET ${usernameSuggestionsPath(phone)}`, ...names, run: suggestUsernames },
  { name: `DELETE ${contactBookPath(phone)}`, ...names, run: deleteFromContactBook },

  { name: `GET ${blockUsersPath(phone)}`, ...blocks, run: listBlockedUsers },
  { name: `POST ${blockUsersPath(phone)}`, ...blocks, run: blockUsers },
  { name: `DELETE ${blockUsersPath(phone)}`, ...blocks, run: unblockUsers },
];
