import { JsonFault } from "./json-fault.ts";
import { plainNumber } from "./xlsx-number.ts";

/** What joins several values in one cell: as Google Contacts does, and as the reader of labels knows. */
const valueSeparator = " ::: ";

const depthLimit = 20;

const quote = 34;
const backslash = 92;

/**
 * Reads one JSON object as the cells of a row. `{"city":{"name":"Lima"}}` is the cell `city.name`; a list of texts or numbers is
 * one cell, its values joined; objects in a list are cells by their place (`phones.1.number`). Null is blank, truths are `TRUE`
 * and `FALSE`. Numbers are read from their digits, which `JSON.parse` rounds beyond 2^53.
 */
export class RecordReader {
  #text = "";
  #at = 0;
  #put: (column: string, cell: string) => void = () => {};

  /**
   * @param text one object, whole, without space around it
   * @param put is told every cell, in order; of a key that comes twice the last one counts
   * @throws JsonFault where it is not JSON, or not an object
   */
  read(text: string, put: (column: string, cell: string) => void): void {
    this.#text = text;
    this.#at = 0;
    this.#put = put;
    if (text.charCodeAt(0) !== 123) throw new JsonFault(0);
    this.#object("", 1);
    this.#space();
    if (this.#at < text.length) throw new JsonFault(this.#at);
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  /** The next character that is not space, as its code; NaN at the end. */
  #next(): number {
    this.#space();
    return this.#text.charCodeAt(this.#at);
  }

  #expect(code: number): void {
    if (this.#next() !== code) throw new JsonFault(this.#at);
    this.#at++;
  }

  #object(path: string, depth: number): void {
    if (depth > depthLimit) throw new JsonFault(this.#at);
    this.#at++;
    if (this.#next() === 125) {
      this.#at++;
      return;
    }
    for (;;) {
      if (this.#next() !== quote) throw new JsonFault(this.#at);
      const key = this.#string();
      this.#expect(58);
      this.#value(path === "" ? key : `${path}.${key}`, depth);
      if (this.#next() === 44) this.#at++;
      else break;
    }
    this.#expect(125);
  }

  #value(path: string, depth: number): void {
    const code = this.#next();
    if (code === 123) this.#object(path, depth + 1);
    else if (code === 91) this.#list(path, depth + 1);
    else this.#put(path, this.#scalar(code));
  }

  #list(path: string, depth: number): void {
    if (depth > depthLimit) throw new JsonFault(this.#at);
    this.#at++;
    const cells: string[] = [];
    let place = 0;
    let hasObjects = false;
    if (this.#next() !== 93) {
      for (;;) {
        const code = this.#next();
        place++;
        if (code === 123 || code === 91) {
          hasObjects = true;
          this.#value(`${path}.${place}`, depth);
        } else {
          const cell = this.#scalar(code);
          if (cell !== "") cells.push(cell);
        }
        if (this.#next() === 44) this.#at++;
        else break;
      }
    }
    this.#expect(93);
    if (cells.length > 0 || !hasObjects) this.#put(path, cells.join(valueSeparator));
  }

  #scalar(code: number): string {
    if (code === quote) return this.#string();
    if (code === 116) return this.#word("true", "TRUE");
    if (code === 102) return this.#word("false", "FALSE");
    if (code === 110) return this.#word("null", "");
    return this.#number();
  }

  #word(word: string, cell: string): string {
    if (!this.#text.startsWith(word, this.#at)) throw new JsonFault(this.#at);
    this.#at += word.length;
    return cell;
  }

  #number(): string {
    const start = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      const belongs =
        (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 43 || code === 69 || code === 101;
      if (!belongs) break;
      this.#at++;
    }
    const digits = this.#text.slice(start, this.#at);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(digits)) throw new JsonFault(start);
    return plainNumber(digits);
  }

  #string(): string {
    const start = this.#at;
    let isPlain = true;
    for (let at = start + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === quote) {
        this.#at = at + 1;
        return isPlain ? this.#text.slice(start + 1, at) : this.#escaped(start, at + 1);
      }
      if (code === backslash) {
        isPlain = false;
        at++;
      } else if (!(code >= 32)) throw new JsonFault(Math.min(at, this.#text.length));
    }
  }

  #escaped(start: number, end: number): string {
    try {
      const text = JSON.parse(this.#text.slice(start, end)) as string;
      // No database takes a zero character.
      return text.includes("\u0000") ? text.replaceAll("\u0000", "\ufffd") : text;
    } catch {
      throw new JsonFault(start);
    }
  }
}
