/** How many different combinations are remembered, and how long one may be. */
const mostCombinations = 2_000;
const longestCombination = 300;

/**
 * Remembers what rows with the same cells in some columns come to: a million rows have a few dozen combinations of answers.
 * Equal rows get the very same object.
 *
 * @param places the columns that `read` looks at
 * @param read must answer the same for the same cells and the same `apart`
 */
export function rememberCombinations<T>(
  places: readonly number[],
  read: (cells: readonly string[], apart: string) => T,
): (cells: readonly string[], apart: string) => T {
  const known = new Map<string, T>();
  return (cells, apart) => {
    let key = apart;
    for (const place of places) key += `\u0000${cells[place] ?? ""}`;
    if (key.length > longestCombination) return read(cells, apart);
    const found = known.get(key);
    if (found !== undefined) return found;
    const answer = read(cells, apart);
    if (known.size >= mostCombinations) known.clear();
    known.set(key, answer);
    return answer;
  };
}
