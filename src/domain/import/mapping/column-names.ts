import { plainWords } from "../cells/words.ts";

/** What each column is called: its header, or where the same header stands more than once, `celular#1`, `celular#2`. */
export function columnNames(header: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of header) times.set(name, (times.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return header.map((name) => {
    if (name.trim() === "" || times.get(name) === 1) return name;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name}#${count}`;
  });
}

function placesWhere(header: readonly string[], test: (cell: string) => boolean): number[] {
  return header.flatMap((cell, place) => (test(cell) ? [place] : []));
}

/** Columns with exactly this header, else those that are written a little differently. */
function placesNamed(name: string, header: readonly string[]): number[] {
  const exact = placesWhere(header, (cell) => cell === name);
  if (exact.length > 0) return exact;
  const plain = plainWords(name);
  return placesWhere(header, (cell) => plainWords(cell) === plain);
}

/** The columns that a name may mean: none, one, or several, between which nothing is chosen. */
export function placesOf(name: string, header: readonly string[]): number[] {
  if (header.includes(name)) return placesNamed(name, header);
  const numbered = /^(.+)#([1-9]\d{0,3})$/.exec(name);
  const [, base = "", number = ""] = numbered ?? [];
  const same = numbered === null ? [] : placesNamed(base.trim(), header);
  const place = same[Number(number) - 1];
  return place === undefined ? placesNamed(name, header) : [place];
}
