import { randomFillSync } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Eight characters for forty bits, ten for fifty: more than that a number does not carry exactly. */
function base32(value: number, length: number): string {
  let rest = value;
  let text = "";
  for (let place = 0; place < length; place++) {
    text = `${alphabet[rest % 32] ?? ""}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}

const bytesOfId = 10;
// Asking the system for randomness costs more than all the rest of an id: it is asked for many at once, and no byte serves twice.
const pool = Buffer.alloc(bytesOfId * 400);
let used = pool.length;

function randomText(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesOfId;
  return base32(pool.readUIntBE(used - 10, 5), 8) + base32(pool.readUIntBE(used - 5, 5), 8);
}

/**
 * A unique id such as `msg_01k9x…`: a prefix that says what it names, 48 bits of time and 80 random bits
 * (the layout of a ULID, in lower case), so that ids sort by age.
 */
export function newId(prefix: string, now: number): string {
  return `${prefix}_${base32(now, 10)}${randomText()}`;
}

/** How a numbered thing is shown: `con_17`, `imp_3`. */
export function refOf(prefix: string, number: number): string {
  return `${prefix}_${number}`;
}

/** The number of `con_17`; undefined when the text is no such name. */
export function readRef(prefix: string, text: string): number | undefined {
  const digits = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined;
}
