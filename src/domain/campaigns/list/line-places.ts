const leastSlots = 1_024;

/**
 * In which place of a list each line came first. A million lines take 24 MB: whole numbers side by side, where a `Map` needs
 * five times as much.
 */
export class LinePlaces {
  // Open addressing; 0 is a free slot, since it is nobody's line.
  #lines = new Float64Array(leastSlots);
  #places = new Int32Array(leastSlots);
  #count = 0;

  /** The place of a line; undefined for one that has not come yet. */
  get(line: number): number | undefined {
    const slot = this.#slotOf(line);
    return this.#lines[slot] === line ? this.#places[slot] : undefined;
  }

  /** Keeps the place of a line that has none yet. @param line any whole number but 0 */
  add(line: number, place: number): void {
    const slot = this.#slotOf(line);
    if (this.#lines[slot] === line) return;
    this.#lines[slot] = line;
    this.#places[slot] = place;
    this.#count++;
    if (this.#count * 2 > this.#lines.length) this.#grow();
  }

  /** Where the line is, or the free slot where it would be. */
  #slotOf(line: number): number {
    const mask = this.#lines.length - 1;
    let slot = Math.imul((line % 0x1_0000_0000) | 0, 0x9e3779b1) ^ Math.imul((line / 0x1_0000_0000) | 0, 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#lines[slot] !== 0 && this.#lines[slot] !== line) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const lines = this.#lines;
    const places = this.#places;
    this.#lines = new Float64Array(lines.length * 2);
    this.#places = new Int32Array(lines.length * 2);
    for (const [old, line] of lines.entries()) {
      if (line === 0) continue;
      const slot = this.#slotOf(line);
      this.#lines[slot] = line;
      this.#places[slot] = places[old] ?? 0;
    }
  }
}
