import { createHash } from "node:crypto";
import type { VariantName } from "../spec.ts";

/** Spreads the bits of a whole number over all of it (the end of MurmurHash3). */
function mixed(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/**
 * Splits the recipients of a campaign in two random halves that are equal to one person: of every two who follow one another one
 * gets A and the other B, and chance decides which. A coin tossed for everybody would leave the halves uneven, which costs
 * the comparison certainty. The same seed always splits in the same way.
 *
 * @returns the half of a recipient by the place among those who are written to, from 0
 */
export function halves(seed: string): (place: number) => VariantName {
  const digest = createHash("sha256").update(seed).digest();
  const one = digest.readInt32LE(0);
  const other = digest.readInt32LE(4);
  return (place) => {
    const pair = Math.floor(place / 2);
    const tossed = mixed(mixed(pair ^ one) ^ other) & 1;
    return (place & 1) === tossed ? "A" : "B";
  };
}
