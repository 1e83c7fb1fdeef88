import { describe, expect, test } from "vitest";
import { Limits } from "../../src/simulator/limits/limits.ts";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import {
  at,
  code,
  connect,
  control,
  graph,
  hello,
  offer,
  person,
  type Receiver,
  send,
  template,
  text,
} from "./helpers.ts";
import { interactive, permission } from "./send-bodies.ts";
import { create, plain } from "./template-helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const ana = "12025550111";

/** Many people, beside those with the numbers that are kept for examples. */
const somebody = (index: number): string => `+1202555${String(1_000 + index).padStart(4, "0")}`;
const read = async (sim: Simulator, field: string): Promise<unknown> =>
  at((await graph(sim, "GET", `/${sim.phoneNumberId}?fields=${field}`)).body, field);

/** What came of a call: the rule's number, the code, or the HTTP status of a success. */
type Outcome = unknown;
const outcomeOf = (answer: Awaited<ReturnType<typeof graph>>): Outcome =>
  at(answer.body, "error", "error_subcode") ?? code(answer) ?? answer.status;

interface Limit {
  readonly set?: (sim: Simulator) => unknown;
  /** One call that counts; `index` is 0, 1, 2… */
  readonly use: (sim: Simulator, index: number) => Promise<Outcome>;
  /** So many pass, one every `apart` milliseconds. */
  readonly most: number;
  readonly apart?: number;
  readonly refused: number;
  /** Milliseconds from the first call after which one more passes. */
  readonly again: number;
}

const sends = async (sim: Simulator, index: number): Promise<Outcome> =>
  outcomeOf(await send(sim, hello(somebody(index))));

const editable = async (sim: Simulator): Promise<Outcome> => {
  const known = sim.templates().find(({ name }) => name === offer.name);
  const id = known?.id ?? sim.template(offer).id;
  const outcome = outcomeOf(await graph(sim, "POST", `/${id}`, { components: [plain] }));
  if (outcome === 200) sim.setTemplateStatus(id, { status: "APPROVED" });
  return outcome;
};

const asksToCall = async (sim: Simulator): Promise<Outcome> => {
  sim.inbound({ from: ana, text: "Hello" });
  return outcomeOf(await send(sim, interactive(permission)));
};

describe("so many pass, the next is refused, and one passes again after its time:", () => {
  test.each<[string, Limit]>([
    ["80 messages a second of a number", { use: sends, most: 80, refused: 130429, again: 13 }],
    [
      "1,000 messages a second of an upgraded number",
      { set: (sim) => sim.limits({ mps: 1_000 }), use: sends, most: 1_000, refused: 130429, again: 1 },
    ],
    [
      "20 messages a second of a number that is in the WhatsApp Business app as well",
      { set: (sim) => sim.business({ coexistence: true }), use: sends, most: 20, refused: 130429, again: 50 },
    ],
    [
      "45 messages at once to one person, paid off at one in 6 seconds",
      {
        use: async (sim) => outcomeOf(await send(sim, hello())),
        most: 45,
        refused: 131056,
        again: 45 * 6 * second,
      },
    ],
    [
      "200 management calls an hour",
      {
        set: (sim) => sim.limits({ management: 200 }),
        use: async (sim) => outcomeOf(await graph(sim, "GET", `/${sim.wabaId}`)),
        most: 200,
        refused: 80007,
        again: hour,
      },
    ],
    [
      "100 new templates an hour",
      {
        use: async (sim, index) => outcomeOf(await create(sim, { ...offer, name: `offer_${index}` })),
        most: 100,
        refused: 80007,
        again: hour,
      },
    ],
    ["one edit of an approved template a day", { use: editable, most: 1, refused: 2388039, again: day }],
    [
      "ten edits of an approved template in 30 days",
      { use: editable, most: 10, apart: day, refused: 2388039, again: 30 * day },
    ],
    ["one call permission request a day", { use: asksToCall, most: 1, refused: 138009, again: day }],
    ["two call permission requests a week", { use: asksToCall, most: 2, apart: day, refused: 138009, again: 7 * day }],
  ])("%s", async (_, { set, use, most, apart = 0, refused, again }) => {
    await using sim = await startSimulator(still);
    set?.(sim);
    const start = sim.now();
    for (let index = 0; index < most; index++) {
      expect([index, await use(sim, index)]).toEqual([index, 200]);
      await sim.advance(apart);
    }
    expect(await use(sim, most)).toBe(refused);
    await sim.advance(start + again - 1 - sim.now());
    expect(await use(sim, most + 1)).toBe(refused);
    await sim.advance(1);
    expect(await use(sim, most + 2)).toBe(200);
  });
});

describe("so many arrive, the next fails by webhook, and one arrives again after its time:", () => {
  /** What became of the message: its error's code, or its status. */
  async function fate(sim: Simulator, body: Record<string, unknown>): Promise<unknown> {
    expect((await send(sim, body)).status).toBe(200);
    await sim.advance(second);
    const message = sim.messages().at(-1);
    return message?.errors?.[0]?.code ?? message?.status;
  }

  test.each<[string, number, number, (sim: Simulator) => unknown, (index: number) => Record<string, unknown>]>([
    ["250 people a day", 250, 131048, (sim) => sim.limits({ portfolio: 250 }), (index) => hello(somebody(index))],
    [
      "five marketing messages to one person a day",
      5,
      131049,
      (sim) => sim.template(offer),
      () => template(offer.name, offer.language),
    ],
  ])("%s", async (_, most, failed, set, body) => {
    await using sim = await startSimulator({ ...still, world: { limits: { mps: null } } });
    set(sim);
    const start = sim.now();
    for (let index = 0; index < most; index++) await send(sim, body(index));
    await sim.advance(second);
    expect(sim.count({ status: "read" })).toBe(most);
    expect(await fate(sim, body(most))).toBe(failed);
    await sim.advance(start + day - 1 - sim.now());
    expect(await fate(sim, body(most + 1))).toBe(failed);
    expect(await fate(sim, body(most + 2))).toBe("read");
  });

  test("people in an open window, and those reached already, are not counted", async () => {
    await using sim = await startSimulator(still);
    sim.limits({ portfolio: 1 });
    expect(await fate(sim, hello(somebody(1)))).toBe("read");
    expect(await fate(sim, hello(somebody(1)))).toBe("read");
    sim.inbound({ from: ana, text: "Hello" });
    expect(await fate(sim, text("Hi"))).toBe("read");
    expect(await fate(sim, hello(somebody(2)))).toBe(131048);
  });

  test.each([
    [2_000, true],
    [10_000, true],
    [100_000, true],
    [null, false],
  ])("%s people a day", (portfolio, ends) => {
    const limits = new Limits();
    limits.change({ portfolio });
    const most = portfolio ?? 200_000;
    const passed = Array.from({ length: most }, (_, index) => limits.takePerson(String(index), 0));
    expect(passed.every(Boolean)).toBe(true);
    expect(limits.takePerson("one more", day - 1)).toBe(!ends);
    expect(limits.takePerson("one more", day)).toBe(true);
  });
});

describe("what lasts for a time, and can be had again:", () => {
  /** Begins it, and returns a way to see whether it still holds. */
  type Begin = (sim: Simulator, receiver: Receiver) => Promise<() => Promise<Outcome>> | (() => Promise<Outcome>);

  const upload = async (sim: Simulator): Promise<string> => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new Blob([new Uint8Array(10)], { type: "image/png" }), "a.png");
    const headers = { Authorization: `Bearer ${sim.accessToken}` };
    const url = `${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`;
    const answer: unknown = await (await fetch(url, { method: "POST", headers, body: form })).json();
    return String(at(answer, "id"));
  };
  const received = (sim: Simulator): string => {
    const { id } = sim.inbound({ from: ana, text: "Hello" });
    return id;
  };

  test.each<[string, number, unknown, Begin]>([
    [
      "the window for free-form messages, 24 hours",
      day,
      131047,
      (sim) => {
        sim.business({ window: "sync" });
        received(sim);
        return async () => outcomeOf(await send(sim, text("Hi")));
      },
    ],
    [
      "somebody who can be blocked, 24 hours after writing",
      day,
      139100,
      (sim) => {
        received(sim);
        const call = (method: string) =>
          graph(sim, method, `/${sim.phoneNumberId}/block_users`, {
            messaging_product: "whatsapp",
            block_users: [{ user: ana }],
          });
        return async () => {
          const outcome = outcomeOf(await call("POST"));
          await call("DELETE");
          return outcome;
        };
      },
    ],
    [
      "an uploaded file, 30 days",
      30 * day,
      33,
      async (sim) => {
        const id = await upload(sim);
        return async () => outcomeOf(await graph(sim, "GET", `/${id}`));
      },
    ],
    [
      "an uploaded file that is to be sent, 30 days",
      30 * day,
      131009,
      async (sim) => {
        const id = await upload(sim);
        return async () => outcomeOf(await send(sim, { to: person, type: "image", image: { id } }));
      },
    ],
    [
      "a received file, 7 days",
      7 * day,
      33,
      async (sim, receiver) => {
        sim.inbound({ from: ana, image: {} });
        await sim.settled();
        const id = at(receiver.values("messages").at(-1), "messages", 0, "image", "id");
        return async () => outcomeOf(await graph(sim, "GET", `/${String(id)}`));
      },
    ],
    [
      "the address of a file, 5 minutes",
      5 * minute,
      404,
      async (sim) => {
        const { body } = await graph(sim, "GET", `/${await upload(sim)}`);
        const headers = { Authorization: `Bearer ${sim.accessToken}` };
        return async () => (await fetch(String(at(body, "url")), { headers })).status;
      },
    ],
    [
      "a received message that can be marked as read, 30 days",
      30 * day + 1,
      131009,
      (sim) => {
        const message_id = received(sim);
        return async () => outcomeOf(await send(sim, { status: "read", message_id }));
      },
    ],
  ])("%s", async (_, lasts, ended, begin) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    for (const _round of ["first", "again"]) {
      const see = await begin(sim, receiver);
      await sim.advance(lasts - 1);
      expect(await see()).toBe(200);
      await sim.advance(1);
      expect(await see()).toBe(ended);
    }
  });

  test("the name of a deleted template cannot be used for 30 days", async () => {
    await using sim = await startSimulator(still);
    sim.template(offer);
    await graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=${offer.name}`);
    await sim.advance(30 * day - 1);
    expect(outcomeOf(await create(sim, offer))).toBe(2388023);
    await sim.advance(1);
    expect(outcomeOf(await create(sim, offer))).toBe(200);
  });
});

describe("sizes that no time changes:", () => {
  test("250 templates of an account that is not verified, until one is deleted", async () => {
    await using sim = await startSimulator(still);
    sim.limits({ templates: 250, templatesPerHour: null });
    const make = async (index: number) => outcomeOf(await create(sim, { ...offer, name: `offer_${index}` }));
    // hello_world is there from the beginning.
    for (let index = 1; index < 250; index++) expect([index, await make(index)]).toEqual([index, 200]);
    expect(await make(250)).toBe(2388019);
    await graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=offer_1`);
    expect(await make(250)).toBe(200);
  });

  test("6,000 templates of a verified one", async () => {
    await using sim = await startSimulator(still);
    const list = await graph(sim, "GET", `/${sim.wabaId}/message_templates?summary=message_template_limit`);
    expect(at(list.body, "summary", "message_template_limit")).toBe(6_000);
  });

  test("eight people of a group, until one leaves", async () => {
    await using sim = await startSimulator(still);
    await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { messaging_product: "whatsapp", subject: "Neighbours" });
    const id = sim.groups()[0]?.id ?? "";
    const join = async (last: number) =>
      (await control(sim, "POST", `groups/${id}/join`, { phone: `1202555010${last}` })).status;
    for (let last = 0; last < 8; last++) expect(await join(last)).toBe(200);
    expect(await join(8)).toBe(400);
    sim.leaveGroup(id, "12025550100");
    expect(await join(8)).toBe(200);
  });

  test("100 MiB of a resumable upload", async () => {
    await using sim = await startSimulator(still);
    const begin = async (size: number) =>
      outcomeOf(
        await graph(sim, "POST", `/${sim.appId}/uploads?file_name=a.mp4&file_type=video/mp4&file_length=${size}`),
      );
    expect([await begin(104_857_600), await begin(104_857_601)]).toEqual([200, 100]);
  });
});

describe("a number reads", () => {
  test.each<[string, Parameters<Simulator["limits"]>[0], boolean, string]>([
    ["an ordinary one", {}, false, "STANDARD"],
    ["an upgraded one", { mps: 1_000 }, false, "HIGH"],
    ["one without a limit", { mps: null }, false, "HIGH"],
    ["one that is in the WhatsApp Business app as well", {}, true, "STANDARD"],
    ["one that is in the app and was upgraded", { mps: 1_000 }, true, "STANDARD"],
  ])("its throughput: %s", async (_, limits, coexistence, level) => {
    await using sim = await startSimulator(still);
    sim.limits(limits);
    sim.business({ coexistence });
    expect([await read(sim, "throughput"), await read(sim, "is_on_biz_app")]).toEqual([{ level }, coexistence]);
  });

  test.each<[number | null, string]>([
    [250, "TIER_250"],
    [2_000, "TIER_2K"],
    [10_000, "TIER_10K"],
    [100_000, "TIER_100K"],
    [null, "TIER_UNLIMITED"],
  ])("its limit of people a day: %s as %s", async (portfolio, tier) => {
    await using sim = await startSimulator(still);
    sim.limits({ portfolio });
    expect(await read(sim, "whatsapp_business_manager_messaging_limit")).toBe(tier);
  });
});

describe("management calls", () => {
  test("are 5,000 an hour for an account with a number", () => {
    const limits = new Limits();
    for (let call = 0; call < 5_000; call++) limits.takeManagementCall(0);
    expect(() => limits.takeManagementCall(hour - 1)).toThrow("(#80007)");
    expect(() => limits.takeManagementCall(hour)).not.toThrow();
  });

  test("tell how much is used up, and when it begins anew", async () => {
    await using sim = await startSimulator(still);
    sim.limits({ management: 4 });
    const usage = async (): Promise<unknown[]> => {
      const { headers } = await graph(sim, "GET", `/${sim.wabaId}`);
      const app: unknown = JSON.parse(headers.get("x-app-usage") ?? "{}");
      const account: unknown = JSON.parse(headers.get("x-business-use-case-usage") ?? "{}");
      const ofAccount = [
        at(account, sim.wabaId, 0, "call_count"),
        at(account, sim.wabaId, 0, "estimated_time_to_regain_access"),
      ];
      return [at(app, "call_count"), ...ofAccount];
    };
    expect([await usage(), await usage(), await usage()]).toEqual([
      [25, 25, 0],
      [50, 50, 0],
      [75, 75, 0],
    ]);
    await sim.advance("20m");
    expect(await usage()).toEqual([100, 100, 40]);
    await sim.advance("40m");
    expect(await usage()).toEqual([25, 25, 0]);
  });

  test("do not count messages", async () => {
    await using sim = await startSimulator(still);
    sim.limits({ management: 1 });
    await graph(sim, "GET", `/${sim.wabaId}`);
    const answer = await send(sim, hello());
    expect([answer.status, answer.headers.get("x-app-usage")]).toEqual([200, null]);
  });
});
