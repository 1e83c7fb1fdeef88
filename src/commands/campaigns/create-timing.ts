import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Money } from "../../core/money.ts";
import { readMaxCost } from "../../domain/campaigns/plan/budget.ts";
import { readMaxFailures, readRate } from "../../domain/campaigns/plan/rate.ts";
import type { QuietHours } from "../../domain/campaigns/spec.ts";
import { readLocalTime } from "../../domain/campaigns/when/local-time.ts";
import { readQuietHours } from "../../domain/campaigns/when/quiet-hours.ts";
import { requireZone } from "../../domain/campaigns/when/zones.ts";
import { readPhone } from "../read-phone.ts";
import { currencyOf } from "../send/terms.ts";
import type { createInput } from "./plan-specs.ts";

type TimingInput = Pick<
  InputOf<typeof createInput>,
  "at" | "timezone" | "quietHours" | "rate" | "maxCost" | "maxFailures" | "testTo"
>;

/** When, how fast, and where it stops. */
export interface Timing {
  readonly startsAt: number | undefined;
  readonly startsTwice: boolean | undefined;
  readonly timeZone: string;
  readonly quietHours: QuietHours | undefined;
  readonly rate: number | "max" | undefined;
  readonly maxCost: Money | undefined;
  readonly maxFailures: number;
  readonly testTo: string | undefined;
}

const usualMaxFailures = 0.2;

/** Reads these options before anything costly is done. Only a ceiling asks Meta for the currency. */
export async function readTiming(input: TimingInput, context: Context): Promise<Timing> {
  const { at, timezone, quietHours, rate, maxCost, maxFailures, testTo } = input;
  const settings = await context.settings();
  const timeZone =
    timezone === undefined ? new Intl.DateTimeFormat().resolvedOptions().timeZone : requireZone(timezone, "--timezone");
  const start = at === undefined ? undefined : readLocalTime(at, timeZone, context.clock.now(), "--at");
  return {
    startsAt: start?.at,
    startsTwice: start?.twice === true ? true : undefined,
    timeZone,
    quietHours: quietHours === undefined ? undefined : readQuietHours(quietHours, "--quiet-hours"),
    rate: rate === undefined ? undefined : readRate(rate, settings.graphUrl),
    maxFailures: maxFailures === undefined ? usualMaxFailures : readMaxFailures(maxFailures),
    testTo: testTo === undefined ? undefined : await readPhone(testTo, "--test-to", context),
    maxCost: maxCost === undefined ? undefined : readMaxCost(maxCost, await currencyOf(settings, context)),
  };
}
