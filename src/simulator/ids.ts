import { createHash } from "node:crypto";

/** A small, fast generator (sfc32) with 128 bits of state taken from the seed: the same seed gives the same numbers. */
export function seededRandom(seed: string): () => number {
  const digest = createHash("sha256").update(seed).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = 1;
  return () => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum;
  };
}

const hex = (value: number, length: number): string => value.toString(16).toUpperCase().padStart(length, "0");

/** Digits that depend on the seed and the label only. The first one is never 0. */
export function seededDigits(seed: string, label: string, length: number): string {
  const digest = createHash("sha256").update(`${seed}/${label}`).digest("hex");
  const digits = BigInt(`0x${digest}`).toString().slice(1, length);
  return `${1 + (Number.parseInt(digest.slice(0, 2), 16) % 9)}${digits}`;
}

/** Letters and digits that depend on the seed and the label only; at most 80. */
export function seededWord(seed: string, label: string, length: number): string {
  return createHash("sha512")
    .update(`${seed}/${label}`)
    .digest("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, length);
}

export interface Ids {
  /** A message id in the shape that decoding real ones shows: the person's digits, the direction, a hexadecimal id. */
  wamid(direction: "outbound" | "inbound", phone: string): string;
  /** A number of 15 digits, as Graph objects have; small enough for a JSON number. */
  object(): string;
  /** The `fbtrace_id` of one answer. */
  trace(): string;
  counts(): IdCounts;
}

/** How many ids of each kind have been given. */
export interface IdCounts {
  readonly messages: number;
  readonly objects: number;
  readonly traces: number;
}

/** Each id takes two numbers of its stream. */
function stream(seed: string, given: number): () => number {
  const random = seededRandom(seed);
  for (let skipped = 0; skipped < 2 * given; skipped++) random();
  return random;
}

/**
 * One stream of numbers per kind of id, so that asking for one kind does not move the others.
 * @param given goes on after those
 * @param epoch makes the message ids of this start others than those of any start before
 */
export function createIds(seed: string, given: IdCounts = { messages: 0, objects: 0, traces: 0 }, epoch = ""): Ids {
  const messages = stream(`${seed}/messages${epoch}`, given.messages);
  const objects = stream(`${seed}/objects`, given.objects);
  const traces = stream(`${seed}/traces`, given.traces);
  let messageCount = given.messages;
  let objectCount = given.objects;
  let traceCount = given.traces;
  return {
    wamid(direction, phone) {
      messageCount++;
      // The counter keeps ids unique whatever the numbers are.
      const head = hex(messages(), 8) + hex(messages(), 8).slice(0, direction === "outbound" ? 2 : 4);
      const id = head + hex(messageCount, 8);
      const shape = direction === "outbound" ? "\u0011" : "\u0012";
      const bytes = `\u001c\u0018${String.fromCharCode(phone.length)}${phone}\u0015\u0002\u0000${shape}\u0018${String.fromCharCode(id.length)}${id}\u0000`;
      return `wamid.${Buffer.from(bytes, "latin1").toString("base64")}`;
    },
    object() {
      objectCount++;
      return `${1 + (objects() % 9)}${String(objects() % 1_000_000).padStart(6, "0")}${String(objectCount).padStart(8, "0")}`;
    },
    trace() {
      traceCount++;
      return `A${hex(traces(), 8)}${hex(traces(), 8)}`;
    },
    counts: () => ({ messages: messageCount, objects: objectCount, traces: traceCount }),
  };
}
