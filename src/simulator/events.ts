/** What the page and `GET events` hear of: every change of the world is one. */
export interface SimulatorEvent {
  readonly type:
    | "message"
    | "status"
    | "inbound"
    | "seen"
    | "template"
    | "customer"
    | "media"
    | "webhook"
    | "delivery"
    | "faults"
    | "limits"
    | "token"
    | "clock"
    | "reset";
  readonly data: unknown;
}

/** Tells listeners what happens; costs nothing while there are none. */
export class Events {
  readonly #listeners = new Set<(event: SimulatorEvent) => void>();
  readonly #ends = new Set<() => void>();

  emit(type: SimulatorEvent["type"], data: unknown): void {
    for (const listener of this.#listeners) listener({ type, data });
  }

  /** Returns what ends the subscription. @param ended called when nothing will happen any more */
  listen(listener: (event: SimulatorEvent) => void, ended: () => void = () => {}): () => void {
    this.#listeners.add(listener);
    this.#ends.add(ended);
    return () => {
      this.#listeners.delete(listener);
      this.#ends.delete(ended);
    };
  }

  /** The world is closed: those who follow what happens are let go. */
  end(): void {
    for (const ended of this.#ends) ended();
  }
}
