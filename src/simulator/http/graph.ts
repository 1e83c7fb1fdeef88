import type { IncomingMessage, ServerResponse } from "node:http";
import { appTokenOf, authorise, checkProof, tokenOf } from "./auth.ts";
import { GraphFault } from "../errors.ts";
import type { Fault } from "../limits/faults.ts";
import { NotSimulated } from "../not-simulated.ts";
import { readBody, readPiece } from "./read-body.ts";
import { Reply, type Router } from "./router.ts";
import { usageHeaders } from "../limits/usage.ts";
import type { Json } from "../validate/check.ts";
import type { World } from "../world.ts";
import type { Worlds } from "../worlds.ts";

const versions = ["v20.0", "v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0"];
const oldestVersion = "v20.0";
const latestVersion = "v26.0";
const versionPattern = /^v\d+\.\d+$/;

const noQuery = new URLSearchParams();

interface Address {
  /** Without the version. */
  readonly segments: readonly string[];
  readonly version: string;
}

/** Clients call the same few paths again and again, so each is taken apart once. */
const addresses = new Map<string, Address>();
const mostAddresses = 1_000;

function addressOf(path: string): Address {
  const known = addresses.get(path);
  if (known !== undefined) return known;
  const segments = path.split("/").filter((segment) => segment !== "");
  const named = versionPattern.test(segments[0] ?? "") ? segments.shift() : undefined;
  const version = named === undefined ? oldestVersion : versions.includes(named) ? named : latestVersion;
  const address = { segments, version };
  if (addresses.size >= mostAddresses) addresses.clear();
  addresses.set(path, address);
  return address;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly version: string;
  readonly traceId: string;
  readonly world: World;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly fault?: Fault | undefined;
}

const protocolKeys = ["access_token", "appsecret_proof"];

/** The body without what every call may carry. */
function withoutProtocol(body: Json): Json {
  if (!protocolKeys.some((key) => key in body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !protocolKeys.includes(key)));
}

/** Answers one Graph call, disturbed by a fault where one hits. */
export async function answerGraph(
  worlds: Worlds,
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await run(worlds, router, request);
  const { fault, world, traceId } = answer;
  const kind = fault?.kind;
  const { socket } = request;
  if (kind === "timeout") {
    if (fault?.ms !== undefined) world.clock.after(fault.ms, () => void socket.destroy());
    return;
  }
  if (kind === "slow") await world.clock.sleep(fault?.ms ?? 1_000);
  if (kind === "reset-before" || kind === "reset-after-accept") {
    socket.resetAndDestroy();
    return;
  }
  const type = kind === "http" ? "text/html; charset=utf-8" : "application/json; charset=UTF-8";
  // As a list of names and values, which is written without another look at each.
  // prettier-ignore
  response.writeHead(answer.status, [
    "Content-Type", type,
    "Content-Length", String(Buffer.byteLength(answer.body)),
    "facebook-api-version", answer.version,
    "x-fb-trace-id", traceId,
    "x-fb-request-id", traceId,
    "x-fb-rev", "1000000000",
    ...answer.headers,
  ]);
  if (kind === "half-body") {
    response.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => socket.destroy());
    return;
  }
  response.end(answer.body);
}

const noHeaders: readonly string[] = [];

async function run(worlds: Worlds, router: Router, request: IncomingMessage): Promise<Answer> {
  const { method = "GET", url = "/" } = request;
  const mark = url.indexOf("?");
  const query = mark === -1 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  const { segments, version } = addressOf(mark === -1 ? url : url.slice(0, mark));
  const { authorization } = request.headers;
  // Known before the body in nearly every call; a body that cannot be read is refused by the world of the header.
  let token = appTokenOf(segments, query) ?? tokenOf(authorization, query.get("access_token"));
  let world = worlds.of(token);
  let traceId = world.ids.trace();
  try {
    const isPiece = method === "POST" && segments[0]?.startsWith("upload:") === true;
    const { json, form, bytes } = await (isPiece ? readPiece(request) : readBody(request));
    if (token === undefined && json["access_token"] !== undefined) {
      token = tokenOf(authorization, json["access_token"]);
      world = worlds.of(token);
      traceId = world.ids.trace();
    }
    const { route, id, refusal } = router.find(world, method, segments);
    const fault = world.faults.hit([route?.handler, segments[1] ?? segments[0]], recipientOf(json), world.clock.now());
    const early = fault === undefined ? undefined : disturb(fault, traceId);
    if (early !== undefined) return { ...early, version, traceId, world, headers: noHeaders };
    authorise(world, token, route?.scope);
    checkProof(world, token, query.get("appsecret_proof") ?? json["appsecret_proof"]);
    // The token is looked at first, as Graph does.
    if (route === undefined) throw refusal;
    const management = route.scope === "whatsapp_business_management";
    if (management) world.limits.takeManagementCall(world.clock.now());
    const body = withoutProtocol(json);
    const call = {
      world,
      version,
      id,
      query,
      body,
      headers: request.headers,
      ...(form === undefined ? {} : { form }),
      ...(bytes === undefined ? {} : { bytes }),
    };
    const result = await route.run(call);
    const { status, body: answer } = result instanceof Reply ? result : { status: 200, body: result };
    const headers = management ? Object.entries(usageHeaders(world)).flat() : noHeaders;
    return { status, body: JSON.stringify(answer), version, traceId, world, headers, fault };
  } catch (error) {
    return { ...refusalOf(error, traceId), version, traceId, world, headers: noHeaders };
  }
}

function recipientOf(json: Json): string | undefined {
  const to = json["to"] ?? json["recipient"];
  return typeof to === "string" ? to : undefined;
}

type Early = Pick<Answer, "status" | "body" | "fault">;

/** The answer of a fault that strikes before the call is looked at. */
function disturb(fault: Fault, traceId: string): Early | undefined {
  switch (fault.kind) {
    case "graph-error": {
      const refused = new GraphFault(fault.code ?? 131000, {
        details: fault.details ?? "Simulated fault.",
        status: fault.status,
      });
      return { status: refused.status, body: JSON.stringify(refused.envelope(traceId)) };
    }
    case "http": {
      const status = fault.status ?? 500;
      return {
        status,
        body: `<!DOCTYPE html><title>Error ${status}</title><h1>Sorry, something went wrong.</h1>`,
        fault,
      };
    }
    case "timeout":
    case "reset-before":
      return { status: 0, body: "", fault };
    default:
      return undefined;
  }
}

function refusalOf(error: unknown, traceId: string): Pick<Answer, "status" | "body"> {
  if (error instanceof GraphFault) return { status: error.status, body: JSON.stringify(error.envelope(traceId)) };
  if (error instanceof NotSimulated) return { status: 501, body: JSON.stringify(error.body()) };
  throw error;
}
