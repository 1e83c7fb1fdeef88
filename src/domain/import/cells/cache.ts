/** Longer cells are seldom met twice, and would only fill the memory. */
const longestKey = 80;

/**
 * Remembers what cells were read as, since the cells of one column repeat themselves: a million rows have a few answers, a
 * few countries and some thousand days. When it is full it starts anew, so that its memory stays flat.
 *
 * @param read must answer the same for the same text
 * @param size how many different cells are kept
 */
export function cachedReader<T>(read: (cell: string) => T, size = 5_000): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    if (cell.length > longestKey) return read(cell);
    const found = known.get(cell);
    if (found !== undefined || known.has(cell)) return found as T;
    const answer = read(cell);
    if (known.size >= size) known.clear();
    known.set(cell, answer);
    return answer;
  };
}
