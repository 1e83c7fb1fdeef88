import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { packedRecado } from "../helpers/packed.ts";
import { freshHome, startProgram } from "../helpers/processes.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A test as a user writes it, for node's own runner. */
const tenLines = `
import assert from "node:assert/strict";
import { test } from "node:test";
import { content, createGraphClient } from "recado";
import { startSimulator } from "recado/testing";

test("the customer gets the answer", async () => {
  await using sim = await startSimulator();
  await using graph = createGraphClient({ accessToken: sim.accessToken, baseUrl: sim.graphUrl });
  const [to, text] = ["+12025550101", "On its way"];
  sim.inbound({ from: to, text: "Where is my order?" });
  await graph.messages.send(sim.phoneNumberId, { messaging_product: "whatsapp", to, ...content.text(text) });
  assert.equal((await sim.wait({ to, status: "delivered" })).text, text);
});
`;

/** A webhook of one's own: the signature, the events, and types that know what each event has. */
const receiver = `
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { answerHandshake, content, createGraphClient, GraphError, InputError, parseWebhook, verifySignature } from "recado";
import type { WebhookEvent, WireSendBody } from "recado";
import { startSimulator, type Simulator } from "recado/testing";

const to = "+12025550101";

test("events of all that happens", async () => {
  const sim: Simulator = await startSimulator();
  const events: WebhookEvent[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "GET") {
      const { status, body } = answerHandshake(Object.fromEntries(url.searchParams), sim.verifyToken);
      response.writeHead(status, { "Content-Type": "text/plain" }).end(body);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts);
    const signature = request.headers["x-hub-signature-256"];
    const genuine = verifySignature(raw, typeof signature === "string" ? signature : undefined, sim.appSecret);
    if (genuine) events.push(...parseWebhook(JSON.parse(raw.toString("utf8"))));
    response.writeHead(genuine ? 200 : 401).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  await sim.webhook({ url: \`http://127.0.0.1:\${address.port}/webhook\` });

  sim.inbound({ from: to, text: "¿Está abierto? ñ😀" });
  const graph = createGraphClient({ accessToken: sim.accessToken, baseUrl: sim.graphUrl });
  const asked = content.buttons({ body: "Today?", buttons: [{ id: "yes", title: "Yes" }] });
  await graph.messages.send(sim.phoneNumberId, { messaging_product: "whatsapp", to, ...asked });
  const { id } = await sim.wait({ to, status: "read" });
  sim.inbound({ from: to, tap: "yes", context: { id } });
  await sim.settled();

  const kinds = events.map((event) => {
    switch (event.kind) {
      case "inbound":
        return event.content.type === "text" ? event.content.text.body : event.content.type;
      case "status":
        return event.state;
      default:
        return event.kind;
    }
  });
  assert.deepEqual(kinds, ["¿Está abierto? ñ😀", "sent", "delivered", "read", "interactive"]);

  await assert.rejects(graph.messages.send("100200300400500", { messaging_product: "whatsapp", to, ...asked }), GraphError);
  assert.throws(() => content.buttons({ body: "", buttons: [] }), InputError);
  await graph.close();
  server.close();
  await sim.close();
});

/** What Meta would refuse does not compile. */
export const wrong: WireSendBody[] = [
  // @ts-expect-error a text is not an image
  { messaging_product: "whatsapp", to, type: "image", text: { body: "x" } },
  // @ts-expect-error a location has two numbers
  { messaging_product: "whatsapp", to, type: "location", location: { latitude: 1 } },
  // @ts-expect-error there is no such type
  { messaging_product: "whatsapp", to, type: "fax", fax: {} },
];
`;

/** What a control call cannot be given does not compile either. */
const wrongControl = `
import { startSimulator } from "recado/testing";
const sim = await startSimulator();
// @ts-expect-error a phone number is a text
sim.inbound({ from: 12025550101, text: "x" });
// @ts-expect-error limits are numbers or null
sim.limits({ mps: "many" });
`;

/** As TypeScript's own `tsc --init` has it, and stricter. */
const compilerOptions = {
  target: "es2022",
  lib: ["es2023", "esnext.disposable"],
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ["node"],
  outDir: "out",
};

describe("recado as a library, from its tarball", () => {
  let folder: string;

  /** A project of somebody's: the package, TypeScript's declarations of Node, and nothing of this repository. */
  beforeAll(async () => {
    folder = freshHome();
    const { package: home } = await packedRecado();
    cpSync(dirname(home), join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
    for (const name of ["@types/node", "undici-types"]) {
      symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name), "junction");
    }
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    writeFileSync(join(folder, "ten-lines.ts"), tenLines);
    writeFileSync(join(folder, "receiver.ts"), receiver);
    mkdirSync(join(folder, "strict"));
    writeFileSync(join(folder, "strict", "wrong-control.ts"), wrongControl);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const strict = { ...compilerOptions, skipLibCheck: false, noEmit: true };
    writeFileSync(
      join(folder, "strict.json"),
      JSON.stringify({ compilerOptions: strict, include: ["*.ts", "strict"] }),
    );
  });

  const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
  const node = (...args: string[]) => startProgram(process.execPath, args, { home: folder }).ended;

  test("compiles strictly, and runs with plain node", async () => {
    const compiled = await node(tsc, "-p", "tsconfig.json");
    expect(compiled.stdout).toBe("");
    expect(compiled.code).toBe(0);
    const ran = await node("--test", "out/ten-lines.js", "out/receiver.js");
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/pass 2/) as string });
  }, 120_000);

  test("every declaration holds by itself, and types reach the control calls", async () => {
    expect(await node(tsc, "-p", "strict.json")).toMatchObject({ code: 0, stdout: "" });
  }, 120_000);

  test("what is imported is what is declared, and no more is needed than the package has", async () => {
    const names = await node(
      "--input-type=module",
      "--eval",
      "for (const name of ['recado', 'recado/testing']) console.log(Object.keys(await import(name)).sort().join(' '))",
    );
    expect(names).toMatchObject({ code: 0, stderr: "" });
    const [library, testing] = names.stdout.split("\n");
    expect(library?.split(" ")).toEqual(
      expect.arrayContaining(["content", "createGraphClient", "GraphError", "parseWebhook", "verifySignature"]),
    );
    expect(testing?.split(" ")).toEqual(["ControlError", "magicNumbers", "simulatorEnvironment", "startSimulator"]);
    const { exports } = JSON.parse(readFileSync(join(folder, "node_modules", "recado", "package.json"), "utf8")) as {
      exports: object;
    };
    expect(Object.keys(exports)).toEqual([".", "./testing", "./package.json"]);
  });
});
