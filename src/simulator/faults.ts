import { digitsOf } from "./customers.ts";

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
  /** Only calls to this person. */
  readonly to?: string | undefined;
}

export interface Fault extends FaultInput {
  readonly id: string;
  /** Matching calls so far. */
  matched: number;
  hits: number;
}

export interface SavedFaults {
  /** How many there have been. */
  readonly count: number;
  readonly list: Fault[];
}

/** The disturbances in force, the oldest first. */
export class Faults {
  #faults: Fault[] = [];
  #count = 0;

  add(input: FaultInput): Fault {
    const fault: Fault = { ...input, id: `fault_${++this.#count}`, matched: 0, hits: 0 };
    this.#faults.push(fault);
    return fault;
  }

  list(): Fault[] {
    return [...this.#faults];
  }

  save(): SavedFaults {
    return { count: this.#count, list: this.list() };
  }

  restore({ count, list }: SavedFaults): void {
    this.#count = count;
    this.#faults = [...list];
  }

  clear(id?: string): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
  }

  /** The fault that hits this call, if any. `to` is the recipient of a send. */
  hit(names: readonly (string | undefined)[], to: string | undefined): Fault | undefined {
    if (this.#faults.length === 0) return undefined;
    for (const fault of this.#faults) {
      if (fault.on !== "*" && !names.includes(fault.on)) continue;
      if (fault.to !== undefined && (to === undefined || digitsOf(fault.to) !== digitsOf(to))) continue;
      fault.matched++;
      if (fault.every !== undefined && fault.matched % fault.every !== 0) continue;
      fault.hits++;
      if (fault.times !== undefined && fault.hits >= fault.times) this.clear(fault.id);
      return fault;
    }
    return undefined;
  }
}
