import { Turn } from "./turn.ts";

/**
 * For each so many that wait, another call is made at the same time, as Meta calls a receiver that has fallen behind. A test with a few
 * webhooks gets them one by one.
 */
const crowd = 32;
/** Calls at a time. */
export const mostCalls = 64;
/** Turns that wait for another one about the same thing, while later ones overtake them. */
const mostHeld = 200;

/** The queue of one address. */
export class DeliveryLine {
  readonly #turns = new Set<Turn>();
  /** Where the next one is looked for. One walk for all: each new one would pass the places of all those that have gone. */
  #walk: SetIterator<Turn> | undefined;
  /** Taken from the turns, as one about the same was under way. */
  readonly #held = new Set<Turn>();
  readonly #calls = new Set<Turn>();
  readonly #about = new Set<string>();
  #patience: NodeJS.Timeout | undefined;
  /** The calls that somebody's patience is for. */
  #slow = new Set<Turn>();
  #ended: () => void = () => {};
  /** One function for all turns: there may be very many. */
  readonly #leave = (turn: Turn): void => {
    this.#turns.delete(turn);
    this.#held.delete(turn);
  };
  /** True while nobody waits for this queue, as a present call takes too long. */
  leftAlone = false;

  add(about: string, run: () => Promise<void>): Turn {
    const turn = new Turn(about, run, this.#leave);
    this.#turns.add(turn);
    if (this.leftAlone) turn.release();
    return turn;
  }

  /**
   * Makes one call after the other, or several at a time where many wait, until none is left.
   * @param whenEmpty called in the same moment, so that nothing can be added to a queue that is over
   */
  async work(whenEmpty: () => void): Promise<void> {
    // What is sent in the same breath is in the queue before the first call.
    await Promise.resolve();
    for (;;) {
      while (this.#mayBegin()) {
        const turn = this.#next();
        if (turn === undefined) break;
        void this.#begin(turn);
      }
      if (this.#calls.size === 0) break;
      await new Promise<void>((resolve) => {
        this.#ended = resolve;
      });
    }
    whenEmpty();
  }

  #mayBegin(): boolean {
    const waiting = this.#turns.size + this.#held.size;
    return this.#calls.size < Math.min(1 + Math.floor(waiting / crowd), mostCalls);
  }

  /** Takes out the first turn about something that is not under way. */
  #next(): Turn | undefined {
    for (const turn of this.#held) {
      if (this.#about.has(turn.about)) continue;
      this.#held.delete(turn);
      return turn;
    }
    while (this.#held.size < mostHeld) {
      this.#walk ??= this.#turns.values();
      const { value } = this.#walk.next();
      if (value === undefined) {
        // A walk that has come to its end sees nothing new.
        this.#walk = undefined;
        return undefined;
      }
      this.#turns.delete(value);
      if (!this.#about.has(value.about)) return value;
      this.#held.add(value);
    }
    return undefined;
  }

  async #begin(turn: Turn): Promise<void> {
    this.#calls.add(turn);
    this.#about.add(turn.about);
    await turn.run();
    this.#calls.delete(turn);
    this.#about.delete(turn.about);
    if (this.#slow.delete(turn) && this.#slow.size === 0) {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.leftAlone = false;
    }
    this.#ended();
  }

  /** From so many real milliseconds on nobody waits for the present calls, if there are any. */
  limit(patience: number, whenOver: () => void): void {
    if (this.#calls.size === 0 || this.#patience !== undefined) return;
    const slow = new Set(this.#calls);
    this.#slow = slow;
    // An answer that has come already, while this process was busy, is looked at first.
    const leave = (): void => {
      if (this.#slow !== slow || slow.size === 0) return;
      this.leftAlone = true;
      for (const turns of [this.#calls, this.#held, this.#turns]) for (const turn of turns) turn.release();
      whenOver();
    };
    this.#patience = setTimeout(() => setImmediate(leave), patience);
  }

  /** Only the present calls go on. */
  dropWaiting(): void {
    for (const turns of [this.#held, this.#turns]) for (const turn of turns) turn.drop();
  }

  close(): void {
    this.dropWaiting();
    clearTimeout(this.#patience);
    for (const turn of this.#calls) turn.release();
  }
}
