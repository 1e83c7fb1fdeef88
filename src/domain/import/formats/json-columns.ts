import { maxColumns } from "./limits.ts";

/** The columns of a list of objects: their keys, in the order in which they first came. */
export class JsonColumns {
  readonly #places = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #blank: string[] = [];
  /** Objects of one list mostly have the same keys in the same order: the next key is the next column. */
  #expected = 0;

  get names(): readonly string[] {
    return this.#names;
  }

  /** @returns false when there are too many */
  add(name: string): boolean {
    if (this.placeOf(name) === undefined) {
      // A copy: a part of the text that it was read from would keep all of that in memory.
      // In UTF-16, since in UTF-8 a key that holds half of a character would be another one, and its cells not found again.
      const copy = Buffer.from(name, "utf16le").toString("utf16le");
      this.#places.set(copy, this.#names.length);
      this.#names.push(copy);
      this.#blank.push("");
    }
    return this.#names.length <= maxColumns;
  }

  placeOf(name: string): number | undefined {
    if (this.#names[this.#expected] === name) return this.#expected++;
    const place = this.#places.get(name);
    this.#expected = (place ?? -1) + 1;
    return place;
  }

  /** A row without anything in it yet. */
  blank(): string[] {
    this.#expected = 0;
    return this.#blank.slice();
  }
}
