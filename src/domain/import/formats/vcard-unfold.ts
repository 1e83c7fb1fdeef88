import { colonOf } from "./vcard-head.ts";
import type { Head } from "./vcard-head.ts";
import type { LineSink } from "./vcard-lines.ts";

export interface ContentSink {
  /** A property that is wanted, its value as the bytes stand in the file. */
  property(head: Head, value: string): void;
  /** A line that is no property. */
  broken(line: string): void;
}

const space = 0x20;
const tab = 0x09;
const equalsSign = 0x3d;

/** The bytes with which many files in UTF-8 begin. */
const mark = "\u00ef\u00bb\u00bf";

/** No head is longer, in bytes. */
const maxHead = 2000;

/** No text goes on over these, however broken it is: otherwise one stray `=` would swallow the card that follows. */
const boundary = /^(?:BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*$/i;

/**
 * Puts content lines together again that were spread over several lines of the file: by a blank in front (all versions), by `=` at
 * the end (quoted-printable, 2.1), or, for base64, by nothing but what it looks like.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6350#section-3.2
 */
export class Unfolder implements LineSink {
  readonly #sink: ContentSink;
  readonly #readHead: (text: string) => Head;
  readonly #maxLength: number;
  #head: Head | undefined;
  /** The value so far; of a line without a head, all of it. */
  #text = "";
  #open = false;
  /** The last line ended in `=`, which has been taken off: the next one belongs to it. */
  #softBreak = false;
  /** An empty line came before: some copies put one between all lines. */
  #gap = false;
  #version = "";
  #tooLong = false;

  /** @param maxLength of a wanted line, in bytes */
  constructor(sink: ContentSink, readHead: (text: string) => Head, maxLength: number) {
    this.#sink = sink;
    this.#readHead = readHead;
    this.#maxLength = maxLength;
  }

  /** Whether a wanted line was longer than it may be; its value has been cut off. */
  get tooLong(): boolean {
    return this.#tooLong;
  }

  line(text: string): void {
    if (text.length === 0) {
      this.#gap = true;
      return;
    }
    const gap = this.#gap;
    this.#gap = false;
    const first = text.charCodeAt(0);
    const blank = first === space || first === tab;
    if (this.#open && this.#softBreak) {
      this.#softBreak = false;
      if (!boundary.test(text) && !(gap && this.#isProperty(text))) {
        // In 2.1 every blank belongs to the text; later versions, where this encoding should not be, fold with one.
        this.#append(blank && this.#version !== "2.1" ? text.slice(1) : text);
        return;
      }
    } else if (this.#open && blank) {
      // 2.1 folds where a blank stands already, so that the blank stays; later versions put one in.
      const kept = this.#version === "2.1" && this.#head?.encoding !== "base64";
      this.#append(kept ? ` ${text.replace(/^[ \t]+/, "")}` : text.slice(1));
      return;
    } else if (this.#open && this.#head?.encoding === "base64" && !text.includes(":")) {
      this.#append(text);
      return;
    }
    this.flush();
    this.#start(text);
  }

  wants(beginning: string): boolean {
    const first = beginning.charCodeAt(0);
    const goesOn = this.#open && (first === space || first === tab || this.#softBreak);
    if (goesOn || (this.#head?.encoding === "base64" && !beginning.includes(":")))
      return this.#head?.name !== undefined;
    const colon = colonOf(beginning);
    return colon === -1 || this.#readHead(beginning.slice(0, colon)).name !== undefined;
  }

  /** Hands over the content line that is being put together. */
  flush(): void {
    if (!this.#open) return;
    const head = this.#head;
    const text = this.#text;
    this.#open = false;
    this.#softBreak = false;
    this.#head = undefined;
    this.#text = "";
    if (head === undefined || head.broken) {
      this.#sink.broken(text);
      return;
    }
    if (head.name === undefined) return;
    if (head.name === "VERSION") this.#version = text.replace(/[ \t]+/g, "");
    else if (head.name === "BEGIN") this.#version = "";
    this.#sink.property(head, text);
  }

  #isProperty(text: string): boolean {
    const colon = colonOf(text);
    return colon !== -1 && !this.#readHead(text.slice(0, colon)).broken;
  }

  #start(line: string): void {
    // A mark of UTF-8 in the middle: somebody put several files together.
    const text = line.startsWith(mark) ? line.slice(mark.length) : line;
    this.#open = true;
    const colon = colonOf(text);
    if (colon === -1) {
      this.#text = text;
      return;
    }
    const head = this.#readHead(colon > maxHead ? "" : text.slice(0, colon));
    this.#head = head;
    this.#text = "";
    this.#append(head.broken ? text : text.slice(colon + 1));
  }

  #append(text: string): void {
    const head = this.#head;
    if (head === undefined) {
      // The line was folded in the middle of its head, unless it is none at all.
      if (this.#text.length < maxHead) this.#start(this.#text + text);
      return;
    }
    this.#softBreak = head.encoding === "quoted-printable" && text.charCodeAt(text.length - 1) === equalsSign;
    if (head.name === undefined && !head.broken) return;
    if (this.#text.length + text.length > this.#maxLength) this.#tooLong = true;
    else this.#text += this.#softBreak ? text.slice(0, -1) : text;
  }
}
