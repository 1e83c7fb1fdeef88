import { InputError } from "../../core/errors.ts";
import { graphId, ownUserId } from "../identifiers.ts";
import type { ListOptions } from "../paginate.ts";
import { cursorList } from "./cursor-list.ts";
import type { CallOptions, Requester } from "../request.ts";
import { isRecord } from "../shape.ts";
import {
  blockUsersPath,
  type WireBlockBody,
  type WireBlockedUser,
  type WireBlockFailure,
  type WireBlockList,
  type WireBlockUser,
} from "../wire/block-users.ts";

/** What came of it, person by person: a partial failure is a result too. */
export interface BlockResult {
  readonly done: readonly WireBlockedUser[];
  readonly failed: readonly WireBlockFailure[];
}

const isUser = (value: unknown): value is WireBlockedUser => isRecord(value);
const isFailure = (value: unknown): value is WireBlockFailure => isRecord(value);

function listOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): Item[] {
  return Array.isArray(value) ? value.filter(isItem) : [];
}

/** Both lists, from a good answer or from a refusal that carries them. */
function readResult(body: unknown): BlockResult | undefined {
  const lists = isRecord(body) ? body["block_users"] : undefined;
  if (!isRecord(lists)) return undefined;
  const { added_users: added, removed_users: removed, failed_users: failed } = lists;
  if (!Array.isArray(added) && !Array.isArray(removed) && !Array.isArray(failed)) return undefined;
  return { done: [...listOf(added, isUser), ...listOf(removed, isUser)], failed: listOf(failed, isFailure) };
}

function isBlockList(value: unknown): value is WireBlockList {
  return (
    isRecord(value) &&
    Array.isArray(value["data"]) &&
    value["data"].every((entry) => isRecord(entry) && Array.isArray(entry["block_users"]))
  );
}

function checkUsers(users: readonly WireBlockUser[]): void {
  for (const [index, user] of users.entries()) {
    if (user.user_id !== undefined) ownUserId(user.user_id, `block_users[${index}].user_id`);
  }
  if (users.length > 0) return;
  throw new InputError({
    code: "block.nobody",
    text: { en: "There is nobody to block or unblock.", es: "No hay a quién bloquear o desbloquear." },
    hint: { en: "Give phone numbers or user ids.", es: "Indique números de teléfono o identificadores de usuario." },
  });
}

/** Who cannot write to a business number, and is not written to. */
export class BlockListApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Blocks people who wrote in the last 24 hours. Where only some could be blocked, the result says who: look at `failed`.
   * Blocking somebody twice changes nothing.
   * @throws InputError for a parent id; GraphError when the whole call was refused.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/block-users
   */
  async block(phoneNumberId: string, users: readonly WireBlockUser[], options: CallOptions = {}): Promise<BlockResult> {
    return this.#change("POST", phoneNumberId, users, options);
  }

  /**
   * Takes people off the list; the result is like that of `block`.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/block-users
   */
  async unblock(
    phoneNumberId: string,
    users: readonly WireBlockUser[],
    options: CallOptions = {},
  ): Promise<BlockResult> {
    return this.#change("DELETE", phoneNumberId, users, options);
  }

  /**
   * Everybody who is blocked. Error 139102 says that the list changed while it was read: begin again.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/block-users
   */
  list(phoneNumberId: string, options: ListOptions = {}): AsyncGenerator<WireBlockedUser, void, undefined> {
    const path = blockUsersPath(graphId(phoneNumberId, "phone_number_id"));
    return cursorList(
      this.#requester,
      {
        path,
        read: (body) =>
          isBlockList(body)
            ? {
                data: body.data.flatMap((entry) => entry.block_users),
                ...(body.paging === undefined ? {} : { paging: body.paging }),
              }
            : undefined,
      },
      options,
    );
  }

  async #change(
    method: "POST" | "DELETE",
    phoneNumberId: string,
    users: readonly WireBlockUser[],
    options: CallOptions,
  ): Promise<BlockResult> {
    const path = blockUsersPath(graphId(phoneNumberId, "phone_number_id"));
    checkUsers(users);
    const body: WireBlockBody = { messaging_product: "whatsapp", block_users: [...users] };
    return this.#requester.request({
      ...options,
      method,
      path,
      body,
      repeatable: true,
      read: readResult,
      salvage: readResult,
      sensitive: {
        phones: users.flatMap(({ user }) => user ?? []),
        secrets: users.map((user) => user.user_id),
      },
    });
  }
}
