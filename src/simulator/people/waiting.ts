import * as v from "valibot";
import { courseShape } from "../sending/course.ts";

export const waitingShape = v.array(
  v.tuple([v.string(), v.array(v.strictObject({ course: courseShape, until: v.number() }))]),
);

type Waiting = v.InferOutput<typeof waitingShape>[number][1][number];

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
  take(phone: string, now: number): Waiting["course"][] {
    const list = this.#people.get(phone) ?? [];
    this.#people.delete(phone);
    return list.filter(({ until }) => until > now).map(({ course }) => course);
  }

  save(): v.InferOutput<typeof waitingShape> {
    return [...this.#people];
  }

  restore(saved: v.InferOutput<typeof waitingShape>): void {
    for (const [phone, list] of saved) this.#people.set(phone, list);
  }
}
