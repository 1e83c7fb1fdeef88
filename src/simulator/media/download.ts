import type { IncomingMessage, ServerResponse } from "node:http";
import { GraphFault } from "../errors.ts";
import { downloadedMedia } from "../handlers/media.ts";
import { authorise, isKnown, tokenOf } from "../http/auth.ts";
import { type Answer, answerOfFault, jsonType, respond } from "../http/respond.ts";
import type { World } from "../world.ts";
import type { Worlds } from "../worlds.ts";

/** What faults on downloads are set on. */
export const downloadFault = "download";

/** Answers a download: the bytes to whoever has the token, 404 once the address has run out. */
export async function answerDownload(
  worlds: Worlds,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = tokenOf(request.headers.authorization, undefined);
  const world = worlds.of(token);
  const { era } = world.clock;
  const traceId = world.ids.trace();
  request.resume();
  const names = [downloadFault, "media"];
  const hit = (when: "before" | "after") => world.faults.hit(when, names, undefined, world.clock.now());
  const before = isKnown(world, token) ? hit("before") : undefined;
  const answer = answerOfFault(before, traceId) ?? fileOrRefusal(world, token, request, traceId);
  const fault = before ?? (answer.status === 200 ? hit("after") : undefined);
  await respond({ world, era, request, response, fault }, { ...answer, headers: ["x-fb-trace-id", traceId] });
}

function fileOrRefusal(
  world: World,
  token: string | undefined,
  { method, url = "/" }: IncomingMessage,
  traceId: string,
): Pick<Answer, "status" | "type" | "body"> {
  try {
    authorise(world, token, "whatsapp_business_messaging");
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    return { status: error.status, type: jsonType, body: JSON.stringify(error.envelope(traceId)) };
  }
  const query = new URL(url, "http://localhost").searchParams;
  const media = method === "GET" ? downloadedMedia(world, query) : undefined;
  if (media?.bytes === undefined) return { status: 404, type: "text/plain", body: "" };
  return { status: 200, type: media.mimeType, body: media.bytes };
}
