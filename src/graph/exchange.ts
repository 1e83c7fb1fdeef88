import { Readable } from "node:stream";
import { whenGivenUp } from "./give-up.ts";

/** What undici lets a handler do with its request. Written out: the published types must name no package. */
interface Controller {
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

/** Names in lower case; a header that came several times has a list. */
export type HeaderValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface TextAnswer {
  readonly status: number;
  readonly headers: HeaderValues;
  /** The whole body as UTF-8, without a byte order mark. */
  readonly text: string;
}

export interface StreamAnswer {
  readonly status: number;
  readonly headers: HeaderValues;
  /** To be read to its end or destroyed: the connection is held until then. */
  readonly body: Readable;
}

const givenUp = (): Error => new Error("The caller gave up.");

/**
 * One request and its answer, as undici's handler and without the streams and listeners that its own `request` makes for
 * every call. It knows from which moment bytes may be on the wire, and is never written a second time.
 */
abstract class Exchange<Answer> {
  /** True from the moment from which a byte of the request may have left. */
  started = false;
  readonly answer: Promise<Answer>;
  protected resolve: (answer: Answer) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly #signal: AbortSignal | undefined;
  readonly #stopWaiting: (() => void) | undefined;
  #controller: Controller | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.answer = new Promise<Answer>((resolve, reject) => {
      this.resolve = resolve;
      this.#reject = reject;
    });
    this.#signal = signal;
    this.#stopWaiting = signal === undefined ? undefined : whenGivenUp(signal, () => this.#giveUp());
  }

  abstract onResponseStart(controller: Controller, status: number, headers: HeaderValues): void;
  abstract onResponseData(controller: Controller, chunk: Buffer): void;

  onRequestStart(controller: Controller): void {
    if (this.started) {
      controller.abort(new Error("The request would have been sent twice."));
      return;
    }
    // Given up before: nothing is written, and undici drops the request.
    if (this.#signal?.aborted === true) {
      controller.abort(givenUp());
      return;
    }
    this.#controller = controller;
    this.started = true;
  }

  onResponseEnd(): void {
    this.end();
  }

  onResponseError(_: Controller, error: Error): void {
    this.end();
    this.#reject(error);
  }

  protected end(): void {
    this.#stopWaiting?.();
  }

  #giveUp(): void {
    // Before it starts, undici itself would wait until the connection stands.
    if (this.#controller === undefined) this.#reject(givenUp());
    else this.#controller.abort(givenUp());
  }
}

/** An exchange whose answer is read to its end. */
export class TextExchange extends Exchange<TextAnswer> {
  #status = 0;
  #headers: HeaderValues = {};
  /** Nearly every answer comes in one piece. */
  #first: Buffer | undefined;
  #others: Buffer[] | undefined;

  onResponseStart(_: Controller, status: number, headers: HeaderValues): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    if (this.#first === undefined) this.#first = chunk;
    else (this.#others ??= []).push(chunk);
  }

  override onResponseEnd(): void {
    super.onResponseEnd();
    const text = this.#first === undefined ? "" : this.#whole(this.#first).toString();
    this.resolve({
      status: this.#status,
      headers: this.#headers,
      text: text.startsWith("\uFEFF") ? text.slice(1) : text,
    });
  }

  #whole(first: Buffer): Buffer {
    return this.#others === undefined ? first : Buffer.concat([first, ...this.#others]);
  }
}

/** An exchange whose answer is handed over when its head is there; the body comes as fast as it is read. */
export class StreamExchange extends Exchange<StreamAnswer> {
  #body: Readable | undefined;
  #ended = false;

  onResponseStart(controller: Controller, status: number, headers: HeaderValues): void {
    // 100 to 199 only announce the answer.
    if (status < 200) return;
    this.#body = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        if (!this.#ended) controller.abort(error ?? givenUp());
        done(error);
      },
    });
    // Who reads it is told; a body that nobody reads any more must not end the process.
    this.#body.on("error", () => {});
    this.resolve({ status, headers, body: this.#body });
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#body?.push(chunk) === false) controller.pause();
  }

  override onResponseEnd(): void {
    super.onResponseEnd();
    this.#ended = true;
    this.#body?.push(null);
  }

  override onResponseError(controller: Controller, error: Error): void {
    super.onResponseError(controller, error);
    this.#ended = true;
    this.#body?.destroy(error);
  }
}
