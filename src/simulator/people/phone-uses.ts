import { makeRoom } from "../make-room.ts";

/** By phone number, when it was last used, in milliseconds; as plain data. */
export type SavedPhoneUses = [phone: string, at: number][];

const remembered = 30 * 86_400_000;
/** Beyond them, the numbers used longest ago are forgotten. */
const most = 100_000;

/**
 * When the business last sent to a phone number, or heard from it. Kept apart from people and messages: whoever takes a
 * user name today goes on showing the number for a while, however long ago the messages were pruned.
 */
export class PhoneUses {
  /** The number used longest ago comes first. */
  readonly #uses = new Map<string, number>();

  note(phone: string, at: number): void {
    if (!this.#uses.delete(phone)) makeRoom(this.#uses, most);
    this.#uses.set(phone, at);
  }

  at(phone: string): number | undefined {
    return this.#uses.get(phone);
  }

  /** Whether it is less than 30 days ago. */
  isRecent(phone: string, now: number): boolean {
    const at = this.#uses.get(phone);
    return at !== undefined && now - at < remembered;
  }

  save(): SavedPhoneUses {
    return [...this.#uses];
  }

  restore(saved: SavedPhoneUses): void {
    for (const [phone, at] of saved) this.note(phone, at);
  }
}
