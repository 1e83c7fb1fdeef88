// Names, messages and template bodies are other people's: without this a contact's name could move the cursor,
// recolour the screen, or hide what follows.
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const bidi = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Foreign text made safe for a terminal: no control sequences, no direction overrides; tabs and line ends stay. */
export function cleanText(text: string): string {
  return text.replace(escapes, "").replaceAll("\r\n", "\n").replace(controls, "").replace(bidi, "");
}

/** The same on one line, for a table cell or a sentence. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/\s*\n\s*/g, " ⏎ ")
    .replaceAll("\t", " ");
}

/** A CSV cell that a spreadsheet will not run as a formula. Numbers and phone numbers in E.164 stay as they are. */
export function neutraliseFormula(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) && !/^[+-]?\d[\d\s.,]*$/.test(cell) ? `'${cell}` : cell;
}

/** What `neutraliseFormula` was given. */
export function restoreFormula(cell: string): string {
  return cell.charCodeAt(0) === 0x27 && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
