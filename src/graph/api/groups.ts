import { assertGroupChanges, assertNewGroup, assertParticipants } from "../check/groups.ts";
import { groupId, graphId } from "../identifiers.ts";
import type { ListOptions } from "../paginate.ts";
import { cursorList } from "./cursor-list.ts";
import type { CallOptions, Requester } from "../request.ts";
import { isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import {
  groupInviteLinkPath,
  groupJoinRequestsPath,
  groupParticipantsPath,
  groupPath,
  groupsPath,
  type WireGroup,
  type WireGroupCreate,
  type WireGroupInviteLink,
  type WireGroupJoinRequest,
  type WireGroupJoinRequestsAnswer,
  type WireGroupRemoved,
  type WireGroupRequested,
  type WireGroupSummary,
  type WireGroupUpdate,
} from "../wire/groups.ts";
import {
  groupFields,
  isAnswer,
  isGroup,
  isJoinRequests,
  isLink,
  nothingNamed,
  readGroups,
  salvageLists,
} from "./group-answers.ts";
import { pictureForm, type GroupPicture } from "./group-picture.ts";

/** What can be changed of a group. */
export interface GroupChanges {
  /** At most 128 characters. */
  readonly subject?: string | undefined;
  /** At most 2,048 characters. */
  readonly description?: string | undefined;
  readonly picture?: GroupPicture | undefined;
}

/** Groups of up to eight people, who come in by a link. What comes of a change is told by webhook. */
export class GroupsApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Asks for a group; its id and link come by the webhook `group_lifecycle_update`. Not repeated by itself: that would
   * make a second group.
   * @throws InputError `group.invalid`, before a byte leaves, for a subject or description of a wrong length.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async create(
    phoneNumberId: string,
    group: Omit<WireGroupCreate, "messaging_product">,
    options: CallOptions = {},
  ): Promise<WireGroupRequested> {
    assertNewGroup(group);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: groupsPath(graphId(phoneNumberId, "phone_number_id")),
      body: { messaging_product: "whatsapp", ...group } satisfies WireGroupCreate,
      repeatable: false,
      read: (body) => (isAnswer(body) ? body : undefined),
    });
  }

  /**
   * The groups of a number. Error 131059 says that the list changed while it was read: begin again.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  list(phoneNumberId: string, options: ListOptions = {}): AsyncGenerator<WireGroupSummary, void, undefined> {
    const path = groupsPath(graphId(phoneNumberId, "phone_number_id"));
    return cursorList(this.#requester, { path, read: readGroups }, options);
  }

  /**
   * One group; `fields` names what to read of it, everything when absent.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async get(
    group: string,
    { fields, ...options }: CallOptions & { readonly fields?: readonly (keyof WireGroup)[] | undefined } = {},
  ): Promise<WireGroup> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: groupPath(groupId(group)),
      query: { fields: (fields ?? groupFields).join(",") },
      repeatable: true,
      read: (body) => (isGroup(body) ? body : undefined),
    });
  }

  /**
   * Changes subject, description or picture; what came of it is told by the webhook `group_settings_update`.
   * @throws InputError `group.invalid` for no change, a wrong length, or a picture that is not square or too small.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async update(group: string, changes: GroupChanges, options: CallOptions = {}): Promise<WireSuccess> {
    assertGroupChanges(changes);
    const { subject, description, picture } = changes;
    const body: WireGroupUpdate = {
      messaging_product: "whatsapp",
      ...(subject === undefined ? {} : { subject }),
      ...(description === undefined ? {} : { description }),
    };
    return this.#requester.request({
      ...options,
      method: "POST",
      path: groupPath(groupId(group)),
      ...(picture === undefined ? { body } : { form: await pictureForm(body, picture) }),
      repeatable: true,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }

  /** @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups */
  async delete(group: string, options: CallOptions = {}): Promise<WireSuccess> {
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: groupPath(groupId(group)),
      repeatable: false,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }

  /** @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups */
  async inviteLink(group: string, options: CallOptions = {}): Promise<WireGroupInviteLink> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: groupInviteLinkPath(groupId(group)),
      repeatable: true,
      read: (answer) => (isLink(answer) ? answer : undefined),
    });
  }

  /**
   * Makes a new link; the old one no longer works. Not repeated by itself: that would spoil the new one.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async resetInviteLink(group: string, options: CallOptions = {}): Promise<WireGroupInviteLink> {
    return this.#requester.request({
      ...options,
      method: "POST",
      path: groupInviteLinkPath(groupId(group)),
      body: { messaging_product: "whatsapp" },
      repeatable: false,
      read: (answer) => (isLink(answer) ? answer : undefined),
    });
  }

  /**
   * Who waits to be let in.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  joinRequests(group: string, options: ListOptions = {}): AsyncGenerator<WireGroupJoinRequest, void, undefined> {
    const path = groupJoinRequestsPath(groupId(group));
    return cursorList(this.#requester, { path, read: (body) => (isJoinRequests(body) ? body : undefined) }, options);
  }

  /**
   * Lets people in, by the ids of their requests. Where only some could be: look at `failed_join_requests`.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async approveJoinRequests(
    group: string,
    requests: readonly string[],
    options: CallOptions = {},
  ): Promise<WireGroupJoinRequestsAnswer> {
    return this.#answer("POST", group, requests, options);
  }

  /** @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups */
  async rejectJoinRequests(
    group: string,
    requests: readonly string[],
    options: CallOptions = {},
  ): Promise<WireGroupJoinRequestsAnswer> {
    return this.#answer("DELETE", group, requests, options);
  }

  /**
   * Takes people out, by phone number or user id; who left is told by the webhook `group_participants_update`.
   * @throws InputError for none, more than eight, or one named twice.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async removeParticipants(
    group: string,
    users: readonly string[],
    options: CallOptions = {},
  ): Promise<WireGroupRemoved> {
    if (users.length === 0) throw nothingNamed();
    assertParticipants(users);
    return this.#requester.request<WireGroupRemoved>({
      ...options,
      method: "DELETE",
      path: groupParticipantsPath(groupId(group)),
      body: { messaging_product: "whatsapp", participants: users.map((user) => ({ user })) },
      repeatable: false,
      read: (answer) => (isAnswer(answer) ? answer : undefined),
      salvage: (answer) => salvageLists(answer, "removed_participants", "failed_participants"),
      sensitive: { phones: users },
    });
  }

  async #answer(
    method: "POST" | "DELETE",
    group: string,
    requests: readonly string[],
    options: CallOptions,
  ): Promise<WireGroupJoinRequestsAnswer> {
    if (requests.length === 0) throw nothingNamed();
    return this.#requester.request<WireGroupJoinRequestsAnswer>({
      ...options,
      method,
      path: groupJoinRequestsPath(groupId(group)),
      body: { messaging_product: "whatsapp", join_requests: requests },
      repeatable: false,
      read: (answer) => (isAnswer(answer) ? answer : undefined),
      salvage: (answer) =>
        salvageLists(answer, "approved_join_requests", "rejected_join_requests", "failed_join_requests"),
    });
  }
}
