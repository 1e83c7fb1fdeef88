/** Slots of a quarter of an hour: all zones on Earth begin their days with one. Milliseconds. */
const slotLength = 900_000;

/** What tells one kind of thing from another, and how much there was of it. */
export interface Row<Kind, Sums> {
  readonly kind: Kind;
  readonly sums: Sums;
}

export type SavedTally = [slot: number, rows: [kind: Record<string, string>, sums: Record<string, number>][]][];

type Words = Readonly<Record<string, string | undefined>>;
type Amounts = Readonly<Record<string, number | undefined>>;

/** Sums by slot and kind, so that a million messages take no more room than the kinds that there are of them. */
export class Tally<Kind extends Words, Sums extends Amounts> {
  readonly #slots = new Map<number, Map<string, Row<Kind, Record<string, number>>>>();

  /** @param kind always with its members in the same order */
  add(at: number, kind: Kind, amounts: Sums): void {
    const slot = Math.floor(at / slotLength);
    let rows = this.#slots.get(slot);
    if (rows === undefined) this.#slots.set(slot, (rows = new Map()));
    const key = Object.values(kind).join("\n");
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { kind, sums: {} }));
    for (const [name, amount] of Object.entries(amounts)) {
      if (amount !== undefined) row.sums[name] = (row.sums[name] ?? 0) + amount;
    }
  }

  /** Every row whose slot begins in a time, with the slot's first instant. */
  *rows(from: number, to: number): Iterable<Row<Kind, Readonly<Partial<Record<keyof Sums, number>>>> & { at: number }> {
    for (const [slot, rows] of this.#slots) {
      const at = slot * slotLength;
      if (at + slotLength <= from || at >= to) continue;
      for (const { kind, sums } of rows.values()) yield { at, kind, sums: sums as Partial<Record<keyof Sums, number>> };
    }
  }

  /** Forgets what happened before a moment. */
  forget(before: number): void {
    for (const slot of this.#slots.keys()) if ((slot + 1) * slotLength <= before) this.#slots.delete(slot);
  }

  get isEmpty(): boolean {
    return this.#slots.size === 0;
  }

  save(): SavedTally {
    return [...this.#slots].map(([slot, rows]) => [
      slot,
      [...rows.values()].map(({ kind, sums }) => [defined(kind), { ...sums }]),
    ]);
  }

  restore(saved: SavedTally): void {
    for (const [slot, rows] of saved) {
      for (const [kind, sums] of rows) this.add(slot * slotLength, kind as Kind, sums as Sums);
    }
  }
}

const defined = (words: Words): Record<string, string> =>
  Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined));
