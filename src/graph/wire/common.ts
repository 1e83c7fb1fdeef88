/**
 * Shapes that every Graph endpoint shares, in Meta's own spelling.
 * @see https://developers.facebook.com/docs/graph-api
 */

/** An enumeration that Meta may widen without notice: known values complete in an editor, others still parse. */
export type OpenEnum<Known extends string> = Known | (string & {});

/** What an action without data answers. */
export interface WireSuccess {
  success: boolean;
}

/** Where the pages before and after begin. */
export interface WirePaging {
  cursors?: { before?: string; after?: string };
  next?: string;
  previous?: string;
}

/** One page of a list. */
export interface WireList<Item> {
  data: Item[];
  paging?: WirePaging;
}

/** The body of every refused call: build logic on `code` and `error_data.details`, never on `message`. */
export interface WireErrorEnvelope {
  error: WireError;
}

/** What Meta says of a refusal. */
export interface WireError {
  message: string;
  type: OpenEnum<"OAuthException" | "GraphMethodException" | "FacebookApiException">;
  code: number;
  error_subcode?: number;
  /** An object on messaging endpoints; some management endpoints put a plain sentence here. */
  error_data?: { messaging_product?: "whatsapp"; details?: string } | string;
  error_user_title?: string;
  error_user_msg?: string;
  is_transient?: boolean;
  fbtrace_id?: string;
}
