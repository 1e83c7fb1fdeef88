import type { Clock } from "../../core/clock.ts";
import { ControlError } from "../control/error.ts";
import { checkMoment } from "./milliseconds.ts";
import { type Timer, TimerHeap, type TimerTask } from "./timers.ts";

/** The longest wait that Node's own timers take. */
const longestWait = 2_147_483_647;

/** In milliseconds since the epoch; unlike Date.now, it never jumps. */
const realTime = (): number => Math.floor(performance.timeOrigin + performance.now());

const sleepEnded = (): ControlError =>
  new ControlError(409, "world_ended", {
    en: "The simulated world was reset or closed in the middle of a wait.",
    es: "El mundo simulado se reinició o se cerró en medio de una espera.",
  });

export interface ClockPosition {
  readonly now: number;
  readonly ahead: number;
}

/**
 * A clock that runs on in real time from wherever it is put, and can be moved. Moving it forward runs the timers in
 * between, one after the other, each at its own moment and to the end of its effects.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerHeap();
  /** What ends the sleep of each who waits for a moment. */
  readonly #sleepers = new Set<(reason: Error) => void>();
  readonly #start: number | undefined;
  readonly #manual: boolean;
  #offset = 0;
  /** Set while the clock is being moved, and always on a manual one: real time does not count then. */
  #frozenAt: number | undefined;
  #moves: Promise<void> = Promise.resolve();
  #wake: NodeJS.Timeout | undefined;
  #order = 0;
  /** Counts the resets: a move that began before one must not go on after it. */
  #era = 0;
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

  /** Another one after each reset. */
  get era(): number {
    return this.#era;
  }

  /** Forgets all timers and goes back to where the clock began. Sleeps under way reject. */
  reset(): void {
    this.#era++;
    this.#timers.clear();
    this.#put(this.#start ?? realTime());
    this.#endSleeps();
  }

  /** No timer runs after this; those that wait stay in `pending`, and sleeps reject. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#wake);
    this.#endSleeps();
  }

  /** Where the clock stands, and how far it is ahead of real time, both in milliseconds. */
  position(): ClockPosition {
    const now = this.now();
    return { now, ahead: now - realTime() };
  }

  /** Goes on from a position of another process. A manual clock stood still in the meantime, another one ran on. */
  resume({ now, ahead }: ClockPosition): void {
    this.#put(this.#manual ? now : realTime() + ahead);
  }

  /** The timers that another process could take over, in the order in which they will run. */
  pending(): { at: number; task: TimerTask }[] {
    return this.#timers.pending().flatMap(({ at, task }) => (task === undefined ? [] : [{ at, task: task() }]));
  }

  /** Runs something `ms` from now. */
  after(ms: number, run: () => void | Promise<void>, task?: () => TimerTask): Timer {
    return this.at(this.now() + ms, run, task);
  }

  /** Runs something at a moment; soon when that is over. */
  at(time: number, run: () => void | Promise<void>, task?: () => TimerTask): Timer {
    const timer: Timer = { at: time, order: this.#order++, run, cancelled: false, task };
    this.#timers.push(timer);
    if (this.#timers.peek() === timer) this.#arm();
    return timer;
  }

  /** @param ms may be Infinity: only the signal, a reset or the end of the world ends such a sleep */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#stopped) {
        // Not at once: who tries again and again must leave room for others.
        setImmediate(() => reject(sleepEnded()));
        return;
      }
      const settle = (): void => {
        this.#sleepers.delete(fail);
        signal?.removeEventListener("abort", abort);
      };
      const wake = (): void => {
        settle();
        resolve();
      };
      const fail = (reason: Error): void => {
        settle();
        if (timer !== undefined) timer.cancelled = true;
        reject(reason);
      };
      const abort = (): void => fail(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
      const timer = ms === Infinity ? undefined : this.after(ms, wake);
      this.#sleepers.add(fail);
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
    const era = this.#era;
    const move = this.#moves.then(() =>
      era === this.#era && !this.#stopped ? this.#moveTo(target(), era) : undefined,
    );
    this.#moves = move.catch(() => undefined);
    return move;
  }

  async #moveTo(target: number, era: number): Promise<void> {
    checkMoment(target);
    this.#frozenAt = this.now();
    clearTimeout(this.#wake);
    try {
      for (;;) {
        const timer = this.#timers.peek();
        if (timer === undefined || timer.at > target) break;
        this.#timers.pop();
        this.#frozenAt = Math.max(this.#frozenAt, timer.at);
        await timer.run();
        if (era !== this.#era || this.#stopped) return;
      }
      this.#frozenAt = target;
    } finally {
      this.#offset = (this.#frozenAt ?? target) - performance.now();
      if (!this.#manual) this.#frozenAt = undefined;
      this.#arm();
    }
  }

  #endSleeps(): void {
    for (const end of this.#sleepers) end(sleepEnded());
  }

  #put(time: number): void {
    clearTimeout(this.#wake);
    if (this.#manual || this.#frozenAt !== undefined) this.#frozenAt = time;
    this.#offset = time - performance.now();
  }

  #arm(): void {
    if (this.#frozenAt !== undefined || this.#stopped) return;
    clearTimeout(this.#wake);
    const next = this.#timers.peek();
    if (next === undefined) return;
    this.#wake = setTimeout(() => this.#fire(), Math.min(Math.max(next.at - this.now(), 0), longestWait));
    this.#wake.unref();
  }

  /** Nobody awaits what runs in real time: a fault in it must not end the process. */
  async #run(timer: Timer): Promise<void> {
    try {
      await timer.run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.emitWarning(`A timer of the simulated world failed: ${reason}`);
    }
  }

  // In real time a slow webhook must not hold up the messages behind it, so nothing is awaited here.
  #fire(): void {
    if (this.#frozenAt !== undefined || this.#stopped) return;
    for (;;) {
      const timer = this.#timers.peek();
      if (timer === undefined || timer.at > this.now()) break;
      this.#timers.pop();
      void this.#run(timer);
    }
    this.#arm();
  }
}
