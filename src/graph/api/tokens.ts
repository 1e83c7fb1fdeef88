import type { CallOptions, Requester } from "../request.ts";
import { isRecord } from "../shape.ts";
import { debugTokenPath, type WireTokenInfo } from "../wire/tokens.ts";

const isTokenInfo = (value: unknown): value is WireTokenInfo =>
  isRecord(value) && typeof value["is_valid"] === "boolean";

/** What a token may do, and until when. */
export class TokensApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * What a token may do and until when. An expired or revoked token is a result too, with `is_valid` false.
   * @see https://developers.facebook.com/docs/graph-api/reference/debug_token
   */
  async debug(inputToken: string, options: CallOptions = {}): Promise<WireTokenInfo> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: debugTokenPath,
      query: { input_token: inputToken },
      repeatable: true,
      read: (body) => (isRecord(body) && isTokenInfo(body["data"]) ? body["data"] : undefined),
      sensitive: { secrets: [inputToken] },
    });
  }
}
