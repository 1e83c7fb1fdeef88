import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, person, send } from "./helpers.ts";
import { buttons, flow, interactive, link, list, many, reply, row } from "./send-bodies.ts";
import { type Content, rules } from "./send-rules.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const x = (length: number): string => "x".repeat(length);
const image = { type: "image", image: { link: "https://img.example/a.jpg" } };

describe("header, body and footer", () => {
  rules(
    () => sim,
    [
      ["a header of 60 characters", () => ({ ...buttons(), header: { type: "text", text: x(60) } })],
      ["an image as header", () => ({ ...buttons(), header: image })],
      [
        "a document with its name as header",
        () => ({
          ...buttons(),
          header: { type: "document", document: { link: "https://img.example/a.pdf", filename: "a.pdf" } },
        }),
      ],
      ["a body of 1,024 emojis", () => ({ ...buttons(), body: { text: "🎈".repeat(1_024) } })],
      ["a footer of 60 characters", () => ({ ...buttons(), footer: { text: x(60) } })],
    ],
    [
      [
        "a header of 61 characters",
        () => ({ ...buttons(), header: { type: "text", text: x(61) } }),
        131009,
        "Header text length invalid. Min length: 1, Max length: 60",
      ],
      ["a header of an unknown type", () => ({ ...buttons(), header: { type: "gif", gif: {} } }), 131009],
      ["a header without its file", () => ({ ...buttons(), header: { type: "image" } }), 131008],
      ["a header of two kinds", () => ({ ...buttons(), header: { ...image, text: "Hi" } }), 100],
      [
        "a caption in a header",
        () => ({ ...buttons(), header: { type: "image", image: { link: "https://img.example/a.jpg", caption: "x" } } }),
        100,
      ],
      ["an image above a list", () => ({ ...list(), header: image }), 131009],
      [
        "a body of 1,025 characters",
        () => ({ ...buttons(), body: { text: x(1_025) } }),
        131009,
        "Body text length invalid. Min length: 1, Max length: 1024",
      ],
      ["no body", () => ({ ...buttons(), body: undefined }), 131008, "The parameter interactive['body'] is required."],
      ["a body that is a text", () => ({ ...buttons(), body: "Hi" }), 131009],
      ["an empty body", () => ({ ...buttons(), body: { text: "" } }), 131009],
      ["a footer of 61 characters", () => ({ ...buttons(), footer: { text: x(61) } }), 131009],
      ["no action", () => ({ ...buttons(), action: undefined }), 131008],
      ["an action that is an array", () => ({ ...buttons(), action: [] }), 131009],
      [
        "an unknown member",
        () => ({ ...buttons(), subject: "x" }),
        100,
        'Unexpected key "subject" on param "interactive".',
      ],
      ["no type", () => ({ ...buttons(), type: undefined }), 131008],
      ["an unknown type", () => ({ ...buttons(), type: "poll" }), 131009],
      ["a type named like a method of every object", () => ({ ...buttons(), type: "constructor" }), 131009],
      ["the name that contact requests had before", () => ({ ...buttons(), type: "contact_request" }), 131009],
    ],
  );

  test("a header's file that cannot be fetched fails later", async () => {
    sim.inbound({ from: person, text: "Hola" });
    const broken = { type: "image", image: { link: "https://img.invalid/a.jpg" } };
    expect((await send(sim, interactive({ ...buttons(), header: broken }))).status).toBe(200);
    await sim.advance("1m");
    expect(at(sim.messages()[0], "errors", 0, "code")).toBe(131053);
  });
});

describe("buttons", () => {
  const three = many(3, (index) => reply(`id-${index}`, `Button ${index}`));
  rules(
    () => sim,
    [
      ["three", () => buttons(...three)],
      ["an id of 256 and a title of 20 characters", () => buttons(reply(x(256), x(20)))],
    ],
    [
      [
        "none",
        () => ({ ...buttons(), action: { buttons: [] } }),
        131009,
        "Buttons count invalid. Min count: 1, Max count: 3",
      ],
      ["four", () => buttons(...three, reply("more", "More")), 131009],
      [
        "a title of 21 characters",
        () => buttons(reply("a", x(21))),
        131009,
        "Button title length invalid. Min length: 1, Max length: 20",
      ],
      ["an id of 257 characters", () => buttons(reply(x(257), "A")), 131009],
      [
        "a space before an id",
        () => buttons(reply(" a", "A")),
        131009,
        "Button id must not begin or end with a space.",
      ],
      ["the same id twice", () => buttons(reply("a", "A"), reply("a", "B")), 131009],
      ["the same title twice", () => buttons(reply("a", "A"), reply("b", "A")), 131009],
      ["no id", () => buttons({ type: "reply", reply: { title: "A" } }), 131008],
      ["another type", () => buttons({ type: "url", url: {} }), 131009],
      [
        "a link among them",
        () => buttons({ type: "cta_url", cta_url: { display_text: "A", url: "https://a.example" } }),
        131009,
      ],
      ["an unknown member", () => buttons({ ...reply("a", "A"), color: "red" }), 100],
    ],
  );
});

describe("lists", () => {
  const rows = (count: number, from = 0): Content[] => many(count, (index) => row(`row-${from + index}`));
  const sections = (count: number): Content[] =>
    many(count, (index) => ({ title: `Section ${index}`, rows: rows(1, index) }));
  rules(
    () => sim,
    [
      ["a body of 4,096 characters", () => ({ ...list(), body: { text: x(4_096) } })],
      ["ten sections of one row", () => list(sections(10))],
      ["ten rows in a section without title", () => list([{ rows: rows(10) }])],
      [
        "the longest id, title and description",
        () => list([{ title: x(24), rows: [{ id: x(200), title: x(24), description: x(72) }] }]),
      ],
    ],
    [
      ["a body of 4,097 characters", () => ({ ...list(), body: { text: x(4_097) } }), 131009],
      [
        "a label of 21 characters",
        () => ({ ...list(), action: { button: x(21), sections: sections(1) } }),
        131009,
        "Button label length invalid. Min length: 1, Max length: 20",
      ],
      ["no label", () => ({ ...list(), action: { sections: sections(1) } }), 131008],
      ["no section", () => list([]), 131009, "Sections count invalid. Min count: 1, Max count: 10"],
      ["eleven sections", () => list(sections(11)), 131009],
      [
        "eleven rows in all",
        () =>
          list([
            { title: "A", rows: rows(6) },
            { title: "B", rows: rows(5, 6) },
          ]),
        131009,
        "Rows count invalid. Min count: 1, Max count: 10",
      ],
      ["a section without rows", () => list([{ title: "A", rows: [] }]), 131009],
      ["two sections, one without title", () => list([{ title: "A", rows: rows(1) }, { rows: rows(1, 1) }]), 131008],
      ["a section title of 25 characters", () => list([{ title: x(25), rows: rows(1) }]), 131009],
      ["a row id of 201 characters", () => list([{ rows: [row(x(201))] }]), 131009],
      ["a row title of 25 characters", () => list([{ rows: [row("a", x(25))] }]), 131009],
      ["a description of 73 characters", () => list([{ rows: [{ ...row("a"), description: x(73) }] }]), 131009],
      [
        "the same id in two sections",
        () =>
          list([
            { title: "A", rows: rows(1) },
            { title: "B", rows: rows(1) },
          ]),
        131009,
      ],
      ["rows that are an object", () => list([{ rows: {} }]), 131009],
    ],
  );
});

describe("links", () => {
  const cta = (action: unknown): Content => ({ type: "cta_url", body: { text: "Look" }, action });
  rules(
    () => sim,
    [["a label of 20 characters", () => cta(link(x(20)))]],
    [
      ["a label of 21 characters", () => cta(link(x(21))), 131009],
      ["no address", () => cta({ name: "cta_url", parameters: { display_text: "A" } }), 131008],
      ["an address that is none", () => cta(link("A", "shop.example")), 131009],
      ["an address of another protocol", () => cta(link("A", "javascript:alert(1)")), 131009],
      ["another name", () => cta({ ...link(), name: "url" }), 131009],
      ["no parameters", () => cta({ name: "cta_url" }), 131008],
    ],
  );
});

describe("location and contact requests", () => {
  const request = (type: string, name: string): Content => ({ type, body: { text: "Please" }, action: { name } });
  rules(
    () => sim,
    [
      ["a location request", () => request("location_request_message", "send_location")],
      ["a contact request", () => request("request_contact_info", "request_contact_info")],
    ],
    [
      ["another action", () => request("location_request_message", "location"), 131009],
      [
        "parameters",
        () => ({ ...request("request_contact_info", "x"), action: { name: "request_contact_info", parameters: {} } }),
        100,
      ],
      [
        "a header above a location request",
        () => ({ ...request("location_request_message", "send_location"), header: image }),
        131009,
      ],
    ],
  );
});

describe("flows", () => {
  rules(
    () => sim,
    [
      ["by name, as a draft", () => flow({ flow_id: undefined, flow_name: "booking", mode: "draft" })],
      ["with data exchange and a token", () => flow({ flow_action: "data_exchange", flow_token: "tok-1" })],
      ["with a first screen", () => flow({ flow_action_payload: { screen: "START" } })],
    ],
    [
      ["another version", () => flow({ flow_message_version: "2" }), 131009],
      ["neither id nor name", () => flow({ flow_id: undefined }), 131008],
      ["id and name", () => flow({ flow_name: "booking" }), 100],
      ["no button", () => flow({ flow_cta: undefined }), 131008],
      ["an unknown mode", () => flow({ mode: "test" }), 131009],
      ["an unknown action", () => flow({ flow_action: "open" }), 131009],
      [
        "a payload with data exchange",
        () => flow({ flow_action: "data_exchange", flow_action_payload: { screen: "A" } }),
        131009,
      ],
      ["empty data", () => flow({ flow_action_payload: { screen: "A", data: {} } }), 131009],
      ["data that is an array", () => flow({ flow_action_payload: { data: [1] } }), 131009],
      ["an id that is an object", () => flow({ flow_id: {} }), 131009],
    ],
  );
});
