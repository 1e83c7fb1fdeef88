import { setMaxListeners } from "node:events";
import { Readable } from "node:stream";
import { EnvHttpProxyAgent, FormData, Pool, type Dispatcher } from "undici";
import { abortedAfterStart, classifyFailure } from "./network-errors.ts";
import type { Scrub } from "./scrub.ts";

/** Proxies by scheme of the target, as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name them. */
export interface ProxyOptions {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  /** Host names that are reached directly, separated by commas; `*` for all. */
  readonly noProxy?: string | undefined;
}

export interface TransportOptions {
  /** To wait for an answer's head, and between two pieces of its body. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Open connections per origin. */
  readonly connections: number;
  readonly userAgent: string;
  readonly proxy?: ProxyOptions | undefined;
}

/** A multipart form: plain fields, then one file. */
export interface FormBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly filename: string; readonly content: Blob };
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A blob is sent as it is, read piece by piece. */
  readonly body?: string | FormBody | Blob | undefined;
  /** False where a second request would do a second thing. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly scrub: Scrub;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; of repeated headers the values joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body as UTF-8. */
  text(): Promise<string>;
  /** The body piece by piece. Read it to its end, or leave the loop: the connection is held until then. */
  stream(): AsyncGenerator<Uint8Array>;
}

export interface Transport {
  /** @throws NetworkError when no answer came, or the signal's reason while the request cannot have had an effect. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Lets running requests end, then closes every connection. */
  close(): Promise<void>;
}

type Handler = Dispatcher.DispatchHandler;

/** A handler that passes everything on, but for what `changes` replaces. */
function decorate(inner: Handler, changes: Handler): Handler {
  return {
    onRequestStart: (controller, context) => inner.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      inner.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart: (controller, status, headers, message) =>
      inner.onResponseStart?.(controller, status, headers, message),
    onResponseData: (controller, chunk) => inner.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => inner.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => inner.onResponseError?.(controller, error),
    ...changes,
  };
}

/** Notes the moment from which bytes of the request may be on the wire, and refuses to be sent a second time. */
function watchStart(inner: Handler, progress: { started: boolean }): Handler {
  return decorate(inner, {
    onRequestStart: (controller, context) => {
      if (progress.started) {
        controller.abort(new Error("The request would have been sent twice."));
        return;
      }
      // An abort that came before this moment is handled in here, and leaves nothing written.
      inner.onRequestStart?.(controller, context);
      if (!controller.aborted) progress.started = true;
    },
  });
}

/** A connection to the proxy that failed is the proxy's matter; as a socket error, undici would try it for ever. */
function asProxyErrors(inner: Handler): Handler {
  return decorate(inner, {
    onResponseError: (controller, error) =>
      inner.onResponseError?.(controller, Object.assign(new Error(error.message), { code: "UND_ERR_PROXY" })),
  });
}

/**
 * Rejects once the signal fires while nothing was written yet: undici itself would wait until the connection stands.
 * The request is then dropped unwritten. One that is on its way is rejected by undici.
 */
function untilAborted(signal: AbortSignal, progress: { started: boolean }): { promise: Promise<never>; end(): void } {
  let end = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    const onAbort = (): void => {
      if (!progress.started) reject(signal.reason);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    end = () => signal.removeEventListener("abort", onAbort);
  });
  return { promise, end: () => end() };
}

function multipart(form: FormBody): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.set(name, value);
  data.set(form.file.name, form.file.content, form.file.filename);
  return data;
}

function bodyOf(body: HttpRequest["body"]): string | FormData | Readable | null {
  if (body instanceof Blob) return Readable.from(body.stream());
  return typeof body === "object" ? multipart(body) : (body ?? null);
}

function flatHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function createDispatcher(origin: string, options: TransportOptions): Dispatcher {
  const { timeoutMs, connectTimeoutMs: timeout, connections, proxy } = options;
  const limits = { connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, pipelining: 1 };
  const uri = origin.startsWith("https:") ? proxy?.https : proxy?.http;
  if (uri === undefined || uri === "") return new Pool(origin, { ...limits, connect: { timeout } });
  return new EnvHttpProxyAgent({
    ...limits,
    httpProxy: uri,
    httpsProxy: uri,
    // Given even when empty: an absent one would be read from the environment.
    noProxy: proxy?.noProxy ?? "",
    connect: { timeout },
    proxyTls: { timeout },
    requestTls: { timeout },
    clientFactory: (target, settings) =>
      new Pool(target, { ...settings, headersTimeout: timeout }).compose(
        (dispatch) => (request, handler) => dispatch(request, asProxyErrors(handler)),
      ),
  });
}

/** Keep-alive connections to every origin asked for, opened when first used. */
export function createTransport(options: TransportOptions): Transport {
  const dispatchers = new Map<string, Dispatcher>();

  const dispatcherOf = (origin: string): Dispatcher => {
    const known = dispatchers.get(origin);
    if (known !== undefined) return known;
    const made = createDispatcher(origin, options);
    dispatchers.set(origin, made);
    return made;
  };

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const { url, signal, body } = request;
    const progress = { started: false };

    const failure = (error: unknown): unknown => {
      if (signal?.aborted === true) {
        return progress.started && !request.repeatable ? abortedAfterStart(url.host) : signal.reason;
      }
      return classifyFailure({ error, started: progress.started, host: url.host, scrub: request.scrub });
    };

    const exchange = async (): Promise<Dispatcher.ResponseData> =>
      dispatcherOf(url.origin)
        .compose((dispatch) => (dispatchOptions, handler) => dispatch(dispatchOptions, watchStart(handler, progress)))
        .request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: {
            ...request.headers,
            ...(body instanceof Blob ? { "content-length": String(body.size) } : {}),
            "user-agent": options.userAgent,
          },
          body: bodyOf(body),
          signal: signal ?? null,
        });

    signal?.throwIfAborted();
    // A whole campaign may hang on one signal; each call takes its listeners away again, so their number is no leak.
    if (signal !== undefined) setMaxListeners(0, signal);
    const abort = signal === undefined ? undefined : untilAborted(signal, progress);
    const answer = await Promise.race([exchange(), ...(abort === undefined ? [] : [abort.promise])])
      .catch((error: unknown) => {
        throw failure(error);
      })
      .finally(() => abort?.end());

    return {
      status: answer.statusCode,
      headers: flatHeaders(answer.headers),
      text: async () => {
        try {
          return await answer.body.text();
        } catch (error) {
          throw failure(error);
        }
      },
      stream: async function* () {
        try {
          for await (const chunk of answer.body) yield chunk;
        } catch (error) {
          throw failure(error);
        }
      },
    };
  };

  return {
    send,
    close: async () => {
      const open = [...dispatchers.values()];
      dispatchers.clear();
      await Promise.all(open.map(async (dispatcher) => dispatcher.close()));
    },
  };
}
