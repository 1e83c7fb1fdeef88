import type { EventOf, GroupMember, GroupSetting } from "./events.ts";
import { idAt, instantAt, member, isRecord, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { unknown, type Change } from "./parse-change.ts";
import { customerOf, parseErrors } from "./parse-parts.ts";

type GroupKind = "group-lifecycle" | "group-participants" | "group-settings" | "group-status";

type GroupReader = (group: ForeignRecord, change: Change) => EventOf<GroupKind | "unknown">;

/** The part that all four have; undefined without a type. */
function base(group: ForeignRecord, change: Change) {
  const type = textAt(group, "type");
  if (type === undefined) return undefined;
  return {
    ...change.origin,
    type,
    groupId: idAt(group, "group_id"),
    at: instantAt(group, "timestamp"),
    requestId: idAt(group, "request_id"),
    errors: parseErrors(group),
  };
}

export const parseGroupLifecycle: GroupReader = (group, change) => {
  const common = base(group, change);
  if (common === undefined) return withoutType(group, change);
  return {
    ...common,
    kind: "group-lifecycle",
    subject: textAt(group, "subject"),
    description: textAt(group, "description"),
    inviteLink: textAt(group, "invite_link"),
    joinApproval: textAt(group, "join_approval_mode"),
  };
};

export const parseGroupParticipants: GroupReader = (group, change) => {
  const common = base(group, change);
  if (common === undefined) return withoutType(group, change);
  const members = (key: string): GroupMember[] =>
    recordsAt(group, key).map((one) => ({ ...customerOf(one, change.profiles), input: idAt(one, "input") }));
  return {
    ...common,
    kind: "group-participants",
    added: members("added_participants"),
    removed: members("removed_participants"),
    failed: recordsAt(group, "failed_participants").map((one) => ({
      ...customerOf(one, change.profiles),
      input: idAt(one, "input"),
      errors: parseErrors(one),
    })),
    reason: textAt(group, "reason"),
    initiatedBy: textAt(group, "initiated_by"),
    joinRequestId: idAt(group, "join_request_id"),
    customer: customerOf(group, change.profiles),
  };
};

export const parseGroupSettings: GroupReader = (group, change) => {
  const common = base(group, change);
  if (common === undefined) return withoutType(group, change);
  return {
    ...common,
    kind: "group-settings",
    picture: settingAt(group, "profile_picture"),
    subject: settingAt(group, "group_subject"),
    description: settingAt(group, "group_description"),
  };
};

export const parseGroupStatus: GroupReader = (group, change) => {
  const common = base(group, change);
  return common === undefined ? withoutType(group, change) : { ...common, kind: "group-status" };
};

function settingAt(group: ForeignRecord, key: string): GroupSetting | undefined {
  const setting = member(group, key);
  if (!isRecord(setting)) return undefined;
  return {
    done: setting["update_successful"] === true,
    text: textAt(setting, "text"),
    errors: parseErrors(setting),
  };
}

function withoutType(group: ForeignRecord, change: Change): EventOf<"unknown"> {
  return unknown(change.origin, "a change of a group without a type", group);
}
