import type { IncomingMessage } from "node:http";
import { GraphFault } from "../errors.ts";
import { isObject, type Json } from "../validate/check.ts";

const megabyte = 1_024 * 1_024;
/** Above the largest file that the platform takes. */
const largestFile = 110 * megabyte;
/** Far above any message or template. */
const largestJson = 4 * megabyte;
/** No endpoint takes anything nested deeper; what is, is only meant to break a program. */
const deepest = 256;

export interface RequestBody {
  readonly json: Json;
  readonly form?: FormData;
  readonly bytes?: Buffer;
}

interface Arrived {
  readonly bytes: Buffer;
  /** False when the connection broke before the end. */
  readonly complete: boolean;
}

function readAll(request: IncomingMessage, largest: number): Promise<Arrived> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length > largest) {
        // The rest is read and thrown away, so that the refusal can be read at the other end.
        parts.length = 0;
        return;
      }
      parts.push(part);
    });
    const arrived = (complete: boolean): Arrived => ({
      bytes: parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts),
      complete,
    });
    request.on("end", () => {
      if (length > largest) reject(new GraphFault(100, { status: 413, details: "The body is too large." }));
      else resolve(arrived(true));
    });
    request.on("error", () => resolve(arrived(false)));
    request.on("close", () => resolve(arrived(false)));
  });
}

/** The whole body; refused when it is larger than anything that may be sent here. */
export async function readBytes(request: IncomingMessage, largest: number = largestJson): Promise<Buffer> {
  const { bytes, complete } = await readAll(request, largest);
  if (!complete) throw new Error("the client went away");
  return bytes;
}

/** The bytes of a file sent in pieces: what came before a break is kept, so that the rest can follow. */
export async function readPiece(request: IncomingMessage): Promise<RequestBody> {
  return { json: {}, bytes: (await readAll(request, largestFile)).bytes };
}

/** Graph takes JSON, forms (whose values may be JSON), and multipart for files. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const type = request.headers["content-type"] ?? "";
  const kind = type.toLowerCase();
  const multipart = kind.startsWith("multipart/form-data");
  const bytes = await readBytes(request, multipart ? largestFile : largestJson);
  if (bytes.length === 0) return { json: {} };
  if (multipart) {
    try {
      const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData();
      return { json: Object.fromEntries([...form].filter(([, value]) => typeof value === "string")), form };
    } catch {
      throw new GraphFault(100, { details: "The multipart body cannot be read." });
    }
  }
  const text = bytes.toString("utf8");
  return { json: kind.startsWith("application/x-www-form-urlencoded") ? readForm(text) : readJson(text) };
}

/** Whether brackets stand in one another more than `deepest` times: those in texts do not count. */
export function isTooDeep(text: string): boolean {
  // That deep, it needs two characters for each level.
  if (text.length < 2 * deepest) return false;
  let depth = 0;
  let quoted = false;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (quoted) {
      if (unit === backslash) place++;
      else if (unit === quote) quoted = false;
    } else if (unit === quote) quoted = true;
    else if (unit === openBrace || unit === openBracket) {
      if (++depth > deepest) return true;
    } else if (unit === closeBrace || unit === closeBracket) depth--;
  }
  return false;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];

function readJson(text: string): Json {
  let value: unknown;
  try {
    if (isTooDeep(text)) throw new RangeError("too deep");
    value = JSON.parse(text);
  } catch {
    throw new GraphFault(100, { details: "The body is not valid JSON." });
  }
  if (!isObject(value)) throw new GraphFault(100, { details: "The body must be a JSON object." });
  return text.includes("null") ? withoutNulls(value) : value;
}

/** What a business puts in is not looked into: there, a null may mean something. */
const ownContent = new Set(["data", "flow_action_data", "values"]);

/** A member that is null counts as missing, as many clients write it. */
function withoutNulls(object: Json): Json {
  const entries = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, ownContent.has(key) ? value : cleaned(value)]));
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutNulls(value) : value;
}

/** What a text of JSON says; the text itself when it is none. */
function unquoted(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || isTooDeep(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Members that are objects or lists may come as the JSON text of them, as they do in a form. */
export function unquote(body: Json, ...names: readonly string[]): Json {
  const texts = names.flatMap((name) => {
    const value = body[name];
    return typeof value === "string" ? [[name, unquoted(value)] as const] : [];
  });
  return texts.length === 0 ? body : { ...body, ...Object.fromEntries(texts) };
}

function readForm(text: string): Json {
  const entries = [...new URLSearchParams(text)];
  // What the business wants to get back stays as it wrote it.
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "biz_opaque_callback_data" ? value : unquoted(value)]),
  );
}
