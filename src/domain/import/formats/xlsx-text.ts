import { WorkbookFault } from "./xlsx-fault.ts";
import type { XmlListener } from "./xlsx-xml.ts";

/** A spreadsheet allows 32,767 characters in a cell; more than this are there to fill memory. */
const textLimit = 1024 * 1024;

const escaped = /_x([\da-fA-F]{4})_/g;

/** Text as a cell shows it: line ends as one character, and what XML cannot hold, written by its number (`_x000D_`). */
export function cellText(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (!lines.includes("_x")) return lines;
  // A zero is one that no database takes.
  const character = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16) || 0xfffd);
  return lines.replace(escaped, character).replace(/\r\n?/g, "\n");
}

/** Text that comes in parts, up to a limit. @throws WorkbookFault beyond it */
export function longerText(text: string | undefined, more: string): string {
  if (text === undefined || text === "") return more;
  if (text.length + more.length > textLimit) {
    throw new WorkbookFault("too_large", "a text has more than a million characters");
  }
  return text + more;
}

/** Gathers the text of a string item: plain, or in runs of different looks; the reading aid above Japanese words is not part of it. */
export interface RichText extends Omit<XmlListener, "close"> {
  close(name: string): void;
  /** What was gathered; it then begins anew. */
  take(): string;
}

export function richText(): RichText {
  let gathered = "";
  let inText = false;
  let inReading = false;
  return {
    open: (name) => {
      if (name === "t") inText = true;
      else if (name === "rPh") inReading = true;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") inReading = false;
    },
    text: (decoded) => {
      if (!inText || inReading) return;
      gathered = longerText(gathered, decoded);
    },
    take: () => {
      const whole = cellText(gathered);
      gathered = "";
      return whole;
    },
  };
}
