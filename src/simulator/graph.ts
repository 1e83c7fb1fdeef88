import type { IncomingMessage, ServerResponse } from "node:http";
import { authorise, checkProof, tokenOf } from "./auth.ts";
import { GraphFault } from "./errors.ts";
import type { Fault } from "./faults.ts";
import { NotSimulated } from "./not-simulated.ts";
import { readBody } from "./read-body.ts";
import type { Router } from "./router.ts";
import type { Json } from "./validate/check.ts";
import type { World } from "./world.ts";

const versions = ["v20.0", "v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"];
const oldestVersion = "v20.0";
const latestVersion = "v26.0";
const versionPattern = /^v\d+\.\d+$/;

const noQuery = new URLSearchParams();

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly version: string;
  readonly fault?: Fault;
}

const protocolKeys = ["access_token", "appsecret_proof"];

/** The body without what every call may carry. */
function withoutProtocol(body: Json): Json {
  if (!protocolKeys.some((key) => key in body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !protocolKeys.includes(key)));
}

/** Answers one Graph call, disturbed by a fault where one hits. */
export async function answerGraph(
  world: World,
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const traceId = world.ids.trace();
  const answer = await run(world, router, request, traceId);
  const kind = answer.fault?.kind;
  const { socket } = request;
  if (kind === "timeout") {
    if (answer.fault?.ms !== undefined) world.clock.after(answer.fault.ms, () => void socket.destroy());
    return;
  }
  if (kind === "slow") await world.clock.sleep(answer.fault?.ms ?? 1_000);
  if (kind === "reset-before" || kind === "reset-after-accept") {
    socket.resetAndDestroy();
    return;
  }
  const headers = {
    "Content-Type": kind === "http" ? "text/html; charset=utf-8" : "application/json; charset=UTF-8",
    "Content-Length": Buffer.byteLength(answer.body),
    "facebook-api-version": answer.version,
    "x-fb-trace-id": traceId,
    "x-fb-request-id": traceId,
  };
  response.writeHead(answer.status, headers);
  if (kind === "half-body") {
    response.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => socket.destroy());
    return;
  }
  response.end(answer.body);
}

async function run(world: World, router: Router, request: IncomingMessage, traceId: string): Promise<Answer> {
  const { method = "GET", url = "/" } = request;
  const mark = url.indexOf("?");
  const query = mark === -1 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  const segments = (mark === -1 ? url : url.slice(0, mark)).split("/").filter((segment) => segment !== "");
  const named = versionPattern.test(segments[0] ?? "") ? segments.shift() : undefined;
  const version = named === undefined ? oldestVersion : versions.includes(named) ? named : latestVersion;
  try {
    const { json, form } = await readBody(request);
    const parameter = (key: string): unknown => query.get(key) ?? json[key];
    const token = tokenOf(request.headers.authorization, parameter("access_token"));
    const found = router.find(world, method, segments);
    const edge = segments[1] ?? segments[0];
    const to = typeof json["to"] === "string" ? json["to"] : undefined;
    const fault = world.faults.hit([found.route?.handler, edge], to);
    if (fault !== undefined) {
      const early = disturb(fault, version, traceId);
      if (early !== undefined) return early;
    }
    authorise(world, token, found.route?.scope);
    checkProof(world, token, parameter("appsecret_proof"));
    // The token is looked at first, as Graph does.
    if (found.route === undefined) throw found.refusal;
    if (found.route.scope === "whatsapp_business_management") world.limits.takeManagementCall(world.clock.now());
    const call = { world, id: found.id, query, body: withoutProtocol(json), ...(form === undefined ? {} : { form }) };
    const result = await found.route.run(call);
    return { status: 200, body: JSON.stringify(result), version, ...(fault === undefined ? {} : { fault }) };
  } catch (error) {
    return { ...refusal(error, traceId), version };
  }
}

/** The answer of a fault that strikes before the call is looked at. */
function disturb(fault: Fault, version: string, traceId: string): Answer | undefined {
  switch (fault.kind) {
    case "graph-error": {
      const refused = new GraphFault(fault.code ?? 131000, {
        details: fault.details ?? "Simulated fault.",
        status: fault.status,
      });
      return { status: refused.status, body: JSON.stringify(refused.envelope(traceId)), version };
    }
    case "http": {
      const status = fault.status ?? 500;
      return {
        status,
        body: `<!DOCTYPE html><title>Error ${status}</title><h1>Sorry, something went wrong.</h1>`,
        version,
        fault,
      };
    }
    case "timeout":
    case "reset-before":
      return { status: 0, body: "", version, fault };
    default:
      return undefined;
  }
}

function refusal(error: unknown, traceId: string): { status: number; body: string } {
  if (error instanceof GraphFault) return { status: error.status, body: JSON.stringify(error.envelope(traceId)) };
  if (error instanceof NotSimulated) return { status: 501, body: JSON.stringify(error.body()) };
  throw error;
}
