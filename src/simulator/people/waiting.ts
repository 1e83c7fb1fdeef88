import type { Course } from "../sending/course.ts";

interface Waiting {
  readonly course: Course;
  /** When its life is over, in milliseconds. */
  readonly until: number;
}

/** By phone number, what waits for the person; as plain data. */
export type SavedWaiting = [string, Waiting[]][];

const mostForOne = 1_000;

/** Messages for people whose phones cannot be reached, until they can or the message's life is over. */
export class WaitingMessages {
  readonly #people = new Map<string, Waiting[]>();

  add(phone: string, waiting: Waiting): void {
    const list = this.#people.get(phone) ?? [];
    list.push(waiting);
    if (list.length > mostForOne) list.shift();
    this.#people.set(phone, list);
  }

  /** Those still alive, oldest first; they no longer wait. */
  take(phone: string, now: number): Course[] {
    const list = this.#people.get(phone) ?? [];
    this.#people.delete(phone);
    return list.filter(({ until }) => until > now).map(({ course }) => course);
  }

  save(): SavedWaiting {
    return [...this.#people];
  }

  restore(saved: SavedWaiting): void {
    for (const [phone, list] of saved) this.#people.set(phone, list);
  }
}
