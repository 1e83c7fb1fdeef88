import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface CutConnection {
  /** What to give a client instead of the target. */
  readonly url: string;
  /** The `file_offset` of each piece that was sent through, in order. */
  readonly offsets: readonly number[];
}

const listening = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

/**
 * A line to a server that breaks in the middle of the first piece of an upload, after about `bytes` of it. The client
 * hears of the break once the server has noticed it too.
 */
export async function cutConnection(target: string, bytes: number): Promise<CutConnection> {
  const { hostname, port } = new URL(target);
  const offsets: number[] = [];
  const sockets = new Set<Socket>();
  let cut = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    let left: number | undefined;
    client.on("data", (part: Buffer) => {
      const offset = /^POST \S*\/upload:[\s\S]*?\r\nfile_offset: (\d+)\r\n/i.exec(part.toString("latin1"))?.[1];
      if (offset !== undefined) offsets.push(Number(offset));
      if (offset !== undefined && !cut) left = bytes;
      if (left === undefined) {
        upstream.write(part);
        return;
      }
      if (cut) return;
      if (part.length < left) {
        left -= part.length;
        upstream.write(part);
        return;
      }
      cut = true;
      upstream.end(part.subarray(0, left));
    });
    client.on("end", () => upstream.end());
    upstream.on("data", (part: Buffer) => {
      if (left === undefined) client.write(part);
    });
    upstream.on("close", () => client.destroy());
  });
  const own = await listening(server);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${own}`, offsets };
}
