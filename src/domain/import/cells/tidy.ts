import { cleanLine } from "../../../core/terminal.ts";

const space = 0x20;

/** Whether two halves make one character, as emoji have them. The second is NaN at the end of a text. */
const isPair = (first: number, second: number): boolean => first < 0xdc00 && second >= 0xdc00 && second <= 0xdfff;

/** Whether a cell is as it should be already: nearly all are, and looking costs less than cleaning. */
function isTidy(cell: string): boolean {
  let afterSpace = true;
  for (let place = 0; place < cell.length; place++) {
    const code = cell.charCodeAt(place);
    if (code === space) {
      if (afterSpace) return false;
      afterSpace = true;
      continue;
    }
    afterSpace = false;
    // Controls, the non-breaking space, general punctuation with its marks of direction, ideographic space, byte order mark.
    if (code < space || (code >= 0x7f && code <= 0xa0)) return false;
    if (code < 0x1680) continue;
    if (code <= 0x206f || code === 0x3000 || code === 0xfeff) return false;
    if (code >= 0xd800 && code <= 0xdfff) {
      if (!isPair(code, cell.charCodeAt(place + 1))) return false;
      place++;
    }
  }
  return !afterSpace || cell === "";
}

/** Half of a character without its other half: JSON can hold one, and no database keeps it. */
const halves = /\p{Surrogate}/gu;

/**
 * Foreign text for a name or a field: one line, without control sequences or marks of direction, single spaces. Half a
 * character becomes U+FFFD, as the database would make of it: what comes again is the same as what was kept.
 */
export function tidyCell(cell: string): string {
  return isTidy(cell) ? cell : cleanLine(cell).replace(halves, "\ufffd").replace(/\s+/g, " ").trim();
}
