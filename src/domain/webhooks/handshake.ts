import { createHash, timingSafeEqual } from "node:crypto";

/** The query of Meta's `GET`: `hub.mode`, `hub.verify_token`, `hub.challenge`. */
export type HandshakeQuery = Readonly<Record<string, string | undefined>>;

/** What to answer Meta with: a status of HTTP and a plain text. */
export interface HandshakeAnswer {
  readonly status: 200 | 400 | 403;
  /** To be sent as `text/plain`: the challenge comes from outside and must never be read as HTML. */
  readonly body: string;
}

/**
 * Answers the request by which Meta checks that an address belongs to who subscribed it: the challenge comes back when
 * the verify token is ours (200), otherwise nothing of the request does (400 not a handshake, 403 another token).
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export function answerHandshake(query: HandshakeQuery, verifyToken: string): HandshakeAnswer {
  const challenge = query["hub.challenge"];
  const given = query["hub.verify_token"];
  if (query["hub.mode"] !== "subscribe" || challenge === undefined || given === undefined) {
    return { status: 400, body: "not a webhook verification" };
  }
  if (verifyToken === "" || !equalInConstantTime(given, verifyToken)) {
    return { status: 403, body: "verify token does not match" };
  }
  return { status: 200, body: challenge };
}

// Digests have one length, so the comparison says nothing about the length of the token either.
function equalInConstantTime(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
