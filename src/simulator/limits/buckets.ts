const fewKeys = 50_000;
/** Milliseconds by which sums of fractions may be off. */
const rounding = 1e-6;

export interface BucketSize {
  /** So many at once. */
  readonly burst: number;
  /** Milliseconds in which one comes back. */
  readonly interval: number;
  /** Whether a burst that was used up has to be paid off as a whole before anything passes again. */
  readonly debt: boolean;
}

/** What is taken by a number or a pair, as the moment at which its debt is paid off. */
export class Buckets {
  readonly #paidOff = new Map<string, number>();
  /** Those that wait until all of it is paid off. */
  readonly #drained = new Set<string>();
  #dropAt = fewKeys;

  /** Whether one could be taken now, for buckets without debt. */
  hasRoom(key: string, now: number, { burst, interval }: BucketSize): boolean {
    return (this.#paidOff.get(key) ?? now) - now <= (burst - 1) * interval + rounding;
  }

  /** Takes one; false when it comes too soon after others. */
  take(key: string, now: number, { burst, interval, debt }: BucketSize): boolean {
    if (this.#paidOff.size > this.#dropAt) this.#dropPaid(now);
    const start = Math.max(this.#paidOff.get(key) ?? now, now);
    const owed = start - now;
    if (owed <= rounding) this.#drained.delete(key);
    if (this.#drained.has(key) || owed > (burst - 1) * interval + rounding) return false;
    this.#paidOff.set(key, start + interval);
    if (debt && owed + interval > (burst - 1) * interval + rounding) this.#drained.add(key);
    return true;
  }

  save(): { moments: [key: string, at: number][]; drained: string[] } {
    return { moments: [...this.#paidOff], drained: [...this.#drained] };
  }

  restore(moments: readonly (readonly [key: string, at: number])[], drained: readonly string[]): void {
    this.#paidOff.clear();
    this.#drained.clear();
    for (const [key, at] of moments) this.#paidOff.set(key, at);
    for (const key of drained) this.#drained.add(key);
  }

  #dropPaid(now: number): void {
    for (const [key, at] of this.#paidOff) {
      if (at > now) continue;
      this.#paidOff.delete(key);
      this.#drained.delete(key);
    }
    // Those who are in debt stay: looking for others again and again would take longer than the sends.
    this.#dropAt = Math.max(fewKeys, 2 * this.#paidOff.size);
  }
}
