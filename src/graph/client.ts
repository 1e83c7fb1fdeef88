import { systemClock, type Clock } from "../core/clock.ts";
import { ConfigError } from "../core/errors.ts";
import { AnalyticsApi } from "./api/analytics.ts";
import { BlockListApi } from "./api/block-list.ts";
import { GroupsApi } from "./api/groups.ts";
import { MediaApi } from "./api/media.ts";
import { MessagesApi } from "./api/messages.ts";
import { PhoneNumbersApi } from "./api/phone-numbers.ts";
import { TemplatesApi } from "./api/templates.ts";
import { TokensApi } from "./api/tokens.ts";
import { UploadsApi } from "./api/uploads.ts";
import { WabasApi } from "./api/wabas.ts";
import { createRequester, type GraphRequest, type RetryNotice } from "./request.ts";
import { defaultRetryPolicy } from "./retry.ts";
import { createTransport, type ProxyOptions } from "./transport.ts";
import type { GraphUsage } from "./usage.ts";
import { defaultGraphVersion, normaliseVersion } from "./version.ts";

export const defaultGraphUrl = "https://graph.facebook.com";
/** Where Meta serves a few newer calls (archiving templates), without a version. */
const defaultApiUrl = "https://api.facebook.com";

/** How a client reaches Meta: with which token, where, and how patiently. */
export interface GraphClientOptions {
  readonly accessToken: string;
  /** Adds `appsecret_proof` to every call. */
  readonly appSecret?: string | undefined;
  /** Without the version. Default https://graph.facebook.com */
  readonly baseUrl?: string | undefined;
  readonly version?: string | undefined;
  /**
   * For the calls that Meta serves elsewhere and without a version. Default https://api.facebook.com where `baseUrl` is
   * Meta's own; otherwise these calls go to `baseUrl` like all others.
   */
  readonly apiUrl?: string | undefined;
  /** To wait for an answer once the request left. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Default 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * Open connections at most; one more is opened only when all others are busy. Default 512: at 1,000 messages a second
   * and 300 ms for an answer, 300 calls are on their way. Further calls wait for a free one.
   */
  readonly connections?: number | undefined;
  /** None unless given: the environment is read by the caller. */
  readonly proxy?: ProxyOptions | undefined;
  /** See `userAgent()`. */
  readonly userAgent?: string | undefined;
  readonly clock?: Clock | undefined;
  /** For the jitter of back-off. */
  readonly random?: (() => number) | undefined;
  /** All attempts of a call together. Default 4; 1 never repeats. */
  readonly maxAttempts?: number | undefined;
  /** The longest wait that the client takes upon itself. Default 30 s; where Meta asks for more, the error comes at once. */
  readonly maxDelayMs?: number | undefined;
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
  readonly onUsage?: ((usage: GraphUsage) => void) | undefined;
}

/** A client of the Graph API for one access token; one member for each kind of thing. */
export interface GraphClient extends AsyncDisposable {
  readonly messages: MessagesApi;
  readonly templates: TemplatesApi;
  readonly phoneNumbers: PhoneNumbersApi;
  readonly media: MediaApi;
  readonly uploads: UploadsApi;
  readonly blockList: BlockListApi;
  readonly groups: GroupsApi;
  readonly wabas: WabasApi;
  readonly analytics: AnalyticsApi;
  readonly tokens: TokensApi;
  /** Any other call, with the same retries and errors. */
  request<Result>(request: GraphRequest<Result>): Promise<Result>;
  /** Lets running calls end, then closes every connection. */
  close(): Promise<void>;
}

/** How recado names itself to servers: `recado/1.2.3 (+node)`. */
export function userAgent(version: string): string {
  return `recado/${version} (+node)`;
}

/** A token goes into a header, where a line end or a space (a slip in copying) would break the request. */
function checkToken(accessToken: string): string {
  if (/^[\x21-\x7e]+$/.test(accessToken)) return accessToken;
  const missing = accessToken.trim() === "";
  throw new ConfigError({
    code: missing ? "config.no_token" : "config.bad_token",
    text: missing
      ? { en: "There is no access token.", es: "Falta el token de acceso." }
      : {
          en: "The access token has spaces, line ends or other characters that no token has.",
          es: "El token de acceso tiene espacios, saltos de línea u otros caracteres que ningún token lleva.",
        },
    hint: {
      en: "Set RECADO_ACCESS_TOKEN, or run: recado init",
      es: "Defina RECADO_ACCESS_TOKEN o ejecute: recado init",
    },
  });
}

/** The address for unversioned calls; undefined where they go to `baseUrl`, which is then a simulator or a gateway. */
export function apiUrlFor(baseUrl: string, apiUrl: string | undefined): string | undefined {
  if (apiUrl !== undefined) return apiUrl;
  const ownedByMeta = URL.canParse(baseUrl) && new URL(baseUrl).origin === defaultGraphUrl;
  return ownedByMeta ? defaultApiUrl : undefined;
}

/**
 * A client of the Graph API for one access token. Nothing is connected until the first call.
 *
 * ```ts
 * await using graph = createGraphClient({ accessToken, userAgent: userAgent("1.2.3") });
 * const { messages } = await graph.messages.send(phoneNumberId, body);
 * ```
 */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const accessToken = checkToken(options.accessToken);
  const baseUrl = options.baseUrl ?? defaultGraphUrl;
  const transport = createTransport({
    timeoutMs: options.timeoutMs ?? 30_000,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    connections: options.connections ?? 512,
    proxy: options.proxy,
  });
  const requester = createRequester({
    transport,
    accessToken,
    appSecret: options.appSecret,
    baseUrl,
    apiUrl: apiUrlFor(baseUrl, options.apiUrl),
    version: normaliseVersion(options.version ?? defaultGraphVersion),
    userAgent: options.userAgent ?? "recado (+node)",
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    policy: {
      ...defaultRetryPolicy,
      maxAttempts: options.maxAttempts ?? defaultRetryPolicy.maxAttempts,
      maxDelayMs: options.maxDelayMs ?? defaultRetryPolicy.maxDelayMs,
    },
    onRetry: options.onRetry,
    onUsage: options.onUsage,
  });
  return {
    messages: new MessagesApi(requester),
    templates: new TemplatesApi(requester),
    phoneNumbers: new PhoneNumbersApi(requester),
    media: new MediaApi(requester),
    uploads: new UploadsApi(requester),
    blockList: new BlockListApi(requester),
    groups: new GroupsApi(requester),
    wabas: new WabasApi(requester),
    analytics: new AnalyticsApi(requester),
    tokens: new TokensApi(requester),
    request: async (request) => requester.request(request),
    close: async () => transport.close(),
    [Symbol.asyncDispose]: async () => transport.close(),
  };
}
