import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import type { GraphClient } from "../../src/graph/client.ts";
import type { WireSendBody } from "../../src/graph/wire/messages.ts";
import type { WireTemplateCreate } from "../../src/graph/wire/templates.ts";
import { richBodies } from "../contract/rich-bodies.ts";
import { accepted, clientFor, instantClock, json, rejection, startServer } from "./server.ts";
import { jpeg, png } from "./pictures.ts";

const group = "Y2FwaV9ncm91cDpleGFtcGxl";
const notice: WireTemplateCreate = {
  name: "notice",
  language: "es",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Su pedido va en camino." }],
};
const ownLogin = {
  name: "login",
  category: "AUTHENTICATION",
  languages: ["xx"],
  components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
} as const;
const people = Array.from({ length: 9 }, (_, index) => `+1202555010${index}`);
const picture = (file: Uint8Array<ArrayBuffer>) => ({
  picture: { file, filename: "a.png", mimeType: "image/png" as const },
});

type Call = (graph: GraphClient) => Promise<unknown>;
const days = (count: number) => ({ with: "5002", days: count as 7, end: 1_795_102_000 });
const username =
  (name: string): Call =>
  (graph) =>
    graph.phoneNumbers.setUsername("123", { username: name });
const changing =
  (changes: Parameters<GraphClient["groups"]["update"]>[1]): Call =>
  (graph) =>
    graph.groups.update(group, changes);

/** With the error's code and the place that it names. */
const refused: readonly (readonly [string, Call, string, string])[] = [
  [
    "a template",
    (graph) => graph.templates.create("900", { ...notice, components: [] }),
    "template.invalid",
    "components",
  ],
  ["an edit", (graph) => graph.templates.edit("5001", {}), "template.invalid", ""],
  [
    "an upsert",
    (graph) =>
      graph.templates.upsert(
        "900",
        structuredClone(ownLogin) as unknown as Parameters<typeof graph.templates.upsert>[1],
      ),
    "template.invalid",
    "languages[0]",
  ],
  ["the deletion of no name", (graph) => graph.templates.delete("900", { name: "" }), "template.invalid", "name"],
  [
    "a preview in no language",
    (graph) => graph.templates.previews("900", { languages: ["es", "xx"] }),
    "template.invalid",
    "languages[1]",
  ],
  [
    "a preview of 91 minutes",
    (graph) => graph.templates.previews("900", { expirationMinutes: 91 }),
    "template.invalid",
    "expirationMinutes",
  ],
  ["a comparison of 8 days", (graph) => graph.templates.compare("5001", days(8)), "template.invalid", "days"],
  [
    "a comparison that ends in milliseconds",
    (graph) => graph.templates.compare("5001", { ...days(7), end: 1_795_102_000_000 }),
    "template.invalid",
    "end",
  ],
  ["a comparison with itself", (graph) => graph.templates.compare("5002", days(7)), "template.invalid", "with"],
  ["a group without subject", (graph) => graph.groups.create("123", { subject: "" }), "group.invalid", "subject"],
  ["a subject of 129", (graph) => graph.groups.create("123", { subject: "é".repeat(129) }), "group.invalid", "subject"],
  [
    "a description of 2,049",
    (graph) => graph.groups.create("123", { subject: "x", description: "é".repeat(2_049) }),
    "group.invalid",
    "description",
  ],
  ["no change of a group", changing({}), "group.invalid", ""],
  ["a changed subject of 129", changing({ subject: "é".repeat(129) }), "group.invalid", "subject"],
  ["a picture that is none", changing(picture(new Uint8Array([1, 2, 3]))), "group.invalid", "picture"],
  ["a picture that is not square", changing(picture(png(200, 192))), "group.invalid", "picture"],
  ["a picture of 191 pixels", changing(picture(jpeg(191, 191))), "group.invalid", "picture"],
  [
    "nine people to be taken out",
    (graph) => graph.groups.removeParticipants(group, people),
    "group.invalid",
    "participants",
  ],
  [
    "one person to be taken out twice",
    (graph) => graph.groups.removeParticipants(group, ["+12025550143", "+12025550143"]),
    "group.invalid",
    "participants[1]",
  ],
  [
    "an empty id to be marked as read",
    (graph) => graph.messages.markAsRead("123", ""),
    "message.invalid",
    "message_id",
  ],
  ...["ab", "x".repeat(36), "1234", ".shop", "shop.", "our..shop", "www.shop", "shop.com", "our shop", "ñandú"].map(
    (name) => [`the username ${name}`, username(name), "username.invalid", "username"] as const,
  ),
];

test.each(refused)("before a byte leaves: %s", async (_, call, code, path) => {
  await using server = await startServer((_request, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  const error = await rejection(call(graph));
  if (!(error instanceof InputError)) throw new Error(`no refusal but ${String(error)}`);
  expect(error).toMatchObject({ code, exit: 2, data: { path } });
  expect(error.data?.["problems"]).toMatchObject([{ path }]);
  expect(error.text.es).not.toBe(error.text.en);
  expect(error.hint?.es).toContain("https://developers.facebook.com/docs/");
  expect(server.requests).toHaveLength(0);
});

test.each<[string, Call]>([
  ["a subject of 128", (graph) => graph.groups.create("123", { subject: "é".repeat(128) })],
  ["a description of 2,048", changing({ description: "é".repeat(2_048) })],
  ["a PNG of 192 pixels", changing(picture(png(192, 192)))],
  ["a JPEG whose size stands far behind", changing(picture(jpeg(640, 640, 60_000)))],
  ["eight people", (graph) => graph.groups.removeParticipants(group, people.slice(0, 8))],
  ["a username in capitals", (graph) => graph.phoneNumbers.setUsername("123", { username: "Our.Shop_1" })],
  ["a username of 35", (graph) => graph.phoneNumbers.setUsername("123", { username: "x".repeat(35) })],
])("goes out: %s", async (_, call) => {
  await using server = await startServer((_request, response) => json(response, { success: true, status: "reserved" }));
  await using graph = clientFor(server);
  await call(graph);
  expect(server.requests).toHaveLength(1);
});

test("a picture is looked at in its file", async () => {
  await using server = await startServer((_request, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  const folder = await mkdtemp(join(tmpdir(), "recado-picture-"));
  try {
    const path = join(folder, "a.png");
    await writeFile(path, png(100, 100));
    const small = graph.groups.update(group, { picture: { file: { path }, filename: "a.png", mimeType: "image/png" } });
    expect(await rejection(small)).toMatchObject({ code: "group.invalid" });
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(server.requests).toHaveLength(0);
});

const expiring = richBodies({
  person: "+12025550143",
  catalogId: "1",
  wabaId: "900",
  group,
  groupMessage: "wamid.A",
  now: new Date(0),
})["order of long ago"] as unknown as WireSendBody;
const clockAt = (seconds: number) => ({ clock: { ...instantClock(), now: () => seconds * 1_000 } });

test("an order goes out 300 seconds before it expires, by the client's clock", async () => {
  await using server = await startServer((_request, response) => json(response, accepted));
  await using graph = clientFor(server, clockAt(100));
  await graph.messages.send("123", expiring);
  expect(server.requests).toHaveLength(1);
});

test("an order is refused 299 seconds before it expires, by the client's clock", async () => {
  await using server = await startServer((_request, response) => json(response, accepted));
  await using graph = clientFor(server, clockAt(101));
  expect(await rejection(graph.messages.send("123", expiring))).toMatchObject({
    code: "message.invalid",
    data: { path: "interactive.action.parameters.order.expiration.timestamp" },
  });
  expect(server.requests).toHaveLength(0);
});
