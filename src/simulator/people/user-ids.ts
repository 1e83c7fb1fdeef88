import { createHash } from "node:crypto";

/** From 10^19 on, so that an id has 20 digits and never begins with 0. */
const first = 10n ** 19n;
const size = 9n * first;
/** Above every phone number: fifteen digits at most. */
const phones = 10n ** 15n;
/** So many people may have the same phone number one after the other. */
const generations = 10_000n;

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
 * found by user id. Whoever takes over a number has other digits: those of the next generation. Depends on the seed and
 * the label only.
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

  /**
   * @param phone digits, at most 15
   * @param generation how many people had the number before
   */
  digitsOf(phone: string, generation = 0): string {
    const holder = BigInt(phone) + (BigInt(generation) % generations) * phones;
    return String(first + ((holder * this.#factor + this.#shift) % size));
  }

  /** The phone number behind twenty digits; undefined when no number has them. */
  phoneOf(digits: string): string | undefined {
    const phone = this.#holderOf(digits) % phones;
    return phone > 0n ? String(phone) : undefined;
  }

  /** How many people had the number before; 0 also for digits that follow from no number. */
  generationOf(digits: string): number {
    return Number(this.#holderOf(digits) / phones);
  }

  /** The phone number and above it the generation; 0 for digits that neither stands behind. */
  #holderOf(digits: string): bigint {
    if (!/^[1-9]\d{19}$/.test(digits)) return 0n;
    const holder = ((BigInt(digits) - first - this.#shift + size) * this.#back) % size;
    return holder < generations * phones ? holder : 0n;
  }
}
