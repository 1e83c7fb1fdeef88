import type { CallOptions, Requester } from "../request.ts";
import { assertUsername } from "../check/username.ts";
import { graphId, ownUserId } from "../identifiers.ts";
import type { ListOptions } from "../paginate.ts";
import { cursorList } from "./cursor-list.ts";
import { hasText, isListOf, isRecord, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import {
  phoneNumberPath,
  phoneNumbersPath,
  type WirePhoneNumber,
  type WirePhoneNumberUpdate,
} from "../wire/phone-numbers.ts";
import {
  contactBookPath,
  usernamePath,
  usernameSuggestionsPath,
  type WireContactBookDeleted,
  type WireUsername,
  type WireUsernameBody,
  type WireUsernameSuggestions,
} from "../wire/usernames.ts";
import { checkOverride, type WebhookOverride } from "./webhook-override.ts";

const phoneNumberFields = [
  "id",
  "display_phone_number",
  "verified_name",
  "status",
  "quality_rating",
  "throughput",
  "whatsapp_business_manager_messaging_limit",
  "name_status",
  "code_verification_status",
  "account_mode",
  "platform_type",
] as const satisfies readonly (keyof WirePhoneNumber)[];

const isPhoneNumber = (value: unknown): value is WirePhoneNumber =>
  hasText(value, "id") && hasText(value, "display_phone_number");
/** Of a number read by chosen fields only the id is sure. */
const isPartOf = <Field extends keyof WirePhoneNumber>(value: unknown): value is Pick<WirePhoneNumber, Field | "id"> =>
  hasText(value, "id");
const isPhoneNumbers = isListOf(isPhoneNumber);
const isUsername = (value: unknown): value is WireUsername => hasText(value, "status");
const isSuggestions = isListOf(
  (value): value is WireUsernameSuggestions["data"][number] =>
    isRecord(value) && Array.isArray(value["username_suggestions"]),
);

/** The business's phone numbers, their usernames and webhooks. */
export class PhoneNumbersApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/phone_numbers */
  list(wabaId: string, options: ListOptions = {}): AsyncGenerator<WirePhoneNumber, void, undefined> {
    const path = phoneNumbersPath(graphId(wabaId, "waba_id"));
    return cursorList(
      this.#requester,
      {
        path,
        query: { fields: phoneNumberFields.join(",") },
        read: (body) => (isPhoneNumbers(body) ? body : undefined),
      },
      options,
    );
  }

  /**
   * One number; `fields` names what to read of it, its state when absent.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
   */
  async get<Field extends keyof WirePhoneNumber = keyof WirePhoneNumber>(
    phoneNumberId: string,
    options: CallOptions & { readonly fields?: readonly Field[] | undefined } = {},
  ): Promise<Pick<WirePhoneNumber, Field | "id">> {
    const { fields, ...call } = options;
    return this.#requester.request({
      ...call,
      method: "GET",
      path: phoneNumberPath(graphId(phoneNumberId, "phone_number_id")),
      query: { fields: (fields ?? phoneNumberFields).join(",") },
      repeatable: true,
      read: (body) =>
        (fields === undefined ? isPhoneNumber(body) : hasText(body, "id")) && isPartOf<Field>(body) ? body : undefined,
    });
  }

  /**
   * Sends the webhooks of this number's messages to an address of its own; `undefined` takes that back. Meta asks the
   * address at once whether it knows `verifyToken`.
   * @see https://developers.facebook.com/docs/whatsapp/embedded-signup/webhooks/override
   */
  async setWebhook(
    phoneNumberId: string,
    override: WebhookOverride | undefined,
    options: CallOptions = {},
  ): Promise<WireSuccess> {
    if (override !== undefined) checkOverride(override);
    const body: WirePhoneNumberUpdate = {
      webhook_configuration:
        override === undefined
          ? { override_callback_uri: "" }
          : { override_callback_uri: override.callbackUri, verify_token: override.verifyToken },
    };
    return this.#requester.request({
      ...options,
      method: "POST",
      path: phoneNumberPath(graphId(phoneNumberId, "phone_number_id")),
      body,
      repeatable: true,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
      sensitive: { secrets: [override?.verifyToken] },
    });
  }

  /**
   * The number's username, if it has one.
   * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
   */
  async username(phoneNumberId: string, options: CallOptions = {}): Promise<WireUsername> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: usernamePath(graphId(phoneNumberId, "phone_number_id")),
      repeatable: true,
      read: (body) => (isUsername(body) ? body : undefined),
    });
  }

  /**
   * Reserves or takes a username. Asking twice for the same changes nothing.
   * @throws InputError `username.invalid`, before a byte leaves; GraphError 147001 when it is taken, 147002 when it is not eligible.
   * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
   */
  async setUsername(phoneNumberId: string, body: WireUsernameBody, options: CallOptions = {}): Promise<WireUsername> {
    assertUsername(body);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: usernamePath(graphId(phoneNumberId, "phone_number_id")),
      body,
      repeatable: true,
      read: (answer) => (isUsername(answer) ? answer : undefined),
    });
  }

  /** @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids */
  async deleteUsername(phoneNumberId: string, options: CallOptions = {}): Promise<WireSuccess> {
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: usernamePath(graphId(phoneNumberId, "phone_number_id")),
      repeatable: false,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }

  /** @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids */
  async usernameSuggestions(phoneNumberId: string, options: CallOptions = {}): Promise<string[]> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: usernameSuggestionsPath(graphId(phoneNumberId, "phone_number_id")),
      repeatable: true,
      read: (body) => (isSuggestions(body) ? body.data.flatMap((entry) => entry.username_suggestions) : undefined),
    });
  }

  /**
   * Takes a person out of the contact book that Meta keeps for the portfolio. Not by a parent id (`US.ENT.…`).
   * @param userId The person's business-scoped user id.
   * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
   */
  async deleteContact(
    phoneNumberId: string,
    userId: string,
    options: CallOptions = {},
  ): Promise<WireContactBookDeleted> {
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: contactBookPath(graphId(phoneNumberId, "phone_number_id")),
      query: { messaging_product: "whatsapp", bsuid: ownUserId(userId, "bsuid") },
      repeatable: true,
      read: (body): WireContactBookDeleted | undefined => (isSuccess(body) ? body : undefined),
      sensitive: { secrets: [userId] },
    });
  }
}
