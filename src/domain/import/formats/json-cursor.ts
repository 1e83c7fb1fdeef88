import { maxRecordCharacters } from "./limits.ts";

/** A place in a file, as editors count it: both from 1. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Walks through a JSON text that comes in pieces and cuts whole values out of it. What lies behind is forgotten, so that memory
 * holds a piece and a value.
 */
export class JsonCursor {
  #pieces: AsyncIterator<string>;
  #text = "";
  #at = 0;
  /** Of the beginning of `#text`. */
  #line = 1;
  #column = 1;
  // How far a value has been looked through that began at `#at`.
  #scanned = 0;
  #depth = 0;
  #inString = false;

  constructor(pieces: AsyncIterable<string>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Where a character is, counted from the present one. */
  place(offset = 0): JsonPlace {
    let line = this.#line;
    let column = this.#column;
    const end = this.#at + offset;
    let start = 0;
    for (;;) {
      const next = this.#text.indexOf("\n", start);
      if (next < 0 || next >= end) return { line, column: column + end - start };
      line++;
      column = 1;
      start = next + 1;
    }
  }

  /** @returns false at the end of the file */
  async more(): Promise<boolean> {
    const { line, column } = this.place();
    const { value, done } = await this.#pieces.next();
    this.#text = this.#text.slice(this.#at) + (done === true ? "" : value);
    this.#scanned -= this.#at;
    this.#at = 0;
    this.#line = line;
    this.#column = column;
    return done !== true;
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  /** The next character that is not space, left where it is; undefined where more is needed to tell. */
  peek(): string | undefined {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 32 || code === 10 || code === 13 || code === 9) continue;
      this.#scanned = Math.max(this.#scanned, this.#at);
      return this.#text.charAt(this.#at);
    }
    return undefined;
  }

  /** The same, reading on as needed; empty at the end of the file. */
  async next(): Promise<string> {
    for (;;) {
      const character = this.peek();
      if (character !== undefined) return character;
      if (!(await this.more())) return "";
    }
  }

  /** Passes one character. */
  skip(): void {
    this.#at++;
  }

  /** Whether the list that begins here has an object for its first element. */
  async beginsWithObject(): Promise<boolean> {
    for (let offset = 1; ; offset++) {
      while (this.#at + offset >= this.#text.length) if (!(await this.more())) return false;
      const character = this.#text.charAt(this.#at + offset);
      if (character.trim() !== "") return character === "{";
    }
  }

  /** Takes the value that begins here, with nothing but its brackets and strings looked at; undefined while it is not whole. */
  take(): string | undefined {
    const text = this.#text;
    let at = Math.max(this.#scanned, this.#at);
    let depth = this.#depth;
    for (; at < text.length; at++) {
      if (this.#inString) {
        const end = closingQuote(text, at, this.#at);
        if (end < 0) {
          at = text.length;
          break;
        }
        this.#inString = false;
        at = end;
        if (depth === 0) return this.#cut(at + 1);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === 34) this.#inString = true;
      else if (code === 123 || code === 91) depth++;
      else if (code === 125 || code === 93) {
        // The bracket around a number or a word that ends here.
        if (depth === 0) return this.#cut(at);
        if (--depth === 0) return this.#cut(at + 1);
      } else if (depth === 0 && (code === 44 || code === 58 || code <= 32)) return this.#cut(at);
    }
    this.#scanned = at;
    this.#depth = depth;
    return undefined;
  }

  /** All that has been read from here on. */
  get rest(): string {
    return this.#text.slice(this.#at);
  }

  /** Whether the value that begins here is longer than one contact can be. */
  get isTooLong(): boolean {
    return this.#text.length - this.#at > maxRecordCharacters;
  }

  #cut(end: number): string {
    const value = this.#text.slice(this.#at, end);
    this.#at = end;
    this.#scanned = end;
    this.#depth = 0;
    this.#inString = false;
    return value;
  }
}

/** The quotation mark that ends a string, from some place in it on: one with an even number of backslashes before it. */
function closingQuote(text: string, from: number, start: number): number {
  for (let at = from; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    let backslashes = 0;
    while (at - 1 - backslashes > start && text.charCodeAt(at - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
}
