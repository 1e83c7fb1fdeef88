import { ControlError } from "./error.ts";
import { phoneOf } from "../people/customer-control.ts";
import { type GroupState, inviteLink } from "../groups/groups.ts";
import { leaveGroup, openInviteLink, withdrawRequest } from "../groups/groups-members.ts";
import { sendGroupWebhook } from "../groups/groups-webhooks.ts";
import type { World } from "../world.ts";

/** A group as the control calls show it. */
export interface GroupView extends Omit<GroupState, "inviteCode"> {
  readonly inviteLink: string;
}

/** What people do in groups, and Meta to them: part of the control calls. */
export interface GroupControl {
  /** The groups of all business numbers, oldest first. */
  groups(): GroupView[];

  group(id: string): GroupView;

  /** A person opens the invite link: is in, or asks to be let in, as the group has it. */
  joinGroup(id: string, phone: string): "joined" | "requested";

  /** A member leaves. */
  leaveGroup(id: string, phone: string): void;

  /** A person no longer asks to be let in. */
  withdrawJoinRequest(id: string, phone: string): void;

  /** Meta suspends a group, or lifts it. */
  suspendGroup(id: string, suspended?: boolean): void;
}

export const groupControls = (world: World): GroupControl => ({
  groups: () => world.state.groups.values().map(viewOf),

  group: (id) => viewOf(groupNamed(world, id)),

  joinGroup: (id, phone) =>
    openInviteLink(world, groupNamed(world, id), world.state.customers.keep(phoneOf(world, phone))),

  leaveGroup: (id, phone) => leaveGroup(world, groupNamed(world, id), world.state.customers.get(phoneOf(world, phone))),

  withdrawJoinRequest: (id, phone) =>
    withdrawRequest(world, groupNamed(world, id), world.state.customers.get(phoneOf(world, phone))),

  suspendGroup(id, suspended = true) {
    const group = groupNamed(world, id);
    if (group.suspended === suspended) return;
    group.suspended = suspended;
    void sendGroupWebhook(world, group, "group_status_update", suspended ? "group_suspend" : "group_suspend_cleared");
  },
});

function viewOf({ inviteCode: _inviteCode, ...group }: GroupState): GroupView {
  return { ...group, inviteLink: inviteLink({ ...group, inviteCode: _inviteCode }) };
}

function groupNamed(world: World, id: string): GroupState {
  const group = world.state.groups.get(id);
  if (group !== undefined) return group;
  throw new ControlError(404, "unknown_group", {
    en: "There is no group with that id. GET groups lists them.",
    es: "No hay ningún grupo con ese id. GET groups los muestra.",
  });
}
