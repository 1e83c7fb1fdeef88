import { Card } from "./vcard-card.ts";
import { headReader } from "./vcard-head.ts";
import type { Head } from "./vcard-head.ts";
import { maxRecordCharacters } from "./limits.ts";
import { LineCutter } from "./vcard-lines.ts";
import { readProperty } from "./vcard-properties.ts";
import { Unfolder } from "./vcard-unfold.ts";
import type { ContentSink } from "./vcard-unfold.ts";

/** The longest line of a file, in bytes: far more than any photo. */
export const maxLine = 32 * 1024 * 1024;

/** What stopped the reading of a file. */
export type ReadingFault = "long-line" | "long-card" | "open-card";

/**
 * Reads cards of every version, also mixed in one file, from pieces of text in which every character is a byte. What is no card is
 * passed over; what is broken in one card marks that card only.
 */
export class CardReader implements ContentSink {
  /** How many cards have begun. */
  count = 0;
  fault: ReadingFault | undefined;
  readonly #done: (card: Card, number: number) => void;
  readonly #cutter: LineCutter;
  readonly #unfolder: Unfolder;
  #card: Card | undefined;
  /** The card's first line is missing. */
  #headless = false;
  /** Cards inside of the card, as 2.1 writes agents; nothing is read from them. */
  #depth = 0;
  #afterAgent = false;

  /** @param done is called with every card, in the order of the file */
  constructor(done: (card: Card, number: number) => void) {
    this.#done = done;
    this.#unfolder = new Unfolder(this, headReader(), maxRecordCharacters);
    this.#cutter = new LineCutter(this.#unfolder, maxLine);
  }

  /** False when nothing more can be read: see `fault`. */
  push(text: string): boolean {
    if (!this.#cutter.push(text)) this.fault ??= "long-line";
    this.#checkSize();
    return this.fault === undefined;
  }

  finish(): void {
    this.#cutter.finish();
    this.#unfolder.flush();
    this.#checkSize();
    if (this.#card === undefined) return;
    if (this.#headless) this.#close();
    else this.fault ??= "open-card";
  }

  property(head: Head, value: string): void {
    const afterAgent = this.#afterAgent;
    this.#afterAgent = false;
    if (head.name === "BEGIN") {
      if (isCard(value)) this.#begin(afterAgent);
    } else if (head.name === "END") {
      if (isCard(value)) this.#end();
    } else if (this.#depth > 0 || head.name === "VERSION") {
      return;
    } else if (head.name === "AGENT") {
      if (isBegin(value)) this.#depth++;
      else this.#afterAgent = /^[ \t]*$/.test(value);
    } else {
      readProperty(this.#inside(), head, value);
    }
  }

  broken(line: string): void {
    // Outside of a card it may be anything: a divider, what an e-mail put around the cards, the mark at the end of old files.
    if (this.#card !== undefined && this.#depth === 0 && !/^[ \t\u001a]*$/.test(line)) this.#card.addBroken(line);
  }

  #begin(afterAgent: boolean): void {
    if (this.#card !== undefined && afterAgent) {
      this.#depth++;
      return;
    }
    if (this.#card !== undefined) {
      // The card before was not ended. Where nothing was in it, it only holds the others together.
      if (this.#card.size > 0) this.#card.malformed = true;
      this.#close();
    }
    this.#open(false);
  }

  #end(): void {
    if (this.#depth > 0) this.#depth--;
    else if (this.#card !== undefined) this.#close();
  }

  /** The card that a property belongs to: where none has begun, its first line has been lost. */
  #inside(): Card {
    if (this.#card !== undefined) return this.#card;
    const card = this.#open(true);
    card.malformed = true;
    return card;
  }

  #open(headless: boolean): Card {
    const card = new Card();
    this.#card = card;
    this.#headless = headless;
    this.#depth = 0;
    this.count++;
    return card;
  }

  #close(): void {
    const card = this.#card;
    this.#card = undefined;
    if (card === undefined) return;
    card.finish();
    this.#done(card, this.count);
  }

  #checkSize(): void {
    if (this.#unfolder.tooLong || (this.#card?.size ?? 0) > maxRecordCharacters) this.fault ??= "long-card";
  }
}

const isCard = (value: string): boolean => /^[ \t]*VCARD[ \t]*$/i.test(value);
const isBegin = (value: string): boolean => /^[ \t]*BEGIN:[ \t]*VCARD[ \t]*$/i.test(value);
