import type { IncomingMessage, ServerResponse } from "node:http";
import { authorise, tokenOf } from "../http/auth.ts";
import { GraphFault } from "../errors.ts";
import { downloadedMedia } from "../handlers/media.ts";
import type { Worlds } from "../worlds.ts";

/** Answers a download: the bytes to whoever has the token, 404 once the address has run out. */
export function answerDownload(worlds: Worlds, request: IncomingMessage, response: ServerResponse): void {
  const token = tokenOf(request.headers.authorization, undefined);
  const world = worlds.of(token);
  const traceId = world.ids.trace();
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  request.resume();
  try {
    authorise(world, token, "whatsapp_business_messaging");
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    response.writeHead(error.status, { "Content-Type": "application/json; charset=UTF-8", "x-fb-trace-id": traceId });
    response.end(JSON.stringify(error.envelope(traceId)));
    return;
  }
  const media = request.method === "GET" ? downloadedMedia(world, query) : undefined;
  if (media?.bytes === undefined) {
    response.writeHead(404, { "Content-Type": "text/plain", "x-fb-trace-id": traceId }).end();
    return;
  }
  response.writeHead(200, {
    "Content-Type": media.mimeType,
    "Content-Length": media.bytes.length,
    "x-fb-trace-id": traceId,
  });
  response.end(media.bytes);
}
