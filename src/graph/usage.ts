import type { HeaderValues } from "./exchange.ts";
import { isRecord } from "./shape.ts";

/** How much of Meta's allowance is used, in per cent, as its response headers tell. */
export interface UsageShare {
  readonly callCount?: number | undefined;
  readonly totalTime?: number | undefined;
  readonly totalCpuTime?: number | undefined;
}

/** The allowance of one WhatsApp Business Account. */
export interface BusinessUsage extends UsageShare {
  /** The WhatsApp Business Account. */
  readonly id: string;
  readonly type?: string | undefined;
  /** Milliseconds until calls are answered again; absent or 0 while they are. */
  readonly regainAccessMs?: number | undefined;
}

/** The allowances of the app and of the accounts that a call touched. */
export interface GraphUsage {
  readonly app?: UsageShare | undefined;
  readonly businesses: readonly BusinessUsage[];
}

/** A header's text; of one that came several times, all of them. */
function headerOf(headers: HeaderValues, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "object" ? value.join(", ") : value;
}

function parse(header: string | undefined): Record<string, unknown> | undefined {
  if (header === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(header);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

function share(value: Record<string, unknown>): UsageShare {
  return {
    callCount: number(value["call_count"]),
    totalTime: number(value["total_time"]),
    totalCpuTime: number(value["total_cputime"]),
  };
}

function usageOf(appText: string | undefined, casesText: string | undefined): GraphUsage | undefined {
  const app = parse(appText);
  const cases = parse(casesText);
  if (app === undefined && cases === undefined) return undefined;
  const businesses = Object.entries(cases ?? {}).flatMap(([id, entries]) =>
    (Array.isArray(entries) ? entries : []).filter(isRecord).map((entry): BusinessUsage => {
      const minutes = number(entry["estimated_time_to_regain_access"]);
      return {
        id,
        type: typeof entry["type"] === "string" ? entry["type"] : undefined,
        ...share(entry),
        regainAccessMs: minutes === undefined ? undefined : minutes * 60_000,
      };
    }),
  );
  return { app: app === undefined ? undefined : share(app), businesses };
}

const appHeader = "x-app-usage";
const casesHeader = "x-business-use-case-usage";

/**
 * Reads `x-app-usage` and `x-business-use-case-usage`; undefined when neither is there (or neither can be read).
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
function parseUsage(headers: HeaderValues): GraphUsage | undefined {
  return usageOf(headerOf(headers, appHeader), headerOf(headers, casesHeader));
}

/** As `parseUsage`, for a run of answers: the same headers as in the answer before give the same object again. */
export function createUsageReader(): (headers: HeaderValues) => GraphUsage | undefined {
  let app: string | undefined;
  let cases: string | undefined;
  let usage: GraphUsage | undefined;
  return (headers) => {
    const nextApp = headerOf(headers, appHeader);
    const nextCases = headerOf(headers, casesHeader);
    if (nextApp === app && nextCases === cases) return usage;
    app = nextApp;
    cases = nextCases;
    usage = usageOf(app, cases);
    return usage;
  };
}

/** How long Meta asks to wait, in milliseconds: `Retry-After` (seconds or a date), else the longest time to regain access. */
export function parseRetryAfter(headers: HeaderValues, now: number): number | undefined {
  const header = headerOf(headers, "retry-after")?.trim();
  if (header !== undefined && /^\d+$/.test(header)) return Number(header) * 1_000;
  const date = header === undefined ? Number.NaN : Date.parse(header);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const longest = Math.max(0, ...(parseUsage(headers)?.businesses ?? []).map((usage) => usage.regainAccessMs ?? 0));
  return longest > 0 ? longest : undefined;
}
