import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerDownload } from "../media/download.ts";
import { answerGraph } from "./graph.ts";
import type { Hub } from "../hub.ts";
import { downloadPath } from "../media/media-address.ts";
import { Router } from "./router.ts";
import { routes } from "./routes.ts";

/** Listens and splits Graph calls from control calls; resolves with the port when it accepts connections. */
export async function listen(hub: Hub, host: string, port: number): Promise<{ server: Server; port: number }> {
  const router = new Router(routes);
  const server = createServer((request, response) => {
    const { url = "/" } = request;
    if (url === "/" || url.startsWith("/_simulator")) hub.answer(request, response);
    else {
      const answer = url.startsWith(downloadPath)
        ? answerDownload(hub.worlds, request, response)
        : answerGraph(hub.worlds, router, request, response);
      answer.catch((error: unknown) => explain(error, request, response));
    }
  });
  // Longer than clients keep theirs, so that an idle connection is never closed under a request.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : port };
}

/** A fault of the simulator itself: said as such, and never in Meta's form. */
function explain(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || request.socket.destroyed) return;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  response.writeHead(500, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ error: { message, type: "SimulatorException", code: 500 } }));
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
