import { setFlagsFromString } from "node:v8";
import { isThisMachine } from "../core/this-machine.ts";
import { version } from "../core/version.ts";
import type { GraphClient } from "../graph/client.ts";
import type { Host } from "./host.ts";

export interface GraphAccess {
  readonly accessToken: string;
  readonly appSecret?: string | undefined;
  /** Without the version; absent means Meta's own host. */
  readonly graphUrl?: string | undefined;
}

export interface Proxies {
  readonly http?: string;
  readonly https?: string;
  readonly noProxy?: string;
}

/** The proxy that the environment names, in the spelling of curl and of most tools. */
export function proxyOf(env: Host["env"]): Proxies | undefined {
  const http = env["http_proxy"] || env["HTTP_PROXY"];
  const https = env["https_proxy"] || env["HTTPS_PROXY"];
  const noProxy = env["no_proxy"] || env["NO_PROXY"];
  if (!http && !https) return undefined;
  return { ...(http ? { http } : {}), ...(https ? { https } : {}), ...(noProxy ? { noProxy } : {}) };
}

/**
 * undici's HTTP parser is WebAssembly. V8 would soon optimise it in the background, and the end of the process would wait
 * for that: 40 ms that a command of a few calls never earns back. Unoptimised, it still parses thousands of answers a second.
 */
function keepParserUnoptimised(): void {
  // A V8 that does not know the flag complains on stderr: only where it was tried.
  if (Number.parseInt(process.versions.node, 10) > 26) return;
  setFlagsFromString("--wasm-tiering-budget=1000000000");
}

/** A client of the Graph API for this machine: its proxy, its clock. Nothing is connected until the first call. */
export async function connectGraph(host: Host, access: GraphAccess): Promise<GraphClient> {
  keepParserUnoptimised();
  const { createGraphClient, userAgent } = await import("../graph/client.ts");
  return createGraphClient({
    accessToken: access.accessToken,
    appSecret: access.appSecret,
    baseUrl: access.graphUrl,
    userAgent: userAgent(version),
    clock: host.clock,
    // A proxy is for the world outside: the simulator on this very machine is reached directly.
    proxy: isThisMachine(access.graphUrl) ? undefined : proxyOf(host.env),
  });
}
