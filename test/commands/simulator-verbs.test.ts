import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { faultInput } from "../../src/commands/simulator/trouble-spec.ts";
import { faultKinds } from "../../src/simulator/limits/faults.ts";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";
import { offer, person, send, text } from "../simulator/helpers.ts";
import { connectedHome, simulator } from "./accounts.ts";
import type { Simulator } from "../../src/testing.ts";

const run = (sim: Simulator, ...args: string[]): Promise<RunResult> =>
  runRecado(["simulator", ...args, "--url", sim.url], {});
const json = async (sim: Simulator, ...args: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await run(sim, ...args, "--json")).stdout) as Record<string, unknown>;

const question = {
  to: person,
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Today?" },
    action: { buttons: [{ type: "reply", reply: { id: "yes-1", title: "Yes" } }] },
  },
};

describe("recado simulator", () => {
  it("inbound lets a customer write, and tap what was sent last", async () => {
    const sim = await simulator({ clock: "manual" });
    const written = await json(sim, "inbound", person, "¿Está abierto?", "--name", "Cliente");
    expect(written["id"]).toMatch(/^wamid\./);
    await send(sim, question);
    await send(sim, text("Thank you"));
    expect((await run(sim, "inbound", person, "--tap", "Yes")).code).toBe(0);
    const place = '{"location":{"latitude":19.4,"longitude":-99.1}}';
    expect((await run(sim, "inbound", person, "--content", place)).code).toBe(0);
    const customers = (await json(sim, "customer"))["customers"];
    expect(customers).toMatchObject([{ phone: person.slice(1), name: "Cliente" }]);
  });

  it("inbound wants one thing, and says what a button that is not there could be", async () => {
    const sim = await simulator();
    const nothing = await run(sim, "inbound", person, "--json");
    expect([nothing.code, errorOf(nothing).code]).toEqual([2, "usage.missing_argument"]);
    const untappable = await run(sim, "inbound", person, "--tap", "Yes", "--json");
    expect([untappable.code, errorOf(untappable).code]).toEqual([2, "simulator.no_button"]);
    const broken = await run(sim, "inbound", person, "--content", "{", "--json");
    expect([broken.code, errorOf(broken).message]).toEqual([2, "--content is not a JSON object."]);
  });

  it("messages and wait show what was sent, and wait ends with 5 when nothing comes", async () => {
    const sim = await simulator();
    sim.inbound({ from: person, text: "Hola" });
    await send(sim, text("Buenos días"));
    const waited = await json(sim, "wait", "--to", person, "--status", "delivered");
    expect(waited).toMatchObject({ message: { text: "Buenos días", type: "text" } });
    expect(await json(sim, "messages", "--type", "text")).toMatchObject({
      messages: [{ text: "Buenos días" }],
      more: false,
    });
    expect((await run(sim, "messages")).stdout).toMatch(/\+?12025550111 +text +Buenos días/);
    const none = await run(sim, "wait", "--to", "+12025550199", "--timeout", "1s", "--json");
    expect([none.code, errorOf(none).code]).toEqual([5, "simulator.no_message"]);
  });

  it("clock shows and moves the time", async () => {
    const sim = await simulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
    expect((await run(sim, "clock")).stdout).toContain("2026-11-20T12:00:00");
    expect(await json(sim, "clock", "--advance", "25h")).toEqual({ now: "2026-11-21T13:00:00.000Z" });
    expect(await json(sim, "clock", "--set", "2026-12-01T00:00:00Z")).toEqual({ now: "2026-12-01T00:00:00.000Z" });
    const back = await runRecado(["simulator", "clock", "--set", "2020-01-01", "--url", sim.url, "--lang", "es"], {});
    expect([back.code, back.stderr]).toEqual([2, expect.stringContaining("El reloj solo avanza")]);
    expect((await run(sim, "clock", "--set", "2026-12-02", "--advance", "1h")).code).toBe(2);
  });

  it("customer changes a person", async () => {
    const sim = await simulator({ clock: "manual" });
    await run(sim, "customer", person, "--opt-out", "yes", "--name", "Cliente", "--blocked", "no");
    expect(await json(sim, "customer", person)).toMatchObject({
      customer: { name: "Cliente", optOut: true, blocked: false },
    });
    const nobody = await run(sim, "customer", "--opt-out", "yes", "--json");
    expect([nobody.code, errorOf(nobody).code]).toEqual([2, "usage.missing_argument"]);
  });

  it("template approves, rejects, pauses and disables by name", async () => {
    const sim = await simulator({ templateReview: "manual" });
    sim.template({ ...offer, status: "PENDING" });
    expect(await json(sim, "template", "approve", "autumn_offer")).toMatchObject({
      templates: [{ name: "autumn_offer", language: "en_US", status: "APPROVED" }],
    });
    expect((await run(sim, "template", "pause", "autumn_offer")).stdout).toContain("is now PAUSED");
    const unknown = await run(sim, "template", "approve", "winter_offer", "--json");
    expect([unknown.code, errorOf(unknown).message]).toEqual([
      2,
      expect.stringContaining("It has: hello_world, autumn"),
    ]);
    expect((await run(sim, "template", "praise", "autumn_offer")).code).toBe(2);
  });

  it("fault adds, lists and clears", async () => {
    const sim = await simulator();
    const added = await json(
      sim,
      "fault",
      "messages",
      "graph-error",
      "--code",
      "131016",
      "--times",
      "2",
      "--during",
      "10m",
    );
    expect(added).toMatchObject({ faults: [{ id: "fault_1", kind: "graph-error", code: 131016, times: 2, hits: 0 }] });
    expect((await run(sim, "fault")).stdout).toMatch(/fault_1 +messages +graph-error +131016/);
    expect((await run(sim, "fault", "--clear", "fault_1")).stdout).toContain("No faults");
    const gone = await run(sim, "fault", "--clear", "fault_1", "--json");
    expect([gone.code, errorOf(gone).code]).toEqual([2, "simulator.unknown_fault"]);
    expect((await run(sim, "fault", "--clear")).code).toBe(0);
    expect((await run(sim, "fault", "messages")).code).toBe(2);
    const wrong = await run(sim, "fault", "nothing", "slow", "--json");
    expect([wrong.code, errorOf(wrong).code]).toEqual([2, "simulator.bad_fault"]);
  });

  it("limits shows, changes and lifts", async () => {
    const sim = await simulator();
    expect(await json(sim, "limits", "--mps", "5", "--pair", "2/60", "--portfolio", "off")).toMatchObject({
      limits: { mps: 5, pair: { burst: 2, seconds: 60 }, portfolio: null },
    });
    expect((await run(sim, "limits")).stdout).toMatch(/2 at once, then one every 60 s[^]*no limit/);
    expect((await run(sim, "limits", "--pair", "many")).code).toBe(2);
  });

  it("emit posts an account event, and webhook shows that it went nowhere", async () => {
    const sim = await simulator();
    const refused = await run(sim, "emit", "nothing_real", "--json");
    expect([refused.code, errorOf(refused).message]).toEqual([2, expect.stringContaining("account_update")]);
    const nowhere = await run(sim, "emit", "phone_number_quality_update");
    expect(nowhere.code).toBe(0);
    expect(nowhere.stdout).toContain("Nothing was posted");
    expect(nowhere.stdout).not.toContain("Posted to");
    expect(await json(sim, "emit", "account_update")).toMatchObject({ posted: false, emitted: { value: {} } });
    const again = await run(sim, "webhook", "--redeliver", "nope", "--json");
    expect([again.code, errorOf(again).code]).toEqual([2, "simulator.unknown_delivery"]);
    expect((await run(sim, "webhook")).stdout).toContain("Nothing was delivered yet.");
    const unset = await run(sim, "webhook", "--set", "http://127.0.0.1:9/webhook", "--json");
    expect([unset.code, errorOf(unset).code]).toEqual([2, "simulator.handshake_failed"]);
  });

  it("emit says that it posted where there is a webhook for the field", async () => {
    const posted: string[] = [];
    const webhook = createServer((request, response) => {
      const challenge = new URL(request.url ?? "", "http://localhost").searchParams.get("hub.challenge");
      posted.push(request.method ?? "");
      response.end(challenge ?? "");
    });
    await new Promise<void>((ready) => webhook.listen(0, "127.0.0.1", ready));
    onTestFinished(() => void webhook.close());
    const sim = await simulator();
    const url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}`;
    await sim.webhook({ url, fields: ["account_update"] });
    expect((await run(sim, "emit", "account_update")).stdout).toContain("Posted to the webhook: account_update");
    expect((await run(sim, "emit", "security")).stdout).toContain("Nothing was posted");
    await sim.settled();
    expect(posted).toEqual(["GET", "POST"]);
    const [delivery] = sim.deliveries();
    expect((await run(sim, "webhook", "--redeliver", delivery?.id ?? "")).stdout).toContain("Sent again: 1.");
  });

  it("fault and template take the words that they list, and no others", async () => {
    const sim = await simulator();
    const wrong = await run(sim, "fault", "messages", "bogus", "--json", "--lang", "es");
    expect([wrong.code, errorOf(wrong).code]).toEqual([2, "usage.bad_value"]);
    expect(errorOf(wrong).message).toContain(faultKinds.join(", "));
    expect(faultInput.kind.choices).toEqual(faultKinds);
    const praised = await run(sim, "template", "praise", "hello_world", "--json");
    expect(errorOf(praised).message).toContain("approve, reject, pause, disable");
  });

  it("takes a person as send does: by a whole number, or by user id", async () => {
    const sim = await simulator();
    for (const args of [
      ["inbound", "12", "hola"],
      ["customer", "12"],
      ["customer", person, "--new-phone", "12"],
    ]) {
      const refused = await run(sim, ...args, "--json", "--lang", "es");
      expect(refused.code).toBe(2);
      expect(errorOf(refused).code).toMatch(/^phone\./);
      expect(errorOf(refused).message).not.toContain("customers/");
    }
    expect((await run(sim, "inbound", "+1 (202) 555-0111", "Hola")).code).toBe(0);
    const { bsuid } = (await json(sim, "customer", person))["customer"] as { bsuid: string };
    expect(await json(sim, "customer", bsuid)).toMatchObject({ customer: { phone: person.slice(1) } });
  });

  it("says types and states in the words of recado messages list", async () => {
    const sim = await simulator({ clock: "manual" });
    sim.inbound({ from: person, text: "Hola" });
    await send(sim, question);
    await send(sim, { to: person, type: "location", location: { latitude: 1, longitude: 2 } });
    await sim.advance("1m");
    const { stdout } = await runRecado(["simulator", "messages", "--url", sim.url, "--lang", "es"], {});
    expect(stdout).toMatch(/botones o lista .*leído/);
    expect(stdout).toMatch(/ubicación .*leído/);
    expect(stdout).not.toMatch(/ read|interactive/);
    const waited = await runRecado(["simulator", "wait", "--url", sim.url, "--lang", "es"], {});
    expect(waited.stdout).toMatch(/Estado +leído/);
  });

  it("reset goes back to the beginning", async () => {
    const sim = await simulator();
    await send(sim, text("Hola"));
    await run(sim, "reset");
    expect(sim.messages()).toEqual([]);
  });

  it("finds the simulator of the profile, in the world of its token", async () => {
    const sim = await simulator();
    const { home } = await connectedHome(sim);
    await send(sim, text("Hola"));
    const listed = await runRecado(["simulator", "messages", "--json"], { home });
    expect(JSON.parse(listed.stdout)).toMatchObject({ messages: [{ text: "Hola" }] });
  });

  it("says how to start one when none is running, and never sends a real token there", async () => {
    const args = ["simulator", "messages", "--url", "http://127.0.0.1:9", "--json"];
    const env = { RECADO_ACCESS_TOKEN: "EAAreal", RECADO_GRAPH_URL: "http://127.0.0.1:9" };
    const result = await runRecado(args, { home: temporaryFolder(), env });
    expect([result.code, errorOf(result).code]).toEqual([5, "network.no_simulator"]);
    expect(errorOf(result).hint).toContain("recado simulator start --port 9");
    expect((await runRecado(["simulator", "messages", "--url", "nowhere"], {})).code).toBe(2);
  });
});
