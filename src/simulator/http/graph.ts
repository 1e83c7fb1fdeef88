import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { appTokenOf, authorise, checkProof, isKnown, tokenOf } from "./auth.ts";
import { GraphFault } from "../errors.ts";
import type { Fault } from "../limits/faults.ts";
import { NotSimulated } from "../not-simulated.ts";
import { readBody, readPiece, type RequestBody } from "./read-body.ts";
import { type Answer, answerOfFault, jsonType, respond } from "./respond.ts";
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

/** How a call ends: an answer, and the fault that hits it on its way out. */
interface Outcome extends Pick<Answer, "status" | "type" | "body"> {
  readonly fault?: Fault | undefined;
  /** Beside what every answer has. */
  readonly headers?: readonly string[];
}

/** A call as far as it is known before it is looked at. */
interface Incoming {
  readonly world: World;
  /** The clock's when the call came. */
  readonly era: number;
  readonly token: string | undefined;
  readonly traceId: string;
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
  const { method = "GET", url = "/" } = request;
  const mark = url.indexOf("?");
  const query = mark === -1 ? noQuery : new URLSearchParams(url.slice(mark + 1));
  const { segments, version } = addressOf(mark === -1 ? url : url.slice(0, mark));
  const { authorization } = request.headers;
  const known = (token: string | undefined): Incoming => {
    const world = worlds.of(token);
    return { world, era: world.clock.era, token, traceId: world.ids.trace() };
  };
  // Known before the body in nearly every call; a body that cannot be read is refused by the world of the header.
  let incoming = known(appTokenOf(segments, query) ?? tokenOf(authorization, query.get("access_token")));
  let outcome: Outcome;
  try {
    const isPiece = method === "POST" && segments[0]?.startsWith("upload:") === true;
    const body = await (isPiece ? readPiece(request) : readBody(request));
    if (incoming.token === undefined && body.json["access_token"] !== undefined)
      incoming = known(tokenOf(authorization, body.json["access_token"]));
    outcome = await run(incoming, router, { method, segments, version, query, body, headers: request.headers });
  } catch (error) {
    outcome = refusalOf(error, incoming.traceId);
  }
  const { traceId, world, era } = incoming;
  const { status, type, body, headers = [], fault } = outcome;
  const everywhere = [
    "facebook-api-version",
    version,
    "x-fb-trace-id",
    traceId,
    "x-fb-request-id",
    traceId,
    "x-fb-rev",
  ];
  await respond(
    { world, era, request, response, fault },
    { status, type, body, headers: [...everywhere, revision, ...headers] },
  );
}

const revision = "1000000000";

interface Asked {
  readonly method: string;
  readonly segments: readonly string[];
  readonly version: string;
  readonly query: URLSearchParams;
  readonly body: RequestBody;
  readonly headers: IncomingHttpHeaders;
}

async function run({ world, token, traceId }: Incoming, router: Router, asked: Asked): Promise<Outcome> {
  const { method, segments, version, query, headers } = asked;
  const { json, form, bytes } = asked.body;
  const { route, id, refusal } = router.find(world, method, segments);
  const names = [route?.handler, segments[1] ?? segments[0]];
  const recipient = recipientOf(json);
  // A call with a token that nobody knows is none of this world's, and uses up none of its faults.
  const fault =
    token === undefined || isKnown(world, token)
      ? world.faults.hit("before", names, recipient, world.clock.now())
      : undefined;
  const early = answerOfFault(fault, traceId);
  if (early !== undefined) return { ...early, fault };
  const management = route?.scope === "whatsapp_business_management";
  const usage = (): readonly string[] => (management ? Object.entries(usageHeaders(world)).flat() : []);
  try {
    authorise(world, token, route?.scope);
    checkProof(world, token, query.get("appsecret_proof") ?? json["appsecret_proof"]);
    // The token is looked at first, as Graph does.
    if (route === undefined) throw refusal;
    refuseRetired(query, world.clock.now());
    if (management) world.limits.takeManagementCall(world.clock.now());
    const call = {
      world,
      version,
      id,
      query,
      body: withoutProtocol(json),
      headers,
      ...(form === undefined ? {} : { form }),
      ...(bytes === undefined ? {} : { bytes }),
    };
    const made = route.run(call);
    // Most handlers answer at once; waiting for what is there already costs a turn of the event loop's queue each.
    const result = made instanceof Promise ? ((await made) as unknown) : made;
    const { status, body } = result instanceof Reply ? result : { status: 200, body: result };
    const after = fault ?? world.faults.hit("after", names, recipient, world.clock.now());
    return { status, type: jsonType, body: JSON.stringify(body), headers: usage(), fault: after };
  } catch (error) {
    return { ...refusalOf(error, traceId), headers: usage(), fault };
  }
}

function recipientOf(json: Json): string | undefined {
  const to = json["to"] ?? json["recipient"];
  return typeof to === "string" ? to : undefined;
}

function refusalOf(error: unknown, traceId: string): Outcome {
  if (error instanceof GraphFault)
    return { status: error.status, type: jsonType, body: JSON.stringify(error.envelope(traceId)) };
  if (error instanceof NotSimulated) return { status: 501, type: jsonType, body: JSON.stringify(error.body()) };
  throw error;
}

/** From this day on Graph refuses `date_format`, whatever the version. */
const retiredSince = Date.UTC(2026, 9, 27);

function refuseRetired(query: URLSearchParams, now: number): void {
  if (now >= retiredSince && query.has("date_format"))
    throw new GraphFault(100, { message: "(#100) The parameter date_format is no longer supported." });
}
