import type { IncomingMessage } from "node:http";
import { GraphFault } from "./errors.ts";
import { isObject, type Json } from "./validate/check.ts";

/** Above the largest file that the platform takes. */
const largestBody = 110 * 1_024 * 1_024;

export interface RequestBody {
  readonly json: Json;
  readonly form?: FormData;
}

/** The whole body; refused when it is larger than anything that may be sent here. */
export function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length > largestBody) {
        // The rest is read and thrown away, so that the refusal can be read at the other end.
        parts.length = 0;
        return;
      }
      parts.push(part);
    });
    request.on("end", () => {
      if (length > largestBody) reject(new GraphFault(100, { status: 413, details: "The body is too large." }));
      else resolve(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
    });
    request.on("error", reject);
    request.on("close", () => reject(new Error("the client went away")));
  });
}

/** Graph takes JSON, forms (whose values may be JSON), and multipart for files. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return { json: {} };
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) {
    try {
      const form = await new Response(bytes, { headers: { "Content-Type": type } }).formData();
      return { json: Object.fromEntries([...form].filter(([, value]) => typeof value === "string")), form };
    } catch {
      throw new GraphFault(100, { details: "The multipart body cannot be read." });
    }
  }
  const text = bytes.toString("utf8");
  return { json: type.startsWith("application/x-www-form-urlencoded") ? readForm(text) : readJson(text) };
}

function readJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GraphFault(100, { details: "The body is not valid JSON." });
  }
  if (!isObject(value)) throw new GraphFault(100, { details: "The body must be a JSON object." });
  return value;
}

function readForm(text: string): Json {
  const entries = [...new URLSearchParams(text)].map(([key, value]): [string, unknown] => {
    if (!/^[[{]/.test(value)) return [key, value];
    try {
      return [key, JSON.parse(value)];
    } catch {
      return [key, value];
    }
  });
  return Object.fromEntries(entries);
}
