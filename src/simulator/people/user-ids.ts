import { createHash } from "node:crypto";

/** From 10^19 on, so that an id has 20 digits and never begins with 0. */
const first = 10n ** 19n;
const size = 9n * first;
/** Above every phone number: fifteen digits at most. */
const phones = 10n ** 15n;

/** A number that shares no factor with `size`, whose only factors are 2, 3 and 5. */
function coprime(start: bigint): bigint {
  let number = (start % size) | 1n;
  while (number % 3n === 0n || number % 5n === 0n) number += 2n;
  return number;
}

function inverse(number: bigint): bigint {
  let [previous, current] = [size, number];
  let [older, newer] = [0n, 1n];
  while (current !== 0n) {
    const times = previous / current;
    [previous, current] = [current, previous - times * current];
    [older, newer] = [newer, older - times * newer];
  }
  return ((older % size) + size) % size;
}

/**
 * Twenty digits for each phone number, and the number back from them, so that a person who is not kept anywhere can be
 * found by user id. Depends on the seed and the label only.
 */
export class UserIds {
  readonly #factor: bigint;
  readonly #shift: bigint;
  readonly #back: bigint;

  constructor(seed: string, label: string) {
    const digest = createHash("sha512").update(`${seed}/${label}`).digest("hex");
    this.#factor = coprime(BigInt(`0x${digest.slice(0, 64)}`));
    this.#shift = BigInt(`0x${digest.slice(64)}`) % size;
    this.#back = inverse(this.#factor);
  }

  /** @param phone digits, at most 15 */
  digitsOf(phone: string): string {
    return String(first + ((BigInt(phone) * this.#factor + this.#shift) % size));
  }

  /** The phone number behind twenty digits; undefined when no number has them. */
  phoneOf(digits: string): string | undefined {
    if (!/^[1-9]\d{19}$/.test(digits)) return undefined;
    const phone = ((BigInt(digits) - first - this.#shift + size) * this.#back) % size;
    return phone > 0n && phone < phones ? String(phone) : undefined;
  }
}
