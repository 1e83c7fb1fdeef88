import type { Text } from "../../../core/text.ts";
import { localized } from "../../pages/figures.ts";
import type { Difference } from "./intervals.ts";

/** A difference of two rates in points of a hundred, with its sign: `+4.1`. */
export function points(difference: number): Text {
  const value = (difference * 100).toFixed(1);
  // What rounds to nothing has no sign.
  const plain = Number(value) === 0 ? "0.0" : value;
  return localized(`${Number(plain) > 0 ? "+" : ""}${plain.replace("-", "\u2212")}`, "");
}

/** The same difference seen from the other side. */
export function reversed({ difference, low, high }: Difference): Difference {
  return { difference: -difference, low: -high, high: -low };
}

/** How a campaign is called on a command line: by its name, or by its id where the name would need quotes. */
export function typedName({ name, id }: { readonly name: string | null; readonly id: string }): string {
  return name !== null && /^[\w.-]+$/.test(name) ? name : id;
}
