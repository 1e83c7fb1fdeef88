import { GraphFault } from "../errors.ts";

const day = 24 * 3_600_000;
const week = 7 * day;
const mostADay = 1;
const mostAWeek = 2;
const mostPairs = 20_000;

/**
 * When each person was asked for leave to call, on the virtual clock.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/user-call-permissions
 */
export class CallRequests {
  readonly #times = new Map<string, number[]>();

  /** Refuses a request above the limits of a day and a week. `pair` names the business number and the person. */
  refuseTooMany(pair: string, now: number): void {
    const times = this.#recent(pair, now);
    const today = times.filter((at) => now - at < day);
    if (today.length < mostADay && times.length < mostAWeek) return;
    throw new GraphFault(138009, {
      details: `At most ${mostADay} call permission request in 24 hours and ${mostAWeek} in 7 days can be sent to the same person.`,
    });
  }

  add(pair: string, at: number): void {
    this.put(pair, [...this.#recent(pair, at), at]);
    if (this.#times.size <= mostPairs) return;
    for (const oldest of this.#times.keys()) {
      this.#times.delete(oldest);
      break;
    }
  }

  put(pair: string, times: number[]): void {
    this.#times.delete(pair);
    this.#times.set(pair, times);
  }

  save(): [pair: string, times: number[]][] {
    return [...this.#times];
  }

  #recent(pair: string, now: number): number[] {
    return (this.#times.get(pair) ?? []).filter((at) => now - at < week);
  }
}
