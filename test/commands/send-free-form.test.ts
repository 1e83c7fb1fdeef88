import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";
import { hearing } from "./hearing.ts";
import { from, shop, to } from "./shop.ts";

const answer = ["send", "text", "Ya va en camino", "--to", to, "--json"];

describe("an answer to somebody who wrote", () => {
  it("goes out in an open window, without recorded consent", async () => {
    const { sim, home } = await shop([{ text: "Hola, ¿llega hoy?" }]);
    const result = await runRecado(answer, { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({
      messages: [{ to, state: "accepted", template: null }],
      counts: { accepted: 1 },
    });
    expect(sim.messages({ to: from })).toMatchObject([{ type: "text", text: "Ya va en camino" }]);
  });

  it("goes out to who wrote BAJA a moment ago: that it is done can be said", async () => {
    const { sim, home } = await shop([{ text: "BAJA" }]);
    expect(await runRecado(answer, { home })).toMatchObject({ code: 0 });
    expect(sim.count({ to: from })).toBe(1);
  });

  it("is refused after 24 hours, with when they last wrote and what to do, and nothing is stored or sent", async () => {
    const { sim, home } = await shop([{ text: "Hola", hoursAgo: 25 }]);
    const result = await runRecado(answer, { home });
    expect(result).toMatchObject({ code: 4, stdout: "" });
    const error = errorOf(result);
    expect(error).toMatchObject({
      code: "policy.window_closed",
      data: { windows: [{ to: "+1202•••••01", lastInboundAt: expect.any(String) as string }] },
    });
    expect(error.message).toMatch(/last wrote on \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(error.hint).toContain("recado send <template>");
    expect(sim.count()).toBe(0);
    const { stdout } = await runRecado(["messages", "list", "--direction", "out", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ messages: [] });
  });

  it("leaves out those whose window is closed when others' is open, and says so with exit 6", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    await hearing(home, sim, [{ from: "12025550102", text: "Hola", hoursAgo: 30 }]);
    const result = await runRecado([...answer, "--to", "+12025550102"], { home });
    expect(result.code).toBe(6);
    expect(JSON.parse(result.stdout)).toMatchObject({
      messages: [{ state: "accepted" }, { state: "skipped", reason: "policy.window_closed" }],
    });
    expect(errorOf(result).hint).toContain("Send a template");
    expect(sim.count()).toBe(1);
  });

  it("needs consent from somebody of whom nothing was heard, and warns that Meta may not deliver", async () => {
    const { sim, home } = await shop();
    const refused = await runRecado(answer, { home });
    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.stdout)).toMatchObject({ messages: [{ reason: "policy.no_consent" }] });
    const sent = await runRecado([...answer, "--opted-in", "counter"], { home });
    expect(sent).toMatchObject({ code: 0 });
    expect(sent.stderr).toContain("only to those who wrote in the last 24 hours");
    expect(sim.count()).toBe(1);
  });

  it("can quote the message that it answers, and then needs no --to", async () => {
    const { sim, home } = await shop([{ text: "¿Tienen tazas?" }]);
    const { stdout } = await runRecado(["messages", "list", "--direction", "in", "--json"], { home });
    const { messages } = JSON.parse(stdout) as { messages: { id: string; wamid: string }[] };
    const [asked] = messages;
    const result = await runRecado(["send", "text", "Sí", "--reply-to", asked?.id ?? "", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(sim.messages()).toMatchObject([{ to: from, payload: { context: { message_id: asked?.wamid } } }]);
  });
});

describe("--dry-run of an answer", () => {
  it("shows the words, when the window ends and the price, and sends nothing", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "text", "Ya va", "--to", to, "--dry-run", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const { messages } = JSON.parse(result.stdout) as { messages: { windowEndsAt: string; lastInboundAt: string }[] };
    expect(messages).toMatchObject([{ to, type: "text", window: "open", consent: "reply", reason: null }]);
    const [first] = messages;
    expect(Date.parse(first?.windowEndsAt ?? "") - Date.parse(first?.lastInboundAt ?? "")).toBe(24 * 3_600_000);
    expect(sim.count()).toBe(0);
  });

  it.each([
    ["en", [{ text: "Hola" }], /open until \d{4}-\d\d-\d\d/],
    ["es", [{ text: "Hola" }], /abierta hasta \d{4}-\d\d-\d\d/],
    ["en", [{ text: "Hola", hoursAgo: 25 }], /closed since \d{4}-\d\d-\d\d/],
    ["es", [], /no consta/],
  ] as const)("tells the window in words (%s)", async (lang, heard, words) => {
    const { home } = await shop(heard);
    const result = await runRecado(["send", "text", "Ya va", "--to", to, "--dry-run", "--lang", lang], { home });
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(words);
    expect(result.stdout).toContain("│ Ya va");
  });
});

describe("the same key", () => {
  it("sends an answer once, and refuses other words", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const line = (words: string): string[] => ["send", "text", words, "--to", to, "--idempotency-key", "K", "--json"];
    const first = await runRecado(line("Uno"), { home });
    const again = await runRecado(line("Uno"), { home });
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(first.stdout));
    const other = await runRecado(line("Dos"), { home });
    expect(other.code).toBe(2);
    expect(errorOf(other).code).toBe("send.key_used");
    expect(sim.count()).toBe(1);
  });

  it("is of one file, whatever its name at Meta: another file under it is refused", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const file = join(home, "invoice.pdf");
    const line = ["send", "document", file, "--to", to, "--idempotency-key", "K", "--json"];
    writeFileSync(file, "%PDF-1.4 one");
    expect(await runRecado(line, { home })).toMatchObject({ code: 0 });
    expect(await runRecado(line, { home })).toMatchObject({ code: 0 });
    writeFileSync(file, "%PDF-1.4 two");
    expect(errorOf(await runRecado(line, { home })).code).toBe("send.key_used");
    expect(sim.count()).toBe(1);
  });
});

describe("files", () => {
  it("a local one is uploaded once for all, under its name", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    await hearing(home, sim, [{ from: "12025550102", text: "Hola" }]);
    writeFileSync(join(home, "invoice.pdf"), "%PDF-1.4");
    const people = ["--to", to, "--to", "+12025550102"];
    const line = ["send", "document", "invoice.pdf", "--caption", "F-77", ...people, "--json"];
    expect(await runRecado(line, { home })).toMatchObject({ code: 0, stderr: "" });
    const sent = sim.messages().map(({ payload }) => (payload as { document: { id: string } }).document);
    expect(sent).toMatchObject([
      { filename: "invoice.pdf", caption: "F-77" },
      { filename: "invoice.pdf", caption: "F-77" },
    ]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it("an address is passed on to Meta", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const link = "https://shop.example/mug.jpg";
    expect(await runRecado(["send", "image", link, "--to", to, "--json"], { home })).toMatchObject({ code: 0 });
    expect(sim.messages()).toMatchObject([{ type: "image", payload: { image: { link } } }]);
  });

  it.each([
    ["image", "mug.gif", "GIF89a", "media.unknown_type"],
    ["image", "mug.pdf", "%PDF", "media.wrong_kind"],
    ["image", "empty.png", "", "media.empty"],
    ["image", "big.png", "x".repeat(5 * 1024 * 1024 + 1), "media.too_large"],
    ["sticker", "big.webp", "x".repeat(100 * 1024 + 1), "media.too_large"],
    ["document", "not-there.pdf", undefined, "input.unreadable"],
  ])("%s %s is refused before anything leaves (%#)", async (kind, name, content, code) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    if (content !== undefined) writeFileSync(join(home, name), content);
    const result = await runRecado(["send", kind, name, "--to", to, "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe(code);
    expect(sim.count()).toBe(0);
  });
});

const kinds: Readonly<Record<string, readonly [readonly string[], object]>> = {
  location: [
    ["location", "--latitude", "-12.0464", "--longitude", "-77.0428", "--name", "Tienda"],
    { location: { latitude: -12.0464, longitude: -77.0428, name: "Tienda" } },
  ],
  contacts: [
    ["contact", "--contact-name", "Ana Example", "--contact-phone", "+12025550102"],
    {
      contacts: [
        { name: { formatted_name: "Ana Example" }, phones: [{ phone: "+12025550102", wa_id: "12025550102" }] },
      ],
    },
  ],
  buttons: [
    [
      "buttons",
      "¿Le sirve a las 10?",
      "--button",
      "si=Sí",
      "--button",
      "no=No",
      "--header",
      "Cita",
      "--footer",
      "Hora local",
    ],
    {
      interactive: {
        type: "button",
        header: { type: "text", text: "Cita" },
        body: { text: "¿Le sirve a las 10?" },
        footer: { text: "Hora local" },
        action: { buttons: [{ type: "reply", reply: { id: "si", title: "Sí" } }, { reply: { id: "no" } }] },
      },
    },
  ],
  list: [
    [
      "list",
      "¿Cuándo?",
      "--label",
      "Ver",
      "--row",
      "a|09:00|Ana|Mañana",
      "--row",
      "b|10:00||Lunes",
      "--row",
      "c|11:00||Mañana",
    ],
    {
      interactive: {
        type: "list",
        action: {
          button: "Ver",
          sections: [
            {
              title: "Mañana",
              rows: [
                { id: "a", title: "09:00", description: "Ana" },
                { id: "c", title: "11:00" },
              ],
            },
            { title: "Lunes", rows: [{ id: "b", title: "10:00" }] },
          ],
        },
      },
    },
  ],
  "cta-url": [
    [
      "cta-url",
      "Su factura",
      "--label",
      "Abrir",
      "--url",
      "https://shop.example/i/77",
      "--media",
      "https://shop.example/a.pdf",
    ],
    {
      interactive: {
        type: "cta_url",
        header: { type: "document", document: { link: "https://shop.example/a.pdf" } },
        action: { parameters: { display_text: "Abrir", url: "https://shop.example/i/77" } },
      },
    },
  ],
  "location-request": [["location-request", "¿Dónde está?"], { interactive: { type: "location_request_message" } }],
};

describe("messages with more than words", () => {
  it.each(Object.entries(kinds))("%s reaches the customer as typed", async (_, [args, payload]) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", ...args, "--to", to, "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(sim.messages()).toMatchObject([{ to: from, payload }]);
  });

  it.each([
    ["flow", ["flow", "Reserve", "--flow", "880011223344", "--label", "Reservar", "--screen", "START"]],
    ["product", ["product", "mug-blue", "--catalog", "77"]],
    [
      "products",
      ["products", "Tazas", "--header", "Tazas", "--product", "mug-blue", "--product", "mug-red", "--catalog", "77"],
    ],
    ["catalog", ["catalog", "Todo lo que hay", "--thumbnail", "mug-blue"]],
    ["contact-request", ["contact-request", "¿Cómo le ubicamos?"]],
    ["call-request", ["call-request", "¿Podemos llamarle?"]],
    ["voice-call", ["voice-call", "¿Dudas?", "--label", "Llamar", "--minutes", "60"]],
  ])("%s is well formed", async (_, args) => {
    const { home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", ...args, "--to", to, "--dry-run", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({ messages: [{ type: "interactive", state: "queued" }] });
  });

  it.each([
    [
      "four buttons",
      ["buttons", "¿?", ..."abcd".split("").flatMap((id) => ["--button", `${id}=${id}`])],
      "message.invalid",
      "buttons",
    ],
    ["a title too long", ["buttons", "¿?", "--button", `a=${"x".repeat(21)}`], "message.invalid", "reply.title"],
    [
      "a latitude off the map",
      ["location", "--latitude", "91", "--longitude", "0"],
      "message.invalid",
      "location.latitude",
    ],
    ["no button", ["buttons", "¿?"], "usage.missing_option", "--button"],
    ["a button that says nothing", ["buttons", "¿?", "--button", "si="], "usage.bad_value", "--button"],
    ["no words", ["text"], "usage.missing_option", "--body"],
    ["degrees that are none", ["location", "--latitude", "north", "--longitude", "0"], "usage.bad_value", "--latitude"],
  ])("%s is refused before anything leaves, with its place", async (_, args, code, place) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", ...args, "--to", to, "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe(code);
    expect(errorOf(result).message).toContain(place);
    expect(sim.count()).toBe(0);
  });

  it("a reaction goes to who wrote the message, and can be taken back", async () => {
    const { sim, home } = await shop([{ text: "¡Gracias!" }]);
    const { stdout } = await runRecado(["messages", "list", "--direction", "in", "--json"], { home });
    const [thanks] = (JSON.parse(stdout) as { messages: { id: string; wamid: string }[] }).messages;
    const line = ["send", "reaction", "--message", thanks?.id ?? "", "--json"];
    expect(await runRecado([...line, "👍"], { home })).toMatchObject({ code: 0, stderr: "" });
    expect(await runRecado([...line, "--remove"], { home })).toMatchObject({ code: 0, stderr: "" });
    const payloads = sim.messages().map(({ payload }) => payload);
    expect(payloads).toHaveLength(2);
    for (const emoji of ["👍", ""]) {
      expect(payloads).toContainEqual(
        expect.objectContaining({ reaction: { message_id: thanks?.wamid, emoji } }) as unknown,
      );
    }
  });
});

describe("recado send content", () => {
  const carousel = {
    type: "interactive",
    interactive: {
      type: "carousel",
      body: { text: "Novedades" },
      action: {
        cards: [0, 1].map((card_index) => ({
          card_index,
          type: "cta_url",
          header: { type: "image", image: { link: `https://img.example/${card_index}.jpg` } },
          action: { name: "cta_url", parameters: { display_text: "Ver", url: "https://shop.example/a" } },
        })),
      },
    },
  };

  it("sends what the Cloud API understands, from a file or from standard input", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    writeFileSync(join(home, "carousel.json"), JSON.stringify(carousel));
    const fromFile = await runRecado(["send", "content", "--file", "carousel.json", "--to", to, "--json"], { home });
    expect(fromFile).toMatchObject({ code: 0, stderr: "" });
    const stdin = JSON.stringify({ type: "text", text: { body: "Hola" } });
    expect(await runRecado(["send", "content", "--file", "-", "--to", to, "--json"], { home, stdin })).toMatchObject({
      code: 0,
    });
    expect(sim.count()).toBe(2);
  });

  it.each([
    ["no JSON", "{", "message.bad_file", "not JSON"],
    ["a recipient", JSON.stringify({ ...carousel, to: "+12025550101" }), "message.bad_file", "to"],
    ["an unknown type", JSON.stringify({ type: "telegram" }), "message.invalid", "type"],
    [
      "one card",
      JSON.stringify({
        ...carousel,
        interactive: {
          ...carousel.interactive,
          action: { cards: carousel.interactive.action.cards.slice(0, 1) },
        },
      }),
      "message.invalid",
      "interactive.action.cards",
    ],
    [
      "a template",
      JSON.stringify({ type: "template", template: { name: "a", language: { code: "es" } } }),
      "message.is_template",
      "",
    ],
  ])("refuses %s with its place", async (_, stdin, code, place) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "content", "--file", "-", "--to", to, "--json"], { home, stdin });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe(code);
    expect(errorOf(result).message).toContain(place);
    expect(sim.count()).toBe(0);
  });
});

describe("recado send in a terminal", () => {
  it("asks for the words and the person, shows them, and asks before it sends", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "text", "--lang", "es"], {
      home,
      answers: [
        { seen: "¿Qué debe decir?", type: "Ya va\r" },
        { seen: "¿A qué número?", type: `${to}\r` },
        { seen: "¿Enviar esto a 1 persona", type: "s\r" },
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(result.stderr).toContain("│ Ya va");
    expect(sim.messages()).toMatchObject([{ text: "Ya va" }]);
  });
});

describe("the kind of a message", () => {
  it.each([
    [["send", "--to", to, "text", "Hola"]],
    [["--json", "send", "text", "Hola", "--to", to]],
    [["send", "text", "Hola", `--to=${to}`]],
  ])("is found wherever it stands: %j", async (line) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    expect((await runRecado(line, { home })).code).toBe(0);
    expect(sim.messages()).toMatchObject([{ type: "text" }]);
  });

  it.each([[["send", "template", "text"]], [["send", "--", "text"]]])(
    "is that of a template where it is said so: %j",
    async (line) => {
      const sim = await simulator();
      sim.template({
        name: "text",
        language: "es",
        category: "UTILITY",
        components: [{ type: "BODY", text: "Hola" }],
        status: "APPROVED",
      });
      const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
      const [noun = "", ...rest] = line;
      const result = await runRecado([noun, "--to", to, "--opted-in", "web", "--json", ...rest], { home });
      expect(result).toMatchObject({ code: 0, stderr: "" });
      expect(sim.messages()).toMatchObject([{ template: "text" }]);
    },
  );

  it("is suggested to who mistypes it", async () => {
    const { home } = await shop();
    const result = await runRecado(["send", "imagen", "--to", to, "--json"], { home });
    expect(errorOf(result)).toMatchObject({ code: "template.not_found", hint: "Did you mean recado send image?" });
  });

  it("is listed by --help beside how a template is sent", async () => {
    const { stdout } = await runRecado(["send", "--help", "--lang", "es"]);
    for (const part of ["text ", "buttons ", "content ", "--param", "recado send hello_world"]) {
      expect(stdout).toContain(part);
    }
  });
});

describe("recado messages", () => {
  it("marks a message as read at Meta, and can show that somebody types", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    const { stdout } = await runRecado(["messages", "list", "--direction", "in", "--json"], { home });
    const [hello] = (JSON.parse(stdout) as { messages: { id: string; wamid: string }[] }).messages;
    const result = await runRecado(["messages", "read", hello?.id ?? "", "--typing", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({ dryRun: false, read: { wamid: hello?.wamid, typing: true } });
    const byWamid = await runRecado(["messages", "read", hello?.wamid ?? "", "--lang", "es"], { home });
    expect(byWamid.stdout).toBe("Marcado como leído.\n");
  });

  it("reads only what came in", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    const { stdout } = await runRecado(answer, { home });
    const [sent] = (JSON.parse(stdout) as { messages: { id: string }[] }).messages;
    const ours = await runRecado(["messages", "read", sent?.id ?? "", "--json"], { home });
    expect(errorOf(ours).code).toBe("messages.not_received");
    const unknown = await runRecado(["messages", "read", "msg_none", "--json"], { home });
    expect(errorOf(unknown).code).toBe("messages.not_found");
    const foreign = await runRecado(["messages", "read", "wamid.none", "--json"], { home });
    expect(errorOf(foreign).code).toMatch(/^graph\./);
  });

  it("lists what was answered in words", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    await runRecado(["send", "buttons", "¿A las 10?", "--button", "si=Sí", "--to", to], { home });
    const { stdout } = await runRecado(["messages", "list", "--direction", "out", "--lang", "es"], { home });
    expect(stdout).toContain("¿A las 10? [ Sí ]");
  });
});
