import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { GraphFault } from "../errors.ts";
import type { Fault } from "../limits/faults.ts";
import type { World } from "../world.ts";

/** What goes over the wire, before a fault disturbs it. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

/** One HTTP exchange, and the fault that hits it, if any. */
export interface Exchange {
  readonly world: World;
  /** The clock's when the call came: a reset since then has ended what it waits for. */
  readonly era: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
}

export const jsonType = "application/json; charset=UTF-8";

/** The answer of a fault that strikes before the call is looked at; undefined for those that come after. */
export function answerOfFault(
  fault: Fault | undefined,
  traceId: string,
): Pick<Answer, "status" | "type" | "body"> | undefined {
  switch (fault?.kind) {
    case "graph-error": {
      const refused = new GraphFault(fault.code ?? 131000, {
        details: fault.details ?? "Simulated fault.",
        status: fault.status,
      });
      return { status: refused.status, type: jsonType, body: JSON.stringify(refused.envelope(traceId)) };
    }
    case "http": {
      const status = fault.status ?? 500;
      const body = `<!DOCTYPE html><title>Error ${status}</title><h1>Sorry, something went wrong.</h1>`;
      return { status, type: "text/html; charset=utf-8", body };
    }
    case "timeout":
    case "reset-before":
      return { status: 0, type: jsonType, body: "" };
    default:
      return undefined;
  }
}

/** Waits on the virtual clock. False when the client, or the world as it was, is gone before. */
async function outlast({ clock }: World, era: number, ms: number, socket: Socket): Promise<boolean> {
  if (socket.destroyed || clock.era !== era) return false;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  socket.once("close", leave);
  try {
    await clock.sleep(ms, gone.signal);
    return true;
  } catch {
    return false;
  } finally {
    socket.off("close", leave);
  }
}

/** Writes an answer as the fault lets it through. */
export async function respond({ world, era, request, response, fault }: Exchange, answer: Answer): Promise<void> {
  const { socket } = request;
  const kind = fault?.kind;
  const wait = kind === "timeout" ? (fault?.ms ?? Infinity) : kind === "slow" ? (fault?.ms ?? 1_000) : undefined;
  if (wait !== undefined && (!(await outlast(world, era, wait, socket)) || kind === "timeout")) {
    socket.destroy();
    return;
  }
  if (kind === "reset-before" || kind === "reset-after-accept") {
    socket.resetAndDestroy();
    return;
  }
  const { status, type, body, headers } = answer;
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  // As a list of names and values, which is written without another look at each.
  response.writeHead(status, ["Content-Type", type, "Content-Length", String(length), ...headers]);
  if (kind === "half-body") response.write(body.slice(0, Math.floor(body.length / 2)), () => socket.destroy());
  else response.end(body);
}
