import { ControlError } from "../control/error.ts";
import { countInGroup } from "../figures/counting.ts";
import type { Customer } from "../people/customers.ts";
import { type GroupState, type JoinRequest, mostMembers, removeFrom } from "./groups.ts";
import { participant, sendGroupWebhook } from "./groups-webhooks.ts";
import type { World } from "../world.ts";

/**
 * People coming to a group and leaving it. Each change is reported by webhook.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */

/** Opens the invite link: in at once, or as a request, as the group has it. */
export function openInviteLink(world: World, group: GroupState, customer: Customer): "joined" | "requested" {
  const { phone } = customer;
  const refuse = (en: string, es: string): ControlError => new ControlError(400, "cannot_join", { en, es });
  if (!customer.onWhatsApp) throw refuse("This person is not on WhatsApp.", "Esta persona no está en WhatsApp.");
  if (group.suspended) throw refuse("The group is suspended.", "El grupo está suspendido.");
  if (group.members.includes(phone)) throw refuse("This person is in the group.", "Esta persona ya está en el grupo.");
  if (group.requests.some((request) => request.phone === phone)) return "requested";
  if (group.joinApproval === "auto_approve") {
    if (group.members.length >= mostMembers) {
      throw refuse(`The group has its ${mostMembers} people.`, `El grupo ya tiene sus ${mostMembers} personas.`);
    }
    void addMember(world, group, customer);
    return "joined";
  }
  const request: JoinRequest = { id: `request_${world.ids.object()}`, phone, at: world.clock.now() };
  group.requests.push(request);
  void sendGroupWebhook(world, group, "group_participants_update", "group_join_request_created", {
    join_request_id: request.id,
    ...participant(world, customer),
  });
  return "requested";
}

export function addMember(world: World, group: GroupState, customer: Customer): Promise<void> {
  world.state.customers.keep(customer.phone);
  group.members.push(customer.phone);
  countInGroup(world, group.id, { joined: 1 });
  return sendGroupWebhook(world, group, "group_participants_update", "group_participants_add", {
    reason: "invite_link",
    added_participants: [participant(world, customer)],
  });
}

/** A member leaves by the own will. */
export function leaveGroup(world: World, group: GroupState, customer: Customer): void {
  if (removeFrom(group.members, (phone) => phone === customer.phone) === undefined) {
    throw new ControlError(400, "not_in_group", {
      en: "This person is not in the group.",
      es: "Esta persona no está en el grupo.",
    });
  }
  countInGroup(world, group.id, { left: 1 });
  void sendGroupWebhook(world, group, "group_participants_update", "group_participants_remove", {
    initiated_by: "participant",
    removed_participants: [participant(world, customer)],
  });
}

/** Somebody no longer asks to be let in. */
export function withdrawRequest(world: World, group: GroupState, customer: Customer): void {
  const request = removeFrom(group.requests, ({ phone }) => phone === customer.phone);
  if (request === undefined) {
    throw new ControlError(400, "no_request", {
      en: "This person has not asked to join the group.",
      es: "Esta persona no ha pedido unirse al grupo.",
    });
  }
  void sendGroupWebhook(world, group, "group_participants_update", "group_join_request_revoked", {
    join_request_id: request.id,
    ...participant(world, customer),
  });
}
