import { connect as connectSocket } from "node:net";
import { expect, it } from "vitest";
import { startSimulator, type Simulator } from "../../src/testing.ts";
import { at, code, details, graph } from "./helpers.ts";

const file = Buffer.from("%PDF-1.4 a small file that comes in two pieces");

async function begin(sim: Simulator, query = `file_name=a.pdf&file_length=${file.length}&file_type=application/pdf`) {
  return graph(sim, "POST", `/${sim.appId}/uploads?${query}`);
}

async function piece(sim: Simulator, id: string, bytes: Buffer, offset: number) {
  const answer = await fetch(`${sim.graphUrl}/v25.0/${id}`, {
    method: "POST",
    headers: { Authorization: `OAuth ${sim.accessToken}`, file_offset: String(offset) },
    body: new Uint8Array(bytes),
  });
  const body: unknown = await answer.json();
  return { status: answer.status, headers: answer.headers, body };
}

it("answers an upload with a handle", async () => {
  await using sim = await startSimulator();
  const session = await begin(sim);
  const id = String(at(session.body, "id"));
  expect(id).toMatch(/^upload:\w+\?sig=\w+$/);
  const done = await piece(sim, id, file, 0);
  expect([done.status, String(at(done.body, "h"))]).toEqual([
    200,
    expect.stringMatching(/^4::YXBwbGljYXRpb24vcGRm:\w+$/),
  ]);
});

it("goes on where a broken connection left off", async () => {
  await using sim = await startSimulator();
  const id = String(at((await begin(sim)).body, "id"));
  const url = new URL(sim.graphUrl);
  // Announces the whole file, sends 20 bytes of it and hangs up.
  await new Promise<void>((resolve, reject) => {
    const socket = connectSocket(Number(url.port), url.hostname, () => {
      const head = [
        `POST /v25.0/${id} HTTP/1.1`,
        `Host: ${url.host}`,
        `Authorization: OAuth ${sim.accessToken}`,
        "file_offset: 0",
        `Content-Length: ${file.length}`,
      ];
      socket.write(`${head.join("\r\n")}\r\n\r\n`);
      socket.write(file.subarray(0, 20), () => socket.end());
    });
    socket.resume();
    socket.on("close", () => resolve());
    socket.on("error", reject);
  });
  const where = async (): Promise<unknown> => at((await graph(sim, "GET", `/${id}`)).body, "file_offset");
  await expect.poll(where).toBe(20);

  const wrong = await piece(sim, id, file.subarray(10), 10);
  expect([code(wrong), details(wrong)]).toEqual([100, expect.stringContaining("must be 20")]);
  const rest = await piece(sim, id, file.subarray(20), 20);
  expect([rest.status, at(rest.body, "h")]).toEqual([200, expect.stringMatching(/^4::/)]);
});

it("says how much has arrived when a piece does not complete the file", async () => {
  await using sim = await startSimulator();
  const id = String(at((await begin(sim)).body, "id"));
  const part = await piece(sim, id, file.subarray(0, 5), 0);
  expect([part.status, at(part.body, "error", "message")]).toEqual([
    500,
    expect.stringContaining(`5 of ${file.length}`),
  ]);
  expect(at((await graph(sim, "GET", `/${id}`)).body, "file_offset")).toBe(5);
});

it.each([
  ["no length", "file_type=image/png"],
  ["a length that is no number", "file_length=many&file_type=image/png"],
  ["an empty file", "file_length=0&file_type=image/png"],
  ["a file type that the platform does not take", "file_length=10&file_type=image/gif"],
  ["no type", "file_length=10"],
])("refuses %s", async (_what, query) => {
  await using sim = await startSimulator();
  const answer = await begin(sim, query);
  expect([answer.status, code(answer)]).toEqual([400, 100]);
});

it("does not know a session of somebody else or with another signature", async () => {
  await using sim = await startSimulator();
  const id = String(at((await begin(sim)).body, "id"));
  for (const path of [`/${id}x`, "/upload:nothing", `/${id.replace(/sig=.*/, "sig=other")}`]) {
    const answer = await graph(sim, "GET", path);
    expect([answer.status, code(answer), at(answer.body, "error", "error_subcode")]).toEqual([400, 100, 33]);
  }
});
