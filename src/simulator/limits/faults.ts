import { digitsOf } from "../people/customers.ts";
import { milliseconds } from "../time/milliseconds.ts";

export const faultKinds = [
  "graph-error",
  "http",
  "timeout",
  "slow",
  "reset-before",
  "reset-after-accept",
  "half-body",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A disturbance to come. */
export interface FaultInput {
  /** The name of a handler (`messages`, `templates`, `media`…) or of an edge (`message_templates`), or `*`. */
  readonly on: string;
  /**
   * `graph-error`: a refusal with `code`. `http`: an answer with `status` that is not Graph's. `timeout`: no answer, for
   * ever or for `ms`. `slow`: the answer, `ms` later. `reset-before`: the connection breaks and nothing happened.
   * `reset-after-accept`: it happened, and the connection breaks before the answer. `half-body`: it happened, and
   * the answer breaks off in the middle.
   */
  readonly kind: FaultKind;
  /** Default 131000. */
  readonly code?: number | undefined;
  readonly details?: string | undefined;
  /** The HTTP status; the code's own, or 500. */
  readonly status?: number | undefined;
  /** Milliseconds of the virtual clock. */
  readonly ms?: number | undefined;
  /** Ends after so many hits. */
  readonly times?: number | undefined;
  /** Hits each n-th matching call only. */
  readonly every?: number | undefined;
  /** Only calls to this person: a phone number in any spelling, or a user id. */
  readonly to?: string | undefined;
  /** Ends so many milliseconds of the virtual clock from now, or after `10m`. */
  readonly during?: number | string | undefined;
}

/** A disturbance in force, and how often it struck. */
export interface Fault extends Omit<FaultInput, "during"> {
  readonly id: string;
  /** When it ends, in milliseconds of the virtual clock. */
  readonly until?: number | undefined;
  /** Matching calls so far. */
  matched: number;
  hits: number;
}

export interface SavedFaults {
  /** How many there have been. */
  readonly count: number;
  readonly list: Fault[];
}

/** Those that let the call happen: one that is refused anyway does not use them up. */
const afterwards: ReadonlySet<FaultKind> = new Set(["reset-after-accept", "half-body"]);

/** The disturbances in force, the oldest first. */
export class Faults {
  #faults: Fault[] = [];
  #count = 0;

  add({ during, ...input }: FaultInput, now: number): Fault {
    const fault: Fault = {
      ...input,
      ...(during === undefined ? {} : { until: now + milliseconds(during) }),
      id: `fault_${++this.#count}`,
      matched: 0,
      hits: 0,
    };
    // Those that are over make room.
    this.#faults = [...this.list(now), fault];
    return fault;
  }

  list(now: number): Fault[] {
    return this.#faults.filter((fault) => isInForce(fault, now));
  }

  save(): SavedFaults {
    return { count: this.#count, list: [...this.#faults] };
  }

  restore({ count, list }: SavedFaults): void {
    this.#count = count;
    this.#faults = [...list];
  }

  /** Back to none, and to the first id. */
  reset(): void {
    this.restore({ count: 0, list: [] });
  }

  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
  }

  /**
   * The fault that hits this call, if any: `before` it is looked at, or `after` it was accepted. `to` is the recipient of
   * a send.
   */
  hit(
    when: "before" | "after",
    names: readonly (string | undefined)[],
    to: string | undefined,
    now: number,
  ): Fault | undefined {
    if (this.#faults.length === 0) return undefined;
    for (const fault of this.#faults) {
      if (afterwards.has(fault.kind) !== (when === "after")) continue;
      if (!isInForce(fault, now)) continue;
      if (fault.on !== "*" && !names.includes(fault.on)) continue;
      if (fault.to !== undefined && (to === undefined || !isSameRecipient(fault.to, to))) continue;
      fault.matched++;
      if (fault.every !== undefined && fault.matched % fault.every !== 0) continue;
      fault.hits++;
      if (fault.times !== undefined && fault.hits >= fault.times) this.clear(fault.id);
      return fault;
    }
    return undefined;
  }
}

const isInForce = ({ until }: Fault, now: number): boolean => until === undefined || now < until;

function isSameRecipient(one: string, other: string): boolean {
  const isPhone = /^[+\d\s().-]+$/;
  return isPhone.test(one) && isPhone.test(other) ? digitsOf(one) === digitsOf(other) : one === other;
}
