import type { Clock } from "../core/clock.ts";
import { addressOf, createAddresses, parseBaseUrl } from "./address.ts";
import { appSecretProof } from "./appsecret-proof.ts";
import { type ExplainRefusal, GraphError, readErrorFacts } from "./errors.ts";
import { notGraph, unusableAnswer } from "./network-errors.ts";
import { decideRetry, type RetryPolicy } from "./retry.ts";
import type { HeaderValues } from "./exchange.ts";
import { lazyScrub, type Scrub, type Sensitive } from "./scrub.ts";
import type { FormBody, HttpAnswer, HttpRequest, Transport } from "./transport.ts";
import { createUsageReader, parseRetryAfter, type GraphUsage } from "./usage.ts";

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
  /** Told what the headers of this call's answers say, beside the client's own `onUsage`. */
  readonly onUsage?: ((usage: GraphUsage) => void) | undefined;
}

/** One call, as an endpoint declares it. */
export interface GraphRequest<Result> extends CallOptions {
  readonly method: "GET" | "POST" | "DELETE";
  /** Without the version, from a path builder of `wire/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent in place of `body`: JSON already. */
  readonly json?: string | undefined;
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
  /** Taken out of every error of this call; asked for only where there is one. */
  readonly sensitive?: Sensitive | (() => Sensitive) | undefined;
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
  readonly userAgent: string;
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
  const addressFor = createAddresses({ baseUrl, apiUrl, version: options.version, proof });
  const readUsage = createUsageReader();
  const identified = { authorization: `Bearer ${accessToken}`, "user-agent": options.userAgent };
  const plainHeaders = { ...identified, accept: "application/json" };
  const jsonHeaders = { ...plainHeaders, "content-type": "application/json" };

  const headersOf = ({ scheme, headers }: GraphRequest<unknown>, json: string | undefined): HttpRequest["headers"] => {
    const usual = json === undefined ? plainHeaders : jsonHeaders;
    if (scheme === undefined && headers === undefined) return usual;
    return {
      ...usual,
      ...(scheme === undefined ? {} : { authorization: `${scheme} ${accessToken}` }),
      ...headers,
    };
  };

  const scrubFor = (given: GraphRequest<unknown>["sensitive"]): Scrub =>
    lazyScrub(() => {
      const { secrets = [], phones = [] }: Sensitive = (typeof given === "function" ? given() : given) ?? {};
      return { secrets: [accessToken, appSecret, proof, ...secrets], phones };
    });

  const refusal = (
    answer: { readonly status: number; readonly headers: HeaderValues },
    body: unknown,
    { address, scrub }: HttpRequest,
    explain?: ExplainRefusal,
  ): Error | undefined => {
    const { status, headers } = answer;
    const facts = readErrorFacts(body);
    if (facts === undefined && status >= 200 && status < 300) return undefined;
    const retryAfterMs = parseRetryAfter(headers, clock.now());
    return facts === undefined
      ? notGraph(address.host, status, retryAfterMs)
      : new GraphError({ facts, httpStatus: status, retryAfterMs, explain, scrub });
  };

  const tellUsage = (headers: HeaderValues, { onUsage }: CallOptions): void => {
    if (onUsage === undefined && options.onUsage === undefined) return;
    const usage = readUsage(headers);
    if (usage === undefined) return;
    options.onUsage?.(usage);
    onUsage?.(usage);
  };

  const attempts = async <Result>(
    call: CallOptions & { readonly repeatable: boolean },
    once: () => Promise<Result>,
  ): Promise<Result> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once();
      } catch (error) {
        const { repeatable, maxAttempts = options.policy.maxAttempts } = call;
        const policy = { ...options.policy, maxAttempts };
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
      const json = request.json ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
      const http: HttpRequest = {
        method: request.method,
        address: addressFor(request),
        headers: headersOf(request, json),
        body: request.bytes ?? request.form ?? json,
        repeatable: request.repeatable,
        signal: request.signal,
        scrub: scrubFor(request.sensitive),
      };
      return attempts(request, async () => {
        const answer = await transport.send(http);
        tellUsage(answer.headers, request);
        const body = parseJson(answer.text);
        const error = refusal(answer, body, http, request.explain);
        const salvaged = error instanceof GraphError ? request.salvage?.(body) : undefined;
        if (salvaged !== undefined) return salvaged;
        if (error !== undefined) throw error;
        const result = request.read(body);
        if (result === undefined) throw unusableAnswer(http.address.host, answer.status);
        return result;
      });
    },
    open: async (url, call) => {
      const http: HttpRequest = {
        method: "GET",
        address: addressOf(url),
        headers: identified,
        repeatable: true,
        signal: call.signal,
        scrub: scrubFor(undefined),
      };
      return attempts({ ...call, repeatable: true }, async () => {
        const answer = await transport.open(http);
        tellUsage(answer.headers, call);
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw refusal(answer, parseJson(await answer.text()), http) ?? notGraph(http.address.host, answer.status);
      });
    },
  };
}
