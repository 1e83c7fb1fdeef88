import { cleanLine } from "../../../core/terminal.ts";

const space = 0x20;

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
    if (code >= 0x1680 && (code <= 0x206f || code === 0x3000 || code === 0xfeff)) return false;
  }
  return !afterSpace || cell === "";
}

/** Foreign text for a name or a field: one line, without control sequences or marks of direction, single spaces. */
export function tidyCell(cell: string): string {
  return isTidy(cell) ? cell : cleanLine(cell).replace(/\s+/g, " ").trim();
}
