import type { Clock } from "../core/clock.ts";
import { ConfigError } from "../core/errors.ts";
import { appSecretProof } from "./appsecret-proof.ts";
import { type ExplainRefusal, GraphError, readErrorFacts } from "./errors.ts";
import { notGraph, unusableAnswer } from "./network-errors.ts";
import { decideRetry, type RetryPolicy } from "./retry.ts";
import { createScrub, type Scrub, type Sensitive } from "./scrub.ts";
import type { FormBody, HttpAnswer, HttpRequest, Transport } from "./transport.ts";
import { parseRetryAfter, parseUsage, type GraphUsage } from "./usage.ts";

/** What any call takes beside its own arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Ends only the waiting between two attempts, with the last attempt's error: what has begun is finished. For calls
   * whose end must be known.
   */
  readonly patience?: AbortSignal | undefined;
  /** All attempts together, for this call only. */
  readonly maxAttempts?: number | undefined;
}

/** One call, as an endpoint declares it. */
export interface GraphRequest<Result> extends CallOptions {
  readonly method: "GET" | "POST" | "DELETE";
  /** Without the version, from a path builder of `wire/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly form?: FormBody | undefined;
  /** Sent as they are. */
  readonly bytes?: Blob | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The word before the token. Default `Bearer`. */
  readonly scheme?: "Bearer" | "OAuth" | undefined;
  /** True for the few calls that Meta serves on another host, without a version. */
  readonly unversioned?: boolean | undefined;
  /** False where a second call would do a second thing: it is then made again only if the first cannot have arrived. */
  readonly repeatable: boolean;
  /** Reads a good answer; undefined where it is not what the endpoint answers. */
  readonly read: (body: unknown) => Result | undefined;
  /** Reads a refused call's answer where it is a result all the same: some of what was asked is done. */
  readonly salvage?: ((body: unknown) => Result | undefined) | undefined;
  /** What a refusal means to this very call, where that says more than the table of codes. */
  readonly explain?: ExplainRefusal | undefined;
  /** Taken out of every error of this call. */
  readonly sensitive?: Sensitive | undefined;
}

/** What `onRetry` is told before each wait. */
export interface RetryNotice {
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: unknown;
}

export interface RequesterOptions {
  readonly transport: Transport;
  readonly accessToken: string;
  readonly appSecret?: string | undefined;
  readonly baseUrl: string;
  /** Where unversioned calls go; undefined sends them to `baseUrl` with the version, as all others. */
  readonly apiUrl?: string | undefined;
  readonly version: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly policy: RetryPolicy;
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
  readonly onUsage?: ((usage: GraphUsage) => void) | undefined;
}

export interface Requester {
  request<Result>(request: GraphRequest<Result>): Promise<Result>;
  /** Reads an address that Graph handed out, with the bearer token: the caller must have checked the host. */
  open(url: URL, options: CallOptions): Promise<HttpAnswer>;
  /** Does `once` again, after a wait, where its error allows that: for a thing that takes several calls. */
  repeat<Result>(call: CallOptions & { readonly repeatable: boolean }, once: () => Promise<Result>): Promise<Result>;
  readonly baseUrl: URL;
  /** The client's time, in milliseconds since the Unix epoch. */
  now(): number;
}

function parseBaseUrl(baseUrl: string, mayHaveVersion = false): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const versioned = !mayHaveVersion && url !== undefined && /\/v\d+(\.\d+)?\/?$/.test(url.pathname);
  if (url !== undefined && /^https?:$/.test(url.protocol) && !versioned && url.search === "" && url.hash === "")
    return url;
  throw new ConfigError({
    code: "graph.bad_url",
    text: {
      en: "The address of the Graph API is not valid: it starts with http:// or https:// and has no version and no query.",
      es: "La dirección de la API Graph no es válida: empieza con http:// o https:// y no lleva versión ni parámetros.",
    },
    hint: {
      en: "Set RECADO_GRAPH_URL to something like https://graph.facebook.com",
      es: "Ponga en RECADO_GRAPH_URL algo como https://graph.facebook.com",
    },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function eitherOf(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one !== undefined && other !== undefined ? AbortSignal.any([one, other]) : (one ?? other);
}

/** Turns declared calls into HTTP and answers into results or errors, repeating where `decideRetry` allows it. */
export function createRequester(options: RequesterOptions): Requester {
  const { transport, accessToken, appSecret, clock } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const apiUrl = options.apiUrl === undefined ? undefined : parseBaseUrl(options.apiUrl, true);
  const proof = appSecret === undefined ? undefined : appSecretProof(accessToken, appSecret);
  const authorization = { authorization: `Bearer ${accessToken}` };

  const scrubFor = (sensitive: Sensitive = {}): Scrub =>
    createScrub({
      secrets: [accessToken, appSecret, proof, ...(sensitive.secrets ?? [])],
      phones: sensitive.phones ?? [],
    });

  const urlOf = (request: GraphRequest<unknown>): URL => {
    const elsewhere = request.unversioned === true ? apiUrl : undefined;
    const url = new URL(elsewhere ?? baseUrl);
    const version = elsewhere === undefined ? `/${options.version}` : "";
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${version}${request.path}`;
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    if (proof !== undefined) url.searchParams.set("appsecret_proof", proof);
    return url;
  };

  const refusal = (
    answer: HttpAnswer,
    text: string,
    host: string,
    scrub: Scrub,
    explain?: ExplainRefusal,
  ): Error | undefined => {
    const facts = readErrorFacts(parseJson(text));
    const retryAfterMs = parseRetryAfter(answer.headers, clock.now());
    if (facts !== undefined) {
      return new GraphError({ facts, httpStatus: answer.status, retryAfterMs, explain, scrub });
    }
    return answer.status >= 200 && answer.status < 300 ? undefined : notGraph(host, answer.status, retryAfterMs);
  };

  const exchange = async (http: HttpRequest): Promise<HttpAnswer> => {
    const answer = await transport.send(http);
    const usage = options.onUsage === undefined ? undefined : parseUsage(answer.headers);
    if (usage !== undefined) options.onUsage?.(usage);
    return answer;
  };

  const attempts = async <Result>(
    call: CallOptions & { readonly repeatable: boolean },
    once: () => Promise<Result>,
  ): Promise<Result> => {
    const policy = { ...options.policy, maxAttempts: call.maxAttempts ?? options.policy.maxAttempts };
    for (let attempt = 1; ; attempt++) {
      try {
        return await once();
      } catch (error) {
        const { repeatable } = call;
        const decision = decideRetry({ attempt, error, repeatable, policy, random: options.random() });
        if (!decision.retry) throw error;
        options.onRetry?.({ attempt, delayMs: decision.delayMs, error });
        await clock.sleep(decision.delayMs, eitherOf(call.signal, call.patience)).catch((reason: unknown) => {
          call.signal?.throwIfAborted();
          throw call.patience?.aborted === true ? error : reason;
        });
      }
    }
  };

  return {
    baseUrl,
    now: () => clock.now(),
    repeat: attempts,
    request: async (request) => {
      const scrub = scrubFor(request.sensitive);
      const url = urlOf(request);
      const { method, repeatable, signal } = request;
      const json = request.body === undefined ? undefined : JSON.stringify(request.body);
      const http: HttpRequest = {
        method,
        url,
        headers: {
          ...(request.scheme === undefined ? authorization : { authorization: `${request.scheme} ${accessToken}` }),
          accept: "application/json",
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...request.headers,
        },
        body: request.bytes ?? request.form ?? json,
        repeatable,
        signal,
        scrub,
      };
      return attempts(request, async () => {
        const answer = await exchange(http);
        const text = await answer.text();
        const error = refusal(answer, text, url.host, scrub, request.explain);
        const salvaged = error instanceof GraphError ? request.salvage?.(parseJson(text)) : undefined;
        if (salvaged !== undefined) return salvaged;
        if (error !== undefined) throw error;
        const result = request.read(parseJson(text));
        if (result === undefined) throw unusableAnswer(url.host, answer.status);
        return result;
      });
    },
    open: async (url, call) => {
      const scrub = scrubFor();
      return attempts({ ...call, repeatable: true }, async () => {
        const answer = await exchange({
          method: "GET",
          url,
          headers: authorization,
          repeatable: true,
          signal: call.signal,
          scrub,
        });
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw refusal(answer, await answer.text(), url.host, scrub) ?? notGraph(url.host, answer.status);
      });
    },
  };
}
