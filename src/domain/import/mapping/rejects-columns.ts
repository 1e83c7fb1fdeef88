/** Whether a list is a file of rejects that recado wrote: it ends in `row` and `reason`. */
function isRejectsFile(header: readonly string[]): boolean {
  return header.at(-2) === "row" && header.at(-1) === "reason";
}

/** The columns of the list itself, without those that a file of rejects adds at the end. */
export function ownColumns(header: readonly string[]): readonly string[] {
  return isRejectsFile(header) ? header.slice(0, -2) : header;
}
