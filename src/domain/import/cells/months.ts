import { plainWords, wordList } from "./words.ts";

// Spanish, Portuguese and English: no short form means one month in one of them and another in the next.
const names = [
  "ene, enero, jan, janeiro, january",
  "feb, febrero, fev, fevereiro, february",
  "mar, marzo, marco, march",
  "abr, abril, apr, april",
  "may, mayo, mai, maio",
  "jun, junio, junho, june",
  "jul, julio, julho, july",
  "ago, agosto, aug, august",
  "sep, sept, set, septiembre, setiembre, setembro, september",
  "oct, octubre, out, outubro, october",
  "nov, noviembre, novembro, november",
  "dic, diciembre, dez, dezembro, dec, december",
];

const months: ReadonlyMap<string, number> = new Map(
  names.flatMap((text, place) => wordList(text).map((name) => [name, place + 1] as const)),
);

/** The number of a month, 1 to 12, by its name or its short form in three languages. */
export function monthOf(name: string): number | undefined {
  return months.get(plainWords(name));
}
