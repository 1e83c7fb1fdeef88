let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as a person sees them: a flag or a family is one. */
export function graphemesOf(text: string): string[] {
  // Made when it is first needed: its tables take longer to load than most commands take to run.
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
