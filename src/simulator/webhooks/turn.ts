/** A place in a queue. */
export class Turn {
  /** Turns about the same thing keep their order, also while several calls are made at a time. */
  readonly about: string;
  /** Ends when it is over, dropped, or nobody is to wait for it any more. */
  readonly ended: Promise<void>;
  /** Ends the promise; the call itself, if there is one, goes on. */
  readonly release: () => void;
  readonly #leave: (turn: Turn) => void;
  #run: (() => Promise<void>) | undefined;

  /** @param leave takes the turn out of its queue */
  constructor(about: string, run: () => Promise<void>, leave: (turn: Turn) => void) {
    let release: () => void = () => {};
    this.ended = new Promise((resolve) => {
      release = resolve;
    });
    this.about = about;
    this.release = release;
    this.#leave = leave;
    this.#run = run;
  }

  /** Never rejects: whoever entered the call has to look after its failures. */
  async run(): Promise<void> {
    try {
      await this.#run?.();
    } catch {
      // The queue goes on.
    } finally {
      this.release();
    }
  }

  /** Its call is not made, if it has not begun. */
  drop(): void {
    this.#run = undefined;
    this.#leave(this);
    this.release();
  }
}
