import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Answer, at, details, graph, person, wamid } from "./helpers.ts";

// Calls beside messages and templates as Meta's pages print them, with values of our own.
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media

type Body = Record<string, unknown>;

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
  sim.inbound({ from: person, type: "text", text: { body: "Good morning" } });
});

const product = { messaging_product: "whatsapp" };
const get = (path: string): Promise<Answer> => graph(sim, "GET", path);
const post = (path: string, body: Body): Promise<Answer> => graph(sim, "POST", path, { ...product, ...body });
const remove = (path: string, body?: Body): Promise<Answer> => graph(sim, "DELETE", path, body);
const good = (answer: Answer): unknown => [answer.status, details(answer), at(answer.body, "error")];
const fine = [200, undefined, undefined];

/** A file in a form, as `curl -F` sends it. */
async function upload(path: string, name: string, bytes: Uint8Array<ArrayBuffer>, fields: Body): Promise<Answer> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, String(value));
  form.set(name, new Blob([bytes], { type: "image/jpeg" }), "mug.jpg");
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  const answer = await fetch(`${sim.graphUrl}/v23.0${path}`, { method: "POST", headers, body: form });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 2, 0, 2, 0, 1, 1, 17, 0]);

describe("media", () => {
  test.each<[string, Body]>([
    ["with its type", { ...product, type: "image/jpeg" }],
    ["without its type", product],
  ])("uploaded %s, looked up, sent, downloaded and deleted", async (_, fields) => {
    const uploaded = await upload(`/${sim.phoneNumberId}/media`, "file", jpeg, fields);
    expect(uploaded.body).toEqual({ id: expect.stringMatching(/^\d+$/) });
    const id = String(at(uploaded.body, "id"));
    const found = await get(`/${id}?phone_number_id=${sim.phoneNumberId}`);
    expect(found.body).toMatchObject({ ...product, mime_type: "image/jpeg", file_size: jpeg.length, id });
    const image = { id, caption: "A mug" };
    const sent = await post(`/${sim.phoneNumberId}/messages`, { to: person, type: "image", image });
    expect(good(sent)).toEqual(fine);
    const headers = { Authorization: `Bearer ${sim.accessToken}` };
    const file = await fetch(String(at(found.body, "url")), { headers });
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(jpeg);
    expect((await remove(`/${id}?phone_number_id=${sim.phoneNumberId}`)).body).toEqual({ success: true });
  });

  test("a file for a template's header, in two calls", async () => {
    const query = `file_name=mug.jpg&file_length=${jpeg.length}&file_type=image/jpeg&access_token=${sim.accessToken}`;
    const session = await graph(sim, "POST", `/${sim.appId}/uploads?${query}`);
    const id = String(at(session.body, "id"));
    expect(id).toMatch(/^upload:/);
    const answer = await fetch(`${sim.graphUrl}/v23.0/${id}`, {
      method: "POST",
      headers: { Authorization: `OAuth ${sim.accessToken}`, file_offset: "0" },
      body: jpeg,
    });
    expect(await answer.json()).toEqual({ h: expect.stringMatching(/^4::/) });
  });
});

describe("blocked people", () => {
  test("are blocked, listed and let in again", async () => {
    const path = `/${sim.phoneNumberId}/block_users`;
    const block_users = [{ user: "+1 202-555-0111" }];
    const blocked = await post(path, { block_users });
    expect(blocked.body).toMatchObject({ ...product, block_users: { added_users: [{ wa_id: "12025550111" }] } });
    expect(at((await get(`${path}?limit=10`)).body, "data", 0, "block_users", 0, "wa_id")).toBe("12025550111");
    expect(good(await remove(path, { ...product, block_users }))).toEqual(fine);
  });
});

describe("groups", () => {
  async function groupWith(member: string): Promise<string> {
    const made = await post(`/${sim.phoneNumberId}/groups`, {
      subject: "New mugs",
      description: "What comes out of the oven",
      join_approval_mode: "approval_required",
    });
    expect(good(made)).toEqual(fine);
    const id = sim.groups().at(-1)?.id ?? "";
    sim.joinGroup(id, member);
    return id;
  }

  test("requests are listed and approved, members written to, messages pinned", async () => {
    const group = await groupWith(person);
    const requests = await get(`/${group}/join_requests`);
    const join_requests = [at(requests.body, "data", 0, "join_request_id")];
    expect((await post(`/${group}/join_requests`, { join_requests })).body).toMatchObject({
      approved_join_requests: join_requests,
    });
    const message = { recipient_type: "group", to: group };
    const sent = await post(`/${sim.phoneNumberId}/messages`, {
      ...message,
      type: "text",
      text: { preview_url: true, body: "Look: https://shop.example/new" },
    });
    expect(good(sent)).toEqual(fine);
    const pin = { type: "pin", message_id: wamid(sent), expiration_days: 4 };
    expect(good(await post(`/${sim.phoneNumberId}/messages`, { ...message, type: "pin", pin }))).toEqual(fine);
    const unpin = { type: "unpin", message_id: wamid(sent) };
    expect(good(await post(`/${sim.phoneNumberId}/messages`, { ...message, type: "pin", pin: unpin }))).toEqual(fine);
  });

  test("requests are turned down", async () => {
    const group = await groupWith(person);
    const join_requests = [at((await get(`/${group}/join_requests`)).body, "data", 0, "join_request_id")];
    expect((await remove(`/${group}/join_requests`, { ...product, join_requests })).body).toMatchObject({
      rejected_join_requests: join_requests,
    });
  });

  test("are read, listed, changed, given a new link, emptied and deleted", async () => {
    const group = await groupWith(person);
    const join_requests = [at((await get(`/${group}/join_requests`)).body, "data", 0, "join_request_id")];
    await post(`/${group}/join_requests`, { join_requests });
    const fields =
      "subject,description,participants,join_approval_mode,suspended,creation_timestamp,total_participant_count";
    expect((await get(`/${group}?fields=${fields}`)).body).toMatchObject({
      id: group,
      subject: "New mugs",
      total_participant_count: 1,
    });
    expect(at((await get(`/${sim.phoneNumberId}/groups?limit=10`)).body, "data", "groups", 0, "id")).toBe(group);
    expect(good(await post(`/${group}`, { subject: "Mugs", description: "All of them" }))).toEqual(fine);
    const link = at((await get(`/${group}/invite_link`)).body, "invite_link");
    expect(at((await post(`/${group}/invite_link`, {})).body, "invite_link")).not.toBe(link);
    const participants = [{ user: person }];
    expect(good(await remove(`/${group}/participants`, { ...product, participants }))).toEqual(fine);
    expect(good(await remove(`/${group}`))).toEqual(fine);
  });

  test.each(["profile_picture_file", "file"])("take a picture, in the form's field %s", async (name) => {
    const group = await groupWith(person);
    expect(good(await upload(`/${group}`, name, jpeg, product))).toEqual(fine);
  });
});

describe("templates", () => {
  const path = (): string => `/${sim.wabaId}/message_templates`;
  const plain = (name: string): Body => ({
    name,
    language: "en_US",
    category: "UTILITY",
    components: [{ type: "BODY", text: `Your ${name} is here.` }],
  });

  test("are listed by status and category, edited, and deleted by name and by id", async () => {
    const ids: unknown[] = [];
    for (const name of ["parcel", "letter"]) ids.push(at((await graph(sim, "POST", path(), plain(name))).body, "id"));
    await sim.advance("2s");
    const found = await get(`${path()}?category=utility&status=APPROVED&fields=name,status&limit=50`);
    expect(at(found.body, "data")).toHaveLength(3);
    const edit = { components: [{ type: "BODY", text: "Your parcel waits at the desk." }] };
    expect((await graph(sim, "POST", `/${String(ids[0])}`, edit)).body).toMatchObject({ success: true });
    expect((await remove(`${path()}?name=parcel`)).body).toEqual({ success: true });
    expect((await remove(`${path()}?hsm_id=${String(ids[1])}&name=letter`)).body).toEqual({ success: true });
  });

  test("for codes are made in many languages at once, and previewed", async () => {
    const upserted = await graph(sim, "POST", `/${sim.wabaId}/upsert_message_templates`, {
      name: "login",
      languages: ["en_US", "es_ES", "fr"],
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 10 },
        {
          type: "BUTTONS",
          buttons: [
            {
              type: "OTP",
              otp_type: "ONE_TAP",
              supported_apps: [{ package_name: "example.mugs.shop", signature_hash: "K8a/AINcGX7" }],
            },
          ],
        },
      ],
    });
    expect(at(upserted.body, "data")).toHaveLength(3);
    const query =
      "category=AUTHENTICATION&languages=en_US,es_ES&add_security_recommendation=true&code_expiration_minutes=10&button_types=OTP";
    expect(at((await get(`/${sim.wabaId}/message_template_previews?${query}`)).body, "data")).toHaveLength(2);
  });

  test("of the library are found by topic in lower case, and by several topics", async () => {
    const topics = encodeURIComponent('["PAYMENTS","ORDER_MANAGEMENT"]');
    const one = await get("/message_template_library?category=utility&topic=payments&language=en_US&limit=100");
    const two = await get(`/message_template_library?topic=${topics}&language=en_US&limit=100`);
    const length = (answer: Answer): unknown => at(answer.body, "data", "length");
    expect(Number(length(one))).toBeGreaterThan(0);
    expect(Number(length(two))).toBeGreaterThan(Number(length(one)));
  });
});
