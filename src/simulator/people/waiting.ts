import type { Course } from "../sending/course.ts";

interface Waiting {
  readonly course: Course;
  /** When its life is over, in milliseconds. */
  readonly until: number;
}

/** By phone number, what waits for the person; as plain data. */
export type SavedWaiting = [string, Waiting[]][];

/** Messages for people whose phones cannot be reached, until they can or the message's life is over. */
export class WaitingMessages {
  /** Who began to wait first comes first. */
  readonly #people = new Map<string, Waiting[]>();
  readonly #most: number;
  #count = 0;

  /** @param most messages; beyond it those go first that are for who has waited longest */
  constructor(most: number) {
    this.#most = most;
  }

  add(phone: string, waiting: Waiting): void {
    if (this.#count >= this.#most) this.#forget(1 + Math.floor(this.#most / 10));
    const list = this.#people.get(phone) ?? [];
    list.push(waiting);
    this.#people.set(phone, list);
    this.#count++;
  }

  /** Those still alive, oldest first; they no longer wait. */
  take(phone: string, now: number): Course[] {
    const list = this.#people.get(phone) ?? [];
    this.#people.delete(phone);
    this.#count -= list.length;
    return list.filter(({ until }) => until > now).map(({ course }) => course);
  }

  save(): SavedWaiting {
    return [...this.#people];
  }

  restore(saved: SavedWaiting): void {
    for (const [phone, list] of saved) for (const waiting of list) this.add(phone, waiting);
  }

  #forget(count: number): void {
    const until = this.#count - count;
    for (const [phone, list] of this.#people) {
      if (this.#count <= until) return;
      this.#count -= list.splice(0, this.#count - until).length;
      if (list.length === 0) this.#people.delete(phone);
    }
  }
}
