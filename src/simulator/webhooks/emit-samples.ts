import type { Customer } from "../people/customers.ts";
import type { NumberState } from "../state.ts";
import type { WebhookValue } from "./webhook-payloads.ts";
import type { World } from "../world.ts";

/** What samples are made of: the world's own ids, an invented person, and the present moment. */
export interface SampleCall {
  readonly world: World;
  readonly number: NumberState;
  readonly person: Customer;
  /** Unix seconds. */
  readonly now: number;
}

export type Sample = (call: SampleCall) => WebhookValue;

/** A webhook field: whose entry it stands in, and what it says, event by event. The first event is the usual one. */
export interface EmitField {
  readonly of: "number" | "account" | "business";
  /** Whether the entry carries `time`. */
  readonly time: boolean;
  readonly events: Readonly<Record<string, Sample>>;
}

export const accountField = (events: EmitField["events"]): EmitField => ({ of: "account", time: true, events });
/** With `metadata` of the number, and without `time`. */
export const numberField = (events: EmitField["events"]): EmitField => ({ of: "number", time: false, events });

/** For fields whose values have no event to choose by. */
export const only = (sample: Sample): EmitField["events"] => ({ "": sample });

/** An id that stays the same for the same words. */
export const sampleId = (words: string, prefix = "wamid."): string =>
  `${prefix}${Buffer.from(`sample ${words}`).toString("base64")}`;

const week = 7 * 86_400;

export const inAWeek = ({ now }: SampleCall): number => now + week;
