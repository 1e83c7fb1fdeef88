import { createHmac } from "node:crypto";
import { Agent as HttpAgent, type ClientRequest, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { mostCalls } from "./delivery-line.ts";

/**
 * A webhook as Meta writes it: everything beyond ASCII as \uXXXX in lower case. The signature is made over these bytes,
 * so a receiver that signs a parsed and re-written body fails here as it would in real life.
 */
export function webhookText(payload: unknown): string {
  const json = JSON.stringify(payload);
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The value of `X-Hub-Signature-256`. */
export function signature(appSecret: string, bytes: Buffer): string {
  return `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
}

interface Reply {
  status: number;
  body: string;
}

/** Real milliseconds that a receiver has for its answer. */
const answerTime = 10_000;
const longestAnswer = 10_000;

/** Calls the business's webhook over kept-alive connections. */
export class WebhookClient {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: mostCalls });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: mostCalls });
  readonly #calls = new Set<ClientRequest>();

  async post(url: string, body: string, appSecret: string): Promise<Reply> {
    const bytes = Buffer.from(body, "latin1");
    return this.#call("POST", new URL(url), bytes, {
      "Content-Type": "application/json",
      "Content-Length": String(bytes.length),
      "X-Hub-Signature-256": signature(appSecret, bytes),
    });
  }

  /** Meta's handshake: the receiver must know the verify token and answer with the challenge. Returns why it failed. */
  async verify(url: string, verifyToken: string, challenge: string): Promise<string | undefined> {
    const target = new URL(url);
    target.searchParams.set("hub.mode", "subscribe");
    target.searchParams.set("hub.challenge", challenge);
    target.searchParams.set("hub.verify_token", verifyToken);
    try {
      const reply = await this.#call("GET", target, undefined, {});
      if (reply.status !== 200) return `HTTP Status Code = ${reply.status}`;
      return reply.body.trim() === challenge ? undefined : "The answer is not the challenge";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Breaks off the calls under way, handshakes too: each of them rejects. */
  abort(): void {
    for (const call of this.#calls) call.destroy(new Error("the call was broken off"));
  }

  close(): void {
    this.abort();
    this.#http.destroy();
    this.#https.destroy();
  }

  #call(method: string, url: URL, bytes: Buffer | undefined, headers: Record<string, string>): Promise<Reply> {
    const secure = url.protocol === "https:";
    const options = {
      method,
      agent: secure ? this.#https : this.#http,
      headers: { Accept: "*/*", "User-Agent": "facebookexternalua", ...headers },
    };
    return new Promise((resolve, reject) => {
      const call = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          if (body.length < longestAnswer) body += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.on("error", reject);
      });
      // Not the socket's time-out: bytes that trickle in do not prolong it.
      const tooLate = setTimeout(() => {
        reject(new Error(`no answer within ${answerTime / 1000} s`));
        call.destroy();
      }, answerTime);
      this.#calls.add(call);
      call.on("close", () => {
        clearTimeout(tooLate);
        this.#calls.delete(call);
      });
      call.on("error", reject);
      call.end(bytes);
    });
  }
}
