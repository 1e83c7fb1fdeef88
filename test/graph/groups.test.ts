import { expect, test } from "vitest";
import { png } from "./pictures.ts";
import { clientFor, collect, graphErrorBody, json, rejection, startServer } from "./server.ts";

const group = "Y2FwaV9ncm91cDpleGFtcGxl=";
const requests = { approved_join_requests: ["r1"], failed_join_requests: [{ join_request_id: "r2" }] };

test("groups: the list's data is an object, and it has pages", async () => {
  await using server = await startServer(({ url }, response) =>
    url.searchParams.get("after") === null
      ? json(response, {
          data: { groups: [{ id: "g1", subject: "Uno" }] },
          paging: { cursors: { after: "c1" }, next: "https://graph.facebook.com/x?after=c1" },
        })
      : json(response, { data: { groups: [{ id: "g2", subject: "Dos" }] }, paging: { cursors: { after: "c2" } } }),
  );
  await using graph = clientFor(server);
  const found = await collect(graph.groups.list("123", { pageSize: 1 }));
  expect(found.map(({ id }) => id)).toEqual(["g1", "g2"]);
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/123/groups");
  expect(server.requests).toHaveLength(2);
});

test("a list that changed under the reader is told as such", async () => {
  await using server = await startServer(({ url }, response) =>
    url.searchParams.get("after") === null
      ? json(response, {
          data: { groups: [{ id: "g1", subject: "Uno" }] },
          paging: { cursors: { after: "c1" }, next: "https://graph.facebook.com/x?after=c1" },
        })
      : json(response, graphErrorBody(131_059), 400),
  );
  await using graph = clientFor(server);
  expect(await rejection(collect(graph.groups.list("123")))).toMatchObject({
    code: "graph.bad_cursor",
    message: expect.stringContaining("The list changed while it was read") as string,
  });
});

test("a group: asked for once, read, changed, deleted", async () => {
  await using server = await startServer(({ method, url }, response) => {
    if (url.pathname.endsWith("/groups")) json(response, { messaging_product: "whatsapp", request_id: "q1" });
    else if (method === "GET") json(response, { id: group, subject: "Vecinos", total_participant_count: 3 });
    else json(response, { success: true });
  });
  await using graph = clientFor(server);
  expect(await graph.groups.create("123", { subject: "Vecinos", join_approval_mode: "auto_approve" })).toMatchObject({
    request_id: "q1",
  });
  expect((await graph.groups.get(group)).total_participant_count).toBe(3);
  await graph.groups.get(group, { fields: ["subject"] });
  await graph.groups.update(group, { subject: "Vecinos del 5" });
  expect(await graph.groups.delete(group)).toEqual({ success: true });
  const [creation, reading, part, change] = server.requests;
  expect(JSON.parse(String(creation?.body))).toEqual({
    messaging_product: "whatsapp",
    subject: "Vecinos",
    join_approval_mode: "auto_approve",
  });
  expect(reading?.url.pathname).toBe(`/v25.0/${group}`);
  expect(reading?.url.searchParams.get("fields")?.split(",")).toContain("participants");
  expect(part?.url.searchParams.get("fields")).toBe("subject");
  expect(JSON.parse(String(change?.body))).toEqual({ messaging_product: "whatsapp", subject: "Vecinos del 5" });
});

test("a group whose making is unclear is not asked for again", async () => {
  await using server = await startServer(({ socket }) => socket.destroy());
  await using graph = clientFor(server);
  expect(await rejection(graph.groups.create("123", { subject: "Vecinos" }))).toMatchObject({ sent: "maybe" });
  expect(server.requests).toHaveLength(1);
});

test("a picture goes as a form, beside the other changes", async () => {
  await using server = await startServer((_, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  const picture = { file: png(192, 192), filename: "a.png", mimeType: "image/png" } as const;
  await graph.groups.update(group, { description: "Avisos", picture });
  const [request] = server.requests;
  const form = await new Response(new Uint8Array(request?.body ?? []), {
    headers: { "content-type": request?.headers["content-type"] ?? "" },
  }).formData();
  expect(form.get("messaging_product")).toBe("whatsapp");
  expect(form.get("description")).toBe("Avisos");
  expect(form.get("profile_picture_file")).toBeInstanceOf(Blob);
});

test("the link is read, and made anew once only", async () => {
  await using server = await startServer(({ method, socket }, response) =>
    method === "GET" ? json(response, { invite_link: "https://chat.whatsapp.com/abc" }) : socket.destroy(),
  );
  await using graph = clientFor(server);
  expect((await graph.groups.inviteLink(group)).invite_link).toBe("https://chat.whatsapp.com/abc");
  expect(await rejection(graph.groups.resetInviteLink(group))).toMatchObject({ sent: "maybe" });
  expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
});

test.each([
  ["in a good answer", 200, requests],
  ["beside an error", 206, { ...requests, ...(graphErrorBody(131_201) as object) }],
  ["in a refusal", 400, { ...requests, ...(graphErrorBody(131_201) as object) }],
])("requests to join: which were let in and which not, %s", async (_, status, answer) => {
  await using server = await startServer(({ method }, response) =>
    method === "GET"
      ? json(response, { data: [{ join_request_id: "r1" }, { join_request_id: "r2" }] })
      : json(response, answer, status),
  );
  await using graph = clientFor(server);
  const waiting = (await collect(graph.groups.joinRequests(group))).map((request) => request.join_request_id);
  expect(await graph.groups.approveJoinRequests(group, waiting)).toMatchObject(requests);
  await graph.groups.rejectJoinRequests(group, ["r2"]);
  expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST", "DELETE"]);
  expect(JSON.parse(String(server.requests[1]?.body))).toEqual({
    messaging_product: "whatsapp",
    join_requests: ["r1", "r2"],
  });
});

test("people are taken out", async () => {
  await using server = await startServer((_, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  await graph.groups.removeParticipants(group, ["+12025550143"]);
  expect(server.requests[0]?.method).toBe("DELETE");
  expect(JSON.parse(String(server.requests[0]?.body))).toEqual({
    messaging_product: "whatsapp",
    participants: [{ user: "+12025550143" }],
  });
  expect(await rejection(graph.groups.removeParticipants(group, []))).toMatchObject({ code: "group.nothing_to_do" });
  expect(server.requests).toHaveLength(1);
});

test.each(["../x", "a=b", "a/b", "="])("%s is no group", async (id) => {
  await using server = await startServer((_, response) => json(response, {}));
  await using graph = clientFor(server);
  expect(await rejection(graph.groups.get(id))).toMatchObject({ code: "graph.bad_id" });
  expect(server.requests).toHaveLength(0);
});
