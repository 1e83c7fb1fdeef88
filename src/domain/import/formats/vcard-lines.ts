/** How much of a line that nobody wants is kept: enough to see what it is. */
const keptOfUnwanted = 1000;
/** From which length on it is asked whether a line is wanted. */
const longLine = 64 * 1024;

export interface LineSink {
  /** One line of the file, without its end. */
  line(text: string): void;
  /** Whether a line that begins like this is of any use. What is not, is not held in memory. */
  wants(beginning: string): boolean;
}

/** Cuts a text that comes in pieces into lines, whether they end in `\r\n`, `\n` or `\r`, or in each of them by turns. */
export class LineCutter {
  readonly #sink: LineSink;
  readonly #maxLength: number;
  /** The beginning of a line whose end has not come yet. */
  #rest = "";
  #length = 0;
  #unwanted = false;
  #afterReturn = false;

  /** @param maxLength in bytes; what is longer makes `push` answer false */
  constructor(sink: LineSink, maxLength: number) {
    this.#sink = sink;
    this.#maxLength = maxLength;
  }

  /** Takes the next piece. False when a line is too long: then nothing more can be read. */
  push(text: string): boolean {
    let from = this.#afterReturn && text.startsWith("\n") ? 1 : 0;
    this.#afterReturn = false;
    let feed = text.indexOf("\n", from);
    let back = text.indexOf("\r", from);
    while (feed !== -1 || back !== -1) {
      const end = feed === -1 || (back !== -1 && back < feed) ? back : feed;
      if (this.#length + end - from > this.#maxLength) return false;
      this.#end(text, from, end);
      from = end + 1;
      if (end === back) {
        if (from === text.length) this.#afterReturn = true;
        else if (feed === from) from++;
        back = text.indexOf("\r", from);
      }
      if (feed !== -1 && feed < from) feed = text.indexOf("\n", from);
    }
    return this.#hold(text, from);
  }

  /** The file has ended: what is left is its last line. */
  finish(): void {
    if (this.#length > 0) this.#end("", 0, 0);
  }

  #end(text: string, from: number, end: number): void {
    if (this.#length === 0) {
      this.#sink.line(text.slice(from, end));
      return;
    }
    // Of an unwanted line the end still matters: an equals sign there says that it goes on.
    const last = this.#unwanted && end > from ? text.charAt(end - 1) : text.slice(from, end);
    this.#sink.line(this.#rest + last);
    this.#rest = "";
    this.#length = 0;
    this.#unwanted = false;
  }

  #hold(text: string, from: number): boolean {
    if (from === text.length) return true;
    this.#length += text.length - from;
    if (!this.#unwanted) this.#rest += text.slice(from);
    if (!this.#unwanted && this.#length > longLine && !this.#sink.wants(this.#rest.slice(0, keptOfUnwanted))) {
      this.#unwanted = true;
      this.#rest = this.#rest.slice(0, keptOfUnwanted);
    }
    return this.#length <= this.#maxLength;
  }
}
