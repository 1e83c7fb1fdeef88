import type { WireErrorEnvelope } from "../graph/wire/common.ts";
import type { WireWebhookError } from "../graph/wire/webhooks.ts";
import { errorTable, transientCodes } from "./error-table.ts";

export interface GraphFaultOptions {
  /** The sentence in `error_data.details` that says what to mend. */
  readonly details?: string | undefined;
  readonly subcode?: number | undefined;
  readonly status?: number | undefined;
  /** The whole `message`; otherwise `(#code) title`. */
  readonly message?: string | undefined;
  readonly type?: "OAuthException" | "GraphMethodException" | undefined;
  readonly userTitle?: string | undefined;
  readonly userMessage?: string | undefined;
}

/** A refusal in Meta's own form. Thrown by checks and handlers, answered by the server. */
export class GraphFault extends Error {
  readonly code: number;
  readonly status: number;
  readonly options: GraphFaultOptions;

  constructor(code: number, options: GraphFaultOptions = {}) {
    const [title, status] = errorTable[code] ?? ["Simulated error", 400];
    super(options.message ?? `(#${code}) ${title}`);
    this.code = code;
    this.status = options.status ?? status;
    this.options = options;
  }

  envelope(traceId: string): WireErrorEnvelope {
    const { details, subcode, type, userTitle, userMessage } = this.options;
    return {
      error: {
        message: this.message,
        type: type ?? "OAuthException",
        code: this.code,
        ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
        ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
        ...(transientCodes.has(this.code) ? { is_transient: true } : {}),
        fbtrace_id: traceId,
      },
    };
  }
}

export const invalidParameter = (details: string): GraphFault => new GraphFault(100, { details });
export const missingParameter = (details: string): GraphFault => new GraphFault(131008, { details });
export const invalidValue = (details: string): GraphFault => new GraphFault(131009, { details });

const verbs: Readonly<Record<string, string>> = { GET: "get", POST: "post", DELETE: "delete" };

/** What Graph says when an id is unknown or out of the token's reach: it does not tell the two apart. */
export function unknownObject(method: string, id: string): GraphFault {
  return new GraphFault(100, {
    subcode: 33,
    type: "GraphMethodException",
    message:
      `Unsupported ${verbs[method] ?? method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded ` +
      "due to missing permissions, or does not support this operation. Please read the Graph API documentation at " +
      "https://developers.facebook.com/docs/graph-api",
  });
}

/** The shape that errors have in webhooks, which is not the shape of an answer. */
export function webhookError(code: number, details: string): WireWebhookError {
  const title = errorTable[code]?.[0] ?? "Simulated error";
  return {
    code,
    title,
    message: title,
    error_data: { details },
    href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
  };
}
