/** The most people that one business number may block. */
export const longestBlockList = 64_000;

/** By the id of the business number, whom it has blocked and as what each was named; as plain data. */
export type SavedBlockList = [string, { readonly version: number; readonly people: [string, string][] }][];

interface Blocked {
  /** Goes up with every change: a listing under way is then told to begin again. */
  version: number;
  /** By the digits of the phone number: how the person was named when blocked. */
  readonly people: Map<string, string>;
}

/** Whom each business number has blocked. */
export class BlockList {
  readonly #numbers = new Map<string, Blocked>();

  has(phoneNumberId: string, phone: string): boolean {
    return this.#numbers.get(phoneNumberId)?.people.has(phone) ?? false;
  }

  add(phoneNumberId: string, phone: string, input: string): void {
    const blocked = this.#of(phoneNumberId);
    blocked.people.set(phone, input);
    blocked.version++;
  }

  remove(phoneNumberId: string, phone: string): void {
    const blocked = this.#of(phoneNumberId);
    if (blocked.people.delete(phone)) blocked.version++;
  }

  /** The phone numbers with what they were named by, in the order of blocking. */
  people(phoneNumberId: string): [phone: string, input: string][] {
    return [...(this.#numbers.get(phoneNumberId)?.people ?? [])];
  }

  size(phoneNumberId: string): number {
    return this.#numbers.get(phoneNumberId)?.people.size ?? 0;
  }

  version(phoneNumberId: string): number {
    return this.#numbers.get(phoneNumberId)?.version ?? 0;
  }

  save(): SavedBlockList {
    return [...this.#numbers].map(([id, { version, people }]) => [id, { version, people: [...people] }]);
  }

  restore(saved: SavedBlockList): void {
    for (const [id, { version, people }] of saved) this.#numbers.set(id, { version, people: new Map(people) });
  }

  #of(phoneNumberId: string): Blocked {
    const known = this.#numbers.get(phoneNumberId);
    if (known !== undefined) return known;
    const blocked: Blocked = { version: 0, people: new Map() };
    this.#numbers.set(phoneNumberId, blocked);
    return blocked;
  }
}
