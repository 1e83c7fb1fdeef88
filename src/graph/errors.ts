import { AppError, exitCodes, type ExitCode } from "../core/errors.ts";
import { joinTexts, same, type Text } from "../core/text.ts";
import { explainCode } from "./error-codes.ts";
import type { GraphErrorEntry, GraphErrorKind, RetryAdvice } from "./codes/entry.ts";
import { wrongAppSecret } from "./codes/general.ts";
import type { Scrub } from "./scrub.ts";
import { isRecord } from "./shape.ts";

/** What an error envelope says, whichever of Meta's spellings it came in. */
export interface GraphErrorFacts {
  /** 0 to many digits; undefined when Meta left it out. */
  readonly code: number | undefined;
  readonly subcode: number | undefined;
  readonly message: string;
  /** The sentence that names the field or the limit. */
  readonly details: string | undefined;
  readonly traceId: string | undefined;
  readonly isTransient: boolean;
}

/** What a refusal is made of. */
export interface GraphErrorOptions {
  readonly facts: GraphErrorFacts;
  readonly httpStatus: number;
  /** Milliseconds that the answer's headers ask to wait. */
  readonly retryAfterMs?: number | undefined;
  /** What a refusal means to this very call, where that says more than the table. */
  readonly explain?: ExplainRefusal | undefined;
  readonly scrub: Scrub;
}

/** Tells more of a refusal than the table of codes does; undefined where it does not. */
export type ExplainRefusal = (facts: GraphErrorFacts) => GraphErrorEntry | undefined;

function wholeNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function sentence(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** `error_data` is an object on messaging endpoints, a sentence on some management ones, now and then JSON in a string. */
function detailsOf(data: unknown): string | undefined {
  if (isRecord(data)) return sentence(data["details"]);
  const text = sentence(data);
  if (text?.startsWith("{") !== true) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? (sentence(parsed["details"]) ?? text) : text;
  } catch {
    return text;
  }
}

/** Reads the body of a refused call; undefined when it holds no Graph error, so that nothing says that Meta refused. */
export function readErrorFacts(body: unknown): GraphErrorFacts | undefined {
  const error = isRecord(body) ? body["error"] : undefined;
  if (!isRecord(error)) return undefined;
  const code = wholeNumber(error["code"]);
  const message = sentence(error["message"]);
  if (code === undefined && message === undefined) return undefined;
  const titled = [sentence(error["error_user_title"]), sentence(error["error_user_msg"])].filter(
    (part) => part !== undefined,
  );
  return {
    code,
    subcode: wholeNumber(error["error_subcode"]),
    message: message ?? "",
    details: detailsOf(error["error_data"]) ?? (titled.length > 0 ? titled.join(": ") : undefined),
    traceId: sentence(error["fbtrace_id"]),
    isTransient: error["is_transient"] === true,
  };
}

const unauthorised: readonly GraphErrorKind[] = ["auth", "permission", "setup"];
const passing: readonly GraphErrorKind[] = ["throttle", "server"];

function exitOf(kind: GraphErrorKind): ExitCode {
  if (unauthorised.includes(kind)) return exitCodes.config;
  return passing.includes(kind) ? exitCodes.temporary : exitCodes.refused;
}

/** HTTP 501: whoever answers (the simulator, most likely) does not have this call. It will not have it in a minute. */
const notOffered: GraphErrorEntry = {
  code: 501,
  name: "not_offered",
  kind: "unknown",
  retry: "no",
  title: { en: "Call not offered", es: "Llamada no disponible" },
  explanation: {
    en: "What answers at this address does not offer this call.",
    es: "Lo que responde en esta dirección no ofrece esta llamada.",
  },
  next: {
    en: "What the simulator has is listed by: recado help fidelity",
    es: "Lo que tiene el simulador se consulta con: recado help fidelity",
  },
};

/** One number that says several things: what it is about shows in the sentence. */
function entryOf({ facts, httpStatus, explain }: GraphErrorOptions): GraphErrorEntry {
  const special = httpStatus === 501 ? notOffered : explain?.(facts);
  if (special !== undefined) return special;
  const { code, subcode, message, details } = facts;
  const isProof = code === wrongAppSecret.code && /appsecret_proof/i.test(`${message} ${details ?? ""}`);
  return isProof ? wrongAppSecret : explainCode(code, subcode);
}

/** Our explanation, then Meta's own words where they add something: `Meta says: …`. */
function composeText(entry: GraphErrorEntry, words: string): Text {
  const parts = [entry.explanation];
  if (entry === notOffered) parts.push(same(words));
  else if (words !== "") {
    const end = /[.!?…]$/.test(words) ? "" : ".";
    parts.push({ en: `Meta says: ${words}${end}`, es: `Respuesta de Meta: ${words}${end}` });
  }
  return joinTexts(parts, " ");
}

/** Graph answered no. `message` and `text` carry our explanation and Meta's details; `hint` the next step. */
export class GraphError extends AppError {
  override readonly name: string = "GraphError";
  override readonly exit: ExitCode;
  /** Meta's number; undefined when the envelope had none. */
  readonly graphCode: number | undefined;
  readonly subcode: number | undefined;
  readonly httpStatus: number;
  /** Quote it to Meta's support. */
  readonly traceId: string | undefined;
  readonly kind: GraphErrorKind;
  readonly retry: RetryAdvice;
  /** True where a run of sends must stop. */
  readonly stops: boolean;
  readonly isTransient: boolean;
  readonly retryAfterMs: number | undefined;
  /** Meta's sentence about this very call, cleaned. */
  readonly details: string | undefined;
  /** A few words in both languages, for a table. */
  readonly title: Text;

  constructor(options: GraphErrorOptions) {
    const { facts, httpStatus, retryAfterMs, scrub } = options;
    const entry = entryOf(options);
    const details = facts.details === undefined ? undefined : scrub(facts.details);
    const kind = entry.kind === "unknown" && httpStatus >= 500 && entry !== notOffered ? "server" : entry.kind;
    super({
      code: `graph.${entry.name}`,
      text: composeText(entry, details ?? scrub(facts.message)),
      hint: entry.next,
      data: {
        graphCode: facts.code,
        subcode: facts.subcode,
        kind,
        httpStatus,
        traceId: facts.traceId === undefined ? undefined : scrub(facts.traceId),
        retryAfterMs,
        details,
      },
    });
    this.exit = exitOf(kind);
    this.graphCode = facts.code;
    this.subcode = facts.subcode;
    this.httpStatus = httpStatus;
    this.traceId = facts.traceId === undefined ? undefined : scrub(facts.traceId);
    this.kind = kind;
    this.retry = entry.retry;
    this.stops = entry.stops ?? false;
    this.isTransient = facts.isTransient;
    this.retryAfterMs = retryAfterMs;
    this.details = details;
    this.title = entry.title;
  }
}
