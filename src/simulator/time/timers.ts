import type { Course } from "../sending/course.ts";
import type { MessageStatus } from "../sending/messages.ts";
import type { TemplateStep } from "../templates/store.ts";

/** A message's next status. */
export interface StatusTask extends Course {
  readonly kind: "status";
  readonly status: Exclude<MessageStatus, "accepted">;
}

/** The next step of a template's life: the end of its review, of a pause… */
export interface TemplateTask {
  readonly kind: "template";
  readonly step: TemplateStep;
  readonly template: string;
}

/** A webhook held back, or its next repetition. */
export interface DeliveryTask {
  readonly kind: "delivery";
  readonly delivery: string;
  /** When it was first due. */
  readonly started: number;
  readonly repetition: number;
}

/** The end of a batch's waiting for more updates. */
export interface BatchTask {
  readonly kind: "batch";
  readonly batch: string;
}

/** What a timer will do, as plain data: so it can be saved and set again in another process. */
export type TimerTask = StatusTask | TemplateTask | DeliveryTask | BatchTask;

/** Something to do at a moment of the virtual clock. The promise ends when its effects, webhooks included, are done. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  run(): void | Promise<void>;
  cancelled: boolean;
  /** Asked for when the state is saved; missing where nothing is left to do for another process, as in a call under way. */
  readonly task?: (() => TimerTask) | undefined;
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

const leastSweep = 1_024;

/** A binary heap: the earliest timer first, and the one set first among equals. */
export class TimerHeap {
  #items: Timer[] = [];
  /** At this length those that are cancelled are taken out. */
  #sweepAt = leastSweep;

  push(timer: Timer): void {
    if (this.#items.length >= this.#sweepAt) this.#sweep();
    const items = this.#items;
    let place = items.length;
    items.push(timer);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = items[parent];
      if (above === undefined || !before(timer, above)) break;
      items[place] = above;
      place = parent;
    }
    items[place] = timer;
  }

  /** The earliest timer that still counts. */
  peek(): Timer | undefined {
    while (this.#items[0]?.cancelled === true) this.#removeFirst();
    return this.#items[0];
  }

  pop(): Timer | undefined {
    const first = this.peek();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  /** Those that still count, in the order in which they will run. */
  pending(): Timer[] {
    return this.#items.filter((timer) => !timer.cancelled).toSorted((a, b) => (before(a, b) ? -1 : 1));
  }

  clear(): void {
    this.#items.length = 0;
  }

  /** Cancelled timers would otherwise stay, with all that they hold, until their time comes. */
  #sweep(): void {
    this.#items = this.pending();
    this.#sweepAt = Math.max(leastSweep, 2 * this.#items.length);
  }

  #removeFirst(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      let child = items[left];
      let childPlace = left;
      const other = items[right];
      if (child !== undefined && other !== undefined && before(other, child)) {
        child = other;
        childPlace = right;
      }
      if (child === undefined || !before(child, last)) break;
      items[place] = child;
      place = childPlace;
    }
    items[place] = last;
  }
}
