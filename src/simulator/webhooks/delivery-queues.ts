import { DeliveryLine } from "./delivery-line.ts";
import { Turn } from "./turn.ts";

interface Watcher {
  readonly condition: () => boolean;
  readonly met: () => void;
}

/**
 * One queue for each address: its deliveries do not wait for those of another. They go out one after the other, or where many
 * wait, several at a time; those about one person always in their order.
 */
export class DeliveryQueues {
  #lines = new Map<string, DeliveryLine>();
  readonly #watchers = new Set<Watcher>();
  #stopped = false;

  /**
   * Puts a call at the end of its address's queue. It may reject: that ends its turn, and nothing else.
   * @param about what keeps its order
   */
  enter(url: string, about: string, run: () => Promise<void>): Turn {
    if (this.#stopped) {
      const never = new Turn(about, run, () => {});
      never.drop();
      return never;
    }
    const line = this.#lines.get(url);
    if (line !== undefined) return line.add(about, run);
    const fresh = new DeliveryLine();
    const turn = fresh.add(about, run);
    this.#lines.set(url, fresh);
    void fresh.work(() => {
      if (this.#lines.get(url) === fresh) this.#lines.delete(url);
      this.#tell();
    });
    return turn;
  }

  /** Ends when all queues are empty. */
  idle(): Promise<void> {
    return this.#until(() => this.#lines.size === 0);
  }

  /**
   * Ends when all queues are empty, or wait for a call that was under way already: such a call may itself be waiting
   * for whoever asks, as when a webhook's receiver moves the clock before it answers. It is waited for until `patience` real
   * milliseconds are over.
   */
  async calm(patience: number): Promise<void> {
    for (const line of this.#lines.values()) line.limit(patience, () => this.#tell());
    await this.#until(() => [...this.#lines.values()].every(({ leftAlone }) => leftAlone));
  }

  /** Forgets everything that waits. Calls under way go on, and nobody waits for them. */
  clear(): void {
    for (const line of this.#lines.values()) line.close();
    this.#lines = new Map();
    this.#tell();
  }

  /** Nothing is begun after this; calls under way go on. */
  stop(): void {
    this.#stopped = true;
    for (const line of this.#lines.values()) line.dropWaiting();
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#watchers.add({ condition, met: resolve });
      });
      // Who waited for a delivery may send another one right after it.
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  #tell(): void {
    for (const watcher of this.#watchers) {
      if (!watcher.condition()) continue;
      this.#watchers.delete(watcher);
      watcher.met();
    }
  }
}
