import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GraphError } from "../../src/graph/errors.ts";
import type { WireSendBody, WireTemplateSend } from "../../src/graph/wire/messages.ts";
import type { WireTemplateCreate } from "../../src/graph/wire/templates.ts";
import { graphWorld, type GraphWorld } from "../helpers/graph-world.ts";
import { Receiver } from "../simulator/helpers.ts";

const person = "+12025550111";
const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const to = { messaging_product: "whatsapp", recipient_type: "individual", to: person } as const;
const hello: WireTemplateSend = { name: "hello_world", language: { code: "en_US" } };
const template = (send: WireTemplateSend): WireSendBody => ({ ...to, type: "template", template: send });
const text = (body: string): WireSendBody => ({ ...to, type: "text", text: { body } });

const invoice: WireTemplateCreate = {
  name: "factura",
  language: "es",
  category: "UTILITY",
  components: [
    { type: "BODY", text: "Hola {{1}}, su factura {{2}} está lista.", example: { body_text: [["Ana", "F-77"]] } },
  ],
};

/** The refusal of a call that must be refused. */
async function refusal(call: Promise<unknown>): Promise<GraphError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof GraphError) return error;
  throw new Error(`no refusal but ${String(error)}`);
}

describe("messages", () => {
  test("a template, with our id, and its filled-in text", async () => {
    const { simulator, client } = await graphWorld();
    simulator.template(invoice);
    const body: WireSendBody = {
      ...template({
        name: "factura",
        language: { code: "es" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "Ana" },
              { type: "text", text: "F-78" },
            ],
          },
        ],
      }),
      biz_opaque_callback_data: "msg_1",
    };
    const answer = await client().messages.send(simulator.phoneNumberId, body);
    expect(answer).toMatchObject({
      contacts: [{ input: person, wa_id: "12025550111" }],
      messages: [{ id: expect.stringMatching(/^wamid\./) as string }],
    });
    expect(simulator.messages()).toMatchObject([
      {
        id: answer.messages[0]?.id,
        to: "12025550111",
        template: "factura",
        text: "Hola Ana, su factura F-78 está lista.",
        biz_opaque_callback_data: "msg_1",
      },
    ]);
  });

  test("a text, in the 24 hours after the customer wrote", async () => {
    const { simulator, client } = await graphWorld();
    simulator.inbound({ from: person, text: "¿Llega hoy?" });
    await client().messages.send(simulator.phoneNumberId, text("Sí, esta tarde."));
    expect(simulator.messages()).toMatchObject([{ type: "text", text: "Sí, esta tarde." }]);
  });

  test("a file by its id and one by its address", async () => {
    const { simulator, client } = await graphWorld();
    simulator.inbound({ from: person, text: "Hola" });
    const graph = client();
    const { id } = await graph.media.upload(simulator.phoneNumberId, {
      file: picture,
      filename: "casa.jpg",
      mimeType: "image/jpeg",
    });
    await graph.messages.send(simulator.phoneNumberId, { ...to, type: "image", image: { id, caption: "Aquí es" } });
    await graph.messages.send(simulator.phoneNumberId, {
      ...to,
      type: "document",
      document: { link: "https://example.com/f-77.pdf", filename: "F-77.pdf" },
    });
    expect(simulator.messages()).toMatchObject([
      { type: "image", text: "Aquí es" },
      { type: "document", payload: { document: { link: "https://example.com/f-77.pdf" } } },
    ]);
  });

  interface Refused {
    readonly name: string;
    readonly body: WireSendBody;
    readonly code: string;
    readonly graphCode: number;
    readonly exit: number;
    readonly prepare?: (world: GraphWorld) => void;
  }
  const filled = (...values: string[]): WireSendBody =>
    template({
      name: "factura",
      language: { code: "es" },
      components: [{ type: "body", parameters: values.map((value) => ({ type: "text", text: value })) }],
    });
  const refused: readonly Refused[] = [
    {
      name: "an unknown template",
      body: template({ ...hello, name: "helo_world" }),
      code: "graph.template_not_found",
      graphCode: 132_001,
      exit: 4,
    },
    {
      name: "a language that the template does not have",
      body: template({ ...hello, language: { code: "pt_BR" } }),
      code: "graph.template_not_found",
      graphCode: 132_001,
      exit: 4,
    },
    {
      name: "too few values",
      body: filled("Ana"),
      code: "graph.template_parameter_count",
      graphCode: 132_000,
      exit: 4,
      prepare: ({ simulator }) => simulator.template(invoice),
    },
    {
      name: "a paused template",
      body: filled("Ana", "F-77"),
      code: "graph.template_paused",
      graphCode: 132_015,
      exit: 4,
      prepare: ({ simulator }) => simulator.template({ ...invoice, status: "PAUSED" }),
    },
    {
      name: "a disabled template",
      body: filled("Ana", "F-77"),
      code: "graph.template_disabled",
      graphCode: 132_016,
      exit: 4,
      prepare: ({ simulator }) => simulator.template({ ...invoice, status: "DISABLED" }),
    },
    {
      name: "an expired token",
      body: template(hello),
      code: "graph.token_expired",
      graphCode: 190,
      exit: 3,
      prepare: ({ simulator }) => simulator.token({ expired: true }),
    },
    {
      name: "a token without the permission",
      body: template(hello),
      code: "graph.permission_denied",
      graphCode: 200,
      exit: 3,
      prepare: ({ simulator }) => simulator.token({ scopes: ["whatsapp_business_management"] }),
    },
    {
      name: "a recipient who is not on the list of a test number",
      body: template(hello),
      code: "graph.recipient_not_allowed",
      graphCode: 131_030,
      exit: 4,
      prepare: ({ simulator }) => simulator.fault({ on: "messages", kind: "graph-error", code: 131_030 }),
    },
    {
      name: "too many messages a second, for longer than the client waits",
      body: template(hello),
      code: "graph.rate_limited",
      graphCode: 130_429,
      exit: 5,
      prepare: ({ simulator }) => simulator.fault({ on: "messages", kind: "graph-error", code: 130_429 }),
    },
  ];
  test.each(refused)("refused: $name", async ({ body, code, graphCode, exit, prepare }) => {
    const world = await graphWorld();
    prepare?.(world);
    const error = await refusal(world.client().messages.send(world.simulator.phoneNumberId, body));
    expect(error).toMatchObject({ code, graphCode, exit });
    expect(error.hint?.es).toBeTruthy();
    expect(error.traceId).toBeTruthy();
    expect(error.message).not.toContain(world.simulator.accessToken);
    expect(world.simulator.count()).toBe(0);
  });

  test("a text that is too long: refused here, and there where it leaves all the same", async () => {
    const { simulator, client } = await graphWorld();
    const graph = client();
    const body = text("x".repeat(4_097));
    await expect(graph.messages.send(simulator.phoneNumberId, body)).rejects.toMatchObject({
      code: "message.invalid",
      exit: 2,
    });
    const path = `/${simulator.phoneNumberId}/messages`;
    const unchecked = graph.request({ method: "POST", path, body, repeatable: false, read: (answer) => answer });
    expect(await refusal(unchecked)).toMatchObject({ code: "graph.parameter_value", graphCode: 131_009, exit: 4 });
    expect(simulator.count()).toBe(0);
  });

  test("refused: a number that does not exist", async () => {
    const { client } = await graphWorld();
    expect(await refusal(client().messages.send("100200300", template(hello)))).toMatchObject({
      code: "graph.object_missing",
      subcode: 33,
    });
  });

  test("refused: a proof made with another app secret", async () => {
    const { simulator, client } = await graphWorld();
    const graph = client({ appSecret: "0123456789abcdef0123456789abcdef" });
    expect(await refusal(graph.messages.send(simulator.phoneNumberId, template(hello)))).toMatchObject({
      graphCode: 100,
    });
  });

  test("a broken connection may have sent it; nobody who listens may not", async () => {
    const { simulator, client } = await graphWorld();
    const graph = client();
    simulator.fault({ on: "messages", kind: "reset-after-accept", times: 1 });
    await expect(graph.messages.send(simulator.phoneNumberId, template(hello))).rejects.toMatchObject({
      sent: "maybe",
      exit: 5,
    });
    expect(simulator.count()).toBe(1);
    await simulator.close();
    await expect(client().messages.send(simulator.phoneNumberId, template(hello))).rejects.toMatchObject({
      code: "network.refused",
      sent: "no",
    });
  });

  test("a send is not repeated after it may have arrived, a reading is", async () => {
    const { simulator, client } = await graphWorld();
    const graph = client();
    const fault = simulator.fault({ on: "*", kind: "reset-before", times: 2 });
    expect(await graph.wabas.get(simulator.wabaId)).toMatchObject({ id: simulator.wabaId });
    expect(fault.hits).toBe(2);
    const again = simulator.fault({ on: "messages", kind: "reset-before", times: 2 });
    await expect(graph.messages.send(simulator.phoneNumberId, template(hello))).rejects.toMatchObject({
      sent: "maybe",
    });
    expect(again.hits).toBe(1);
  });
});

describe("templates", () => {
  test("made, reviewed, found, and deleted", async () => {
    const { simulator, client } = await graphWorld({ templateReview: "manual" });
    const { templates } = client();
    const made = await templates.create(simulator.wabaId, invoice);
    expect(made).toEqual({ id: expect.any(String) as string, status: "PENDING", category: "UTILITY" });
    expect(await templates.get(made.id)).toMatchObject({
      ...invoice,
      id: made.id,
      status: "PENDING",
      parameter_format: "POSITIONAL",
    });
    simulator.setTemplateStatus(made.id, { status: "APPROVED" });
    expect(await templates.get(made.id, { fields: ["status"] })).toEqual({ id: made.id, status: "APPROVED" });

    const named = await collect(templates.list(simulator.wabaId, { name: "factura" }));
    expect(named).toMatchObject([{ id: made.id, name: "factura", language: "es", status: "APPROVED" }]);
    expect(await collect(templates.list(simulator.wabaId, { status: "REJECTED" }))).toEqual([]);

    expect(await templates.delete(simulator.wabaId, { name: "factura", id: made.id })).toEqual({ success: true });
    expect(await collect(templates.list(simulator.wabaId, { name: "factura" }))).toEqual([]);
    expect(await refusal(templates.delete(simulator.wabaId, { name: "factura" }))).toMatchObject({ graphCode: 100 });
  });

  test("all pages of a long list, each template once", async () => {
    const { simulator, client } = await graphWorld();
    const names = Array.from({ length: 260 }, (_, place) => `aviso_${place}`);
    for (const name of names) simulator.template({ ...invoice, name });
    const listed = await collect(client().templates.list(simulator.wabaId));
    const ours = listed.map(({ name }) => name).filter((name) => name.startsWith("aviso_"));
    expect(ours.toSorted()).toEqual(names.toSorted());
  });

  test("refused: the same name and language again", async () => {
    const { simulator, client } = await graphWorld();
    simulator.template(invoice);
    expect(await refusal(client().templates.create(simulator.wabaId, invoice))).toMatchObject({
      subcode: 2_388_024,
      code: "graph.template_exists",
    });
  });
});

describe("phone numbers and accounts", () => {
  test("the numbers of the account, and one by its id", async () => {
    const { simulator, client } = await graphWorld();
    const { phoneNumbers } = client();
    const [number] = await collect(phoneNumbers.list(simulator.wabaId));
    expect(number).toMatchObject({
      id: simulator.phoneNumberId,
      display_phone_number: simulator.displayPhoneNumber,
      status: "CONNECTED",
      quality_rating: expect.any(String) as string,
      throughput: { level: expect.any(String) as string },
      whatsapp_business_manager_messaging_limit: expect.stringMatching(/^TIER_/) as string,
    });
    expect(await phoneNumbers.get(simulator.phoneNumberId)).toEqual(number);
  });

  test("the account, and which apps get its webhooks", async () => {
    const { simulator, client } = await graphWorld();
    const { wabas } = client();
    expect(await wabas.get(simulator.wabaId)).toMatchObject({
      id: simulator.wabaId,
      name: expect.any(String) as string,
      currency: "USD",
      timezone_id: expect.any(String) as string,
    });
    await wabas.unsubscribe(simulator.wabaId);
    expect(await wabas.subscribedApps(simulator.wabaId)).toEqual([]);
    expect(await wabas.subscribe(simulator.wabaId)).toEqual({ success: true });
    expect(await wabas.subscribedApps(simulator.wabaId)).toMatchObject([
      { whatsapp_business_api_data: { id: simulator.appId } },
    ]);
  });

  test("webhooks to an address of the account's own, after the handshake", async () => {
    const { simulator, client } = await graphWorld();
    await using receiver = await Receiver.start("ours");
    const { wabas } = client();
    const override = { callbackUri: receiver.url, verifyToken: "ours" };
    await wabas.subscribe(simulator.wabaId, { override });
    expect(receiver.handshakes).toHaveLength(1);
    expect(await wabas.subscribedApps(simulator.wabaId)).toMatchObject([{ override_callback_uri: receiver.url }]);
    const wrong = { ...override, verifyToken: "not-ours" };
    const error = await refusal(wabas.subscribe(simulator.wabaId, { override: wrong }));
    expect(error.message).not.toContain("not-ours");
  });

  test("refused: an account that the token does not see", async () => {
    const { client } = await graphWorld();
    const graph = client();
    expect(await refusal(graph.wabas.get("123456789"))).toMatchObject({ code: "graph.object_missing" });
    expect(await refusal(collect(graph.phoneNumbers.list("123456789")))).toMatchObject({
      code: "graph.object_missing",
    });
    expect(await refusal(graph.phoneNumbers.get("123456789"))).toMatchObject({ code: "graph.object_missing" });
  });
});

describe("media", () => {
  test("up, described, down, and gone", async () => {
    const { simulator, client } = await graphWorld();
    const { media } = client();
    const file = { file: picture, filename: "ñandú.jpg", mimeType: "image/jpeg" };
    const { id } = await media.upload(simulator.phoneNumberId, file);
    const described = await media.get(id, { phoneNumberId: simulator.phoneNumberId });
    expect(described).toMatchObject({
      id,
      mime_type: "image/jpeg",
      file_size: picture.length,
      sha256: createHash("sha256").update(picture).digest("hex"),
    });
    const download = await media.download(described.url);
    expect(download).toMatchObject({ mimeType: "image/jpeg", size: picture.length });
    expect(Buffer.concat(await collect(download.content))).toEqual(Buffer.from(picture));

    expect(await media.delete(id)).toEqual({ success: true });
    expect(await refusal(media.get(id))).toMatchObject({ graphCode: 100 });
  });

  test("refused before it leaves: a kind of file that WhatsApp does not take", async () => {
    const { simulator, client } = await graphWorld();
    const file = { file: picture, filename: "a.exe", mimeType: "application/x-msdownload" };
    await expect(client().media.upload(simulator.phoneNumberId, file)).rejects.toMatchObject({
      code: "media.bad_type",
      exit: 2,
    });
  });
});

describe("tokens", () => {
  test("what a token may do, and that a stranger's is not valid", async () => {
    const { simulator, client } = await graphWorld();
    const { tokens } = client();
    expect(await tokens.debug(simulator.accessToken)).toMatchObject({
      is_valid: true,
      app_id: simulator.appId,
      expires_at: 0,
      scopes: expect.arrayContaining(["whatsapp_business_messaging", "whatsapp_business_management"]) as string[],
      granular_scopes: expect.arrayContaining([
        { scope: "whatsapp_business_messaging", target_ids: [simulator.wabaId] },
      ]) as unknown[],
    });
    expect(await tokens.debug("EAAanother")).toMatchObject({ is_valid: false });
  });
});
