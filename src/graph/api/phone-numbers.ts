import type { CallOptions, Requester } from "../request.ts";
import { graphId } from "../identifiers.ts";
import { paginate, type ListOptions } from "../paginate.ts";
import { hasText, isListOf } from "../shape.ts";
import { phoneNumberPath, phoneNumbersPath, type WirePhoneNumber } from "../wire/phone-numbers.ts";

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
const isPhoneNumbers = isListOf(isPhoneNumber);

export class PhoneNumbersApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/phone_numbers */
  list(wabaId: string, options: ListOptions = {}): AsyncGenerator<WirePhoneNumber, void, undefined> {
    const path = phoneNumbersPath(graphId(wabaId, "waba_id"));
    return paginate(
      async ({ after, size }) =>
        this.#requester.request({
          method: "GET",
          path,
          query: { fields: phoneNumberFields.join(","), limit: String(size), after },
          repeatable: true,
          read: (body) => (isPhoneNumbers(body) ? body : undefined),
          signal: options.signal,
        }),
      options,
    );
  }

  /** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status */
  async get(phoneNumberId: string, options: CallOptions = {}): Promise<WirePhoneNumber> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: phoneNumberPath(graphId(phoneNumberId, "phone_number_id")),
      query: { fields: phoneNumberFields.join(",") },
      repeatable: true,
      read: (body) => (isPhoneNumber(body) ? body : undefined),
    });
  }
}
