import type { Clock } from "../core/clock.ts";
import { type Timer, TimerHeap } from "./timers.ts";

/** The longest wait that Node's own timers take. */
const longestWait = 2_147_483_647;

/**
 * A clock that runs on in real time from wherever it is put, and can be moved. Moving it forward runs the timers in
 * between, one after the other, each at its own moment and to the end of its effects.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerHeap();
  readonly #start: number | undefined;
  readonly #manual: boolean;
  #offset = 0;
  /** Set while the clock is being moved, and always on a manual one: real time does not count then. */
  #frozenAt: number | undefined;
  #moves: Promise<void> = Promise.resolve();
  #wake: NodeJS.Timeout | undefined;
  #order = 0;
  #stopped = false;

  /**
   * @param start where the clock begins, in milliseconds since the epoch; the real time when left out
   * @param manual the clock stands still unless it is moved
   */
  constructor(start?: number, manual = false) {
    this.#start = start;
    this.#manual = manual;
    this.reset();
  }

  now(): number {
    return this.#frozenAt ?? Math.floor(performance.now() + this.#offset);
  }

  /** Forgets all timers and goes back to where the clock began. */
  reset(): void {
    this.#timers.clear();
    clearTimeout(this.#wake);
    const start = this.#start ?? Math.floor(performance.timeOrigin + performance.now());
    if (this.#manual || this.#frozenAt !== undefined) this.#frozenAt = start;
    this.#offset = start - performance.now();
  }

  /** No timer runs after this. */
  stop(): void {
    this.#stopped = true;
    this.#timers.clear();
    clearTimeout(this.#wake);
  }

  /** Runs something `ms` from now. */
  after(ms: number, run: () => void | Promise<void>): Timer {
    const timer: Timer = { at: this.now() + ms, order: this.#order++, run, cancelled: false };
    if (this.#stopped) return timer;
    this.#timers.push(timer);
    if (this.#timers.peek() === timer) this.#arm();
    return timer;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = this.after(ms, () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      });
      const abort = (): void => {
        timer.cancelled = true;
        reject(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
      };
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  advance(ms: number): Promise<void> {
    return this.#move(() => this.now() + ms);
  }

  /** Forward, the timers in between run; backward, they wait longer. */
  set(time: number): Promise<void> {
    return this.#move(() => time);
  }

  #move(target: () => number): Promise<void> {
    const move = this.#moves.then(() => this.#moveTo(target()));
    this.#moves = move.catch(() => undefined);
    return move;
  }

  async #moveTo(target: number): Promise<void> {
    this.#frozenAt = this.now();
    clearTimeout(this.#wake);
    try {
      for (;;) {
        const timer = this.#timers.peek();
        if (timer === undefined || timer.at > target) break;
        this.#timers.pop();
        this.#frozenAt = Math.max(this.#frozenAt, timer.at);
        await timer.run();
      }
      this.#frozenAt = target;
    } finally {
      this.#offset = (this.#frozenAt ?? target) - performance.now();
      if (!this.#manual) this.#frozenAt = undefined;
      this.#arm();
    }
  }

  #arm(): void {
    if (this.#frozenAt !== undefined || this.#stopped) return;
    clearTimeout(this.#wake);
    const next = this.#timers.peek();
    if (next === undefined) return;
    this.#wake = setTimeout(() => this.#fire(), Math.min(Math.max(next.at - this.now(), 0), longestWait));
    this.#wake.unref();
  }

  // In real time a slow webhook must not hold up the messages behind it, so nothing is awaited here.
  #fire(): void {
    if (this.#frozenAt !== undefined || this.#stopped) return;
    for (;;) {
      const timer = this.#timers.peek();
      if (timer === undefined || timer.at > this.now()) break;
      this.#timers.pop();
      void timer.run();
    }
    this.#arm();
  }
}
