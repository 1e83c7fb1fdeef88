/**
 * Edits that turn one word into the other: a letter added, left out, replaced, or two neighbours swapped, each counted
 * as one (Damerau-Levenshtein, no letter edited twice).
 */
export function editDistance(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const next = [row + 1];
    for (const [column, other] of b.entries()) {
      const same = letter === other ? 0 : 1;
      const swapped = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === other;
      next.push(
        Math.min(
          (last[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
          (last[column] ?? 0) + same,
          swapped ? (before[column - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/** Case, accents and the kind of separator are not what people mean to say. */
function folded(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_.-]+/g, "_");
}

/** How far a candidate is from the word, or undefined when nobody would have meant it. */
function distanceTo(word: string, candidate: string): number | undefined {
  const distance = editDistance(word, candidate);
  const longer = Math.max(word.length, candidate.length);
  if (distance <= Math.max(1, Math.floor(longer / 3)) && distance < longer) return distance;
  // Half a name is remembered more often than it is mistyped: after every typing error, but before nothing at all.
  const isPart = (candidate.includes(word) && word.length >= 3) || (word.includes(candidate) && candidate.length >= 3);
  return isPart ? longer : undefined;
}

/** The candidates that somebody who typed `word` may have meant, nearest first, at most `limit`; each at most once. */
export function nearest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = folded(word);
  const near = [...new Set(candidates)]
    .flatMap((candidate) => {
      const distance = distanceTo(wanted, folded(candidate));
      return distance === undefined ? [] : [{ candidate, distance }];
    })
    .toSorted((one, other) => one.distance - other.distance || one.candidate.localeCompare(other.candidate, "en"));
  // Beside a very good match, a far one only distracts.
  const furthest = (near[0]?.distance ?? 0) * 2 + 1;
  return near
    .filter(({ distance }) => distance <= furthest)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
