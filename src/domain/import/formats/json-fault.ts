/** Something in a text that is not JSON, or nothing that a contact is read from. */
export class JsonFault extends Error {
  /** Its place in the text, counted from 0. */
  readonly at: number;

  constructor(at: number) {
    super(`at ${at}`);
    this.at = at;
  }
}
