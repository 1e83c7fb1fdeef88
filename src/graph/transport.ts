import { Readable } from "node:stream";
import { EnvHttpProxyAgent, FormData, Pool, type Dispatcher } from "undici";
import type { HttpAddress } from "./address.ts";
import { StreamExchange, TextExchange, type HeaderValues, type TextAnswer } from "./exchange.ts";
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
  readonly proxy?: ProxyOptions | undefined;
}

/** A multipart form: plain fields, then one file. */
export interface FormBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly filename: string; readonly content: Blob };
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly address: HttpAddress;
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
  /**
   * Sends a request and reads the whole answer.
   * @throws NetworkError when no answer came, or the signal's reason while the request cannot have had an effect.
   */
  send(request: HttpRequest): Promise<TextAnswer>;
  /** As `send`, but the answer's body is read by the caller. */
  open(request: HttpRequest): Promise<HttpAnswer>;
  /** Lets running requests end, then closes every connection. */
  close(): Promise<void>;
}

type Handler = Dispatcher.DispatchHandler;

/** A connection to the proxy that failed is the proxy's matter; as a socket error, undici would try it for ever. */
function asProxyErrors(inner: Handler): Handler {
  return {
    onRequestStart: (controller, context) => inner.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      inner.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart: (controller, status, headers, message) =>
      inner.onResponseStart?.(controller, status, headers, message),
    onResponseData: (controller, chunk) => inner.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => inner.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) =>
      inner.onResponseError?.(controller, Object.assign(new Error(error.message), { code: "UND_ERR_PROXY" })),
  };
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

function flatHeaders(headers: HeaderValues): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === "string" ? value : value.join(", ");
  }
  return flat;
}

/** An unused connection is closed before the server does it under a request, or after what the server asks for. */
const idleMs = 4_000;
const longestIdleMs = 60_000;

function createDispatcher(origin: string, options: TransportOptions): Dispatcher {
  const { timeoutMs, connectTimeoutMs: timeout, connections, proxy } = options;
  const limits = {
    connections,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    pipelining: 1,
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: longestIdleMs,
  };
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

/**
 * undici gives a connection free one turn of the event loop after its answer. Who makes the next call at once, one after
 * the other or many side by side, would otherwise open twice the connections.
 */
const untilReusable = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

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

  const dispatch = (request: HttpRequest, exchange: TextExchange | StreamExchange): void => {
    const { address, body } = request;
    const content = bodyOf(body);
    if (content instanceof Readable) {
      exchange.answer.catch(() => content.destroy());
    }
    dispatcherOf(address.origin).dispatch(
      {
        origin: address.origin,
        path: address.path,
        method: request.method,
        headers: body instanceof Blob ? { ...request.headers, "content-length": String(body.size) } : request.headers,
        body: content,
      },
      exchange,
    );
  };

  const failure = ({ address, signal, repeatable, scrub }: HttpRequest, started: boolean, error: unknown): unknown => {
    if (signal?.aborted === true) return started && !repeatable ? abortedAfterStart(address.host) : signal.reason;
    return classifyFailure({ error, started, host: address.host, scrub });
  };

  const send = async (request: HttpRequest): Promise<TextAnswer> => {
    request.signal?.throwIfAborted();
    const exchange = new TextExchange(request.signal);
    try {
      dispatch(request, exchange);
      const answer = await exchange.answer;
      await untilReusable();
      return answer;
    } catch (error) {
      throw failure(request, exchange.started, error);
    }
  };

  const open = async (request: HttpRequest): Promise<HttpAnswer> => {
    request.signal?.throwIfAborted();
    const exchange = new StreamExchange(request.signal);
    const fail = (error: unknown): never => {
      throw failure(request, exchange.started, error);
    };
    dispatch(request, exchange);
    const { status, headers, body } = await exchange.answer.catch(fail);
    const stream = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body) yield chunk as Uint8Array;
      } catch (error) {
        fail(error);
      }
    };
    return {
      status,
      headers: flatHeaders(headers),
      stream,
      text: async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of stream()) chunks.push(chunk);
        return Buffer.concat(chunks).toString();
      },
    };
  };

  return {
    send,
    open,
    close: async () => {
      const open = [...dispatchers.values()];
      dispatchers.clear();
      await Promise.all(open.map(async (dispatcher) => dispatcher.close()));
    },
  };
}
