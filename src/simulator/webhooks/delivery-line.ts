/** A place in a queue. */
export class Turn {
  /** Ends when it is over, dropped, or nobody is to wait for it any more. */
  readonly ended: Promise<void>;
  /** Ends the promise; the call itself, if there is one, goes on. */
  readonly release: () => void;
  readonly #leave: (turn: Turn) => void;
  #run: (() => Promise<void>) | undefined;

  /** @param leave takes the turn out of its queue */
  constructor(run: () => Promise<void>, leave: (turn: Turn) => void) {
    let release: () => void = () => {};
    this.ended = new Promise((resolve) => {
      release = resolve;
    });
    this.release = release;
    this.#leave = leave;
    this.#run = run;
  }

  async run(): Promise<void> {
    try {
      await this.#run?.();
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

/** The queue of one address. */
export class DeliveryLine {
  readonly #turns = new Set<Turn>();
  #current: Turn | undefined;
  #patience: NodeJS.Timeout | undefined;
  /** True while nobody waits for this queue, as its present call takes too long. */
  leftAlone = false;

  add(run: () => Promise<void>): Turn {
    const turn = new Turn(run, (left) => this.#turns.delete(left));
    this.#turns.add(turn);
    if (this.leftAlone) turn.release();
    return turn;
  }

  /**
   * Makes one call after the other, until none is left.
   * @param whenEmpty called in the same moment, so that nothing can be added to a queue that is over
   */
  async work(whenEmpty: () => void): Promise<void> {
    // What is sent in the same breath is in the queue before the first call.
    await Promise.resolve();
    // Also visits what is added meanwhile.
    for (const turn of this.#turns) {
      this.#turns.delete(turn);
      this.#current = turn;
      try {
        await turn.run();
      } catch {
        // Whoever entered the call has to look after its failures; the queue goes on.
      }
      this.#current = undefined;
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.leftAlone = false;
    }
    whenEmpty();
  }

  /** From so many real milliseconds on nobody waits for the present call, if there is one. */
  limit(patience: number, whenOver: () => void): void {
    if (this.#current === undefined || this.#patience !== undefined) return;
    const present = this.#current;
    // An answer that has come already, while this process was busy, is looked at first.
    const leave = (): void => {
      if (this.#current !== present) return;
      this.leftAlone = true;
      present.release();
      for (const turn of this.#turns) turn.release();
      whenOver();
    };
    this.#patience = setTimeout(() => setImmediate(leave), patience);
  }

  /** Only the present call goes on. */
  dropWaiting(): void {
    for (const turn of this.#turns) turn.drop();
    this.#turns.clear();
  }

  close(): void {
    this.dropWaiting();
    clearTimeout(this.#patience);
    this.#current?.release();
  }
}
