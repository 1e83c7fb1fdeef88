import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { systemClock, type Clock } from "../../src/core/clock.ts";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado, type Answer } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

const to = "+12025550101";
const other = "+12025550102";
const png = (words: string): Buffer => Buffer.from(`\u0089PNG\r\n\u001a\n${words}`, "latin1");
const picture = png("the label, front");
const otherPicture = png("the label, back");

interface Shop {
  readonly sim: Simulator;
  readonly home: string;
}

/** A home with a picture, whose account has a template with a picture on top. */
async function shop(): Promise<Shop> {
  const sim = await simulator();
  sim.template({
    name: "label",
    language: "es",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "IMAGE", example: { header_handle: ["4:aGFuZGxl"] } },
      { type: "BODY", text: "Su etiqueta, {{1}}, está lista.", example: { body_text: [["Ana"]] } },
    ],
    status: "APPROVED",
  });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  writeFileSync(join(home, "label.png"), picture);
  return { sim, home };
}

interface Picture {
  readonly image?: { readonly id?: string };
}
interface Payload extends Picture {
  readonly interactive?: { readonly header?: Picture };
  readonly template?: { readonly components?: readonly { readonly parameters?: readonly Picture[] }[] };
}

function idIn({ image, interactive, template }: Payload): string {
  const inTemplate = template?.components?.[0]?.parameters?.[0];
  return (image ?? interactive?.header?.image ?? inTemplate?.image)?.id ?? "none";
}

/** The pictures that somebody got, by what Meta keeps under the ids in their messages. */
async function seenBy(phone: string, { sim, home }: Shop): Promise<string[]> {
  const seen: string[] = [];
  for (const { payload } of sim.messages({ to: phone.slice(1) })) {
    const id = idIn(payload as Payload);
    const result = await runRecado(["media", "get", id, "--json"], { home });
    if (result.code !== 0) seen.push(`${id}: ${result.stderr}`);
    else seen.push((JSON.parse(result.stdout) as { media: { sha256: string } }).media.sha256);
  }
  return seen;
}

const sumOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const theLabel = [sumOf(picture)];

const inAMonth: Clock = { ...systemClock, now: () => Date.now() + 31 * 86_400_000 };

/** Every way in which a file goes out, with words in it that must stay what they are. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  "an image": ["image", "label.png", "--caption", "not-uploaded"],
  "the picture above buttons": ["buttons", "¿Va bien?", "--button", "not-uploaded=Sí", "--media", "label.png"],
  "the header of a template": ["label", "Ana", "--header", "label.png"],
};

describe.each(Object.entries(kinds))("%s of this machine", (_, args) => {
  const line = ["send", ...args, "--to", to, "--idempotency-key", "K", "--json"];
  const agreed = [...line, "--opted-in", "counter"];
  // Of a template recado asks whether they agreed and where; of an answer, whether they wrote.
  const isTemplate = args.includes("--header");
  const question = isTemplate ? "Did they agree?" : "Did they write";
  const yes = (meanwhile = (): void => {}): Answer[] => {
    const last: Answer = {
      seen: isTemplate ? "Where did they agree?" : question,
      get type() {
        meanwhile();
        return isTemplate ? "counter\r" : "y\r";
      },
    };
    return isTemplate ? [{ seen: question, type: "y\r" }, last] : [last];
  };

  it("goes out once, as the right file, when consent comes with the same key", async () => {
    const world = await shop();
    const refused = await runRecado(line, { home: world.home });
    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.stdout)).toMatchObject({ messages: [{ reason: "policy.no_consent" }] });
    for (const _again of [1, 2]) expect(await runRecado(agreed, { home: world.home })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("goes out to who agrees a month after the others, when Meta no longer has theirs", async () => {
    const world = await shop();
    const { sim, home } = world;
    const words = ["--to", other, "--opted-in", "counter"];
    await runRecado(["send", ...args, ...words, "--idempotency-key", "first"], { home });
    const both = [...line, "--to", other];
    expect((await runRecado(both, { home })).code).toBe(6);
    expect(await seenBy(other, world)).toEqual([...theLabel, ...theLabel]);

    await sim.advance("31d");
    expect(await runRecado([...both, "--opted-in", "counter"], { home, clock: inAMonth })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
    expect(sim.count({ to: other.slice(1) })).toBe(2);
  });

  it("is uploaded again when the message had to wait in the queue for a month", async () => {
    const world = await shop();
    const { sim, home } = world;
    sim.fault({ on: "messages", kind: "graph-error", code: 190, times: 1 });
    expect((await runRecado(agreed, { home })).code).toBe(3);
    await sim.advance("31d");
    expect(await runRecado(agreed, { home, clock: inAMonth })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("is lost by nothing that happens to the file meanwhile", async () => {
    const world = await shop();
    const { sim, home } = world;
    const file = join(home, "label.png");
    await runRecado(line, { home });

    rmSync(file);
    const gone = await runRecado(agreed, { home });
    expect(gone.code).toBe(2);
    expect(errorOf(gone)).toMatchObject({ code: "input.unreadable", message: expect.stringContaining(file) as string });
    writeFileSync(file, otherPicture);
    const changed = await runRecado(agreed, { home });
    expect(changed.code).toBe(2);
    expect(errorOf(changed).code).toBe("send.key_used");
    expect(sim.count()).toBe(0);

    writeFileSync(file, picture);
    expect(await runRecado(agreed, { home })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("can be sent after an upload that failed, and until then nobody's consent is written down for it", async () => {
    const world = await shop();
    const { sim, home } = world;
    await runRecado(line, { home });
    sim.fault({ on: "media", kind: "graph-error", code: 190, times: 1 });
    expect(errorOf(await runRecado(agreed, { home })).code).toBe("graph.token_expired");
    expect(JSON.parse((await runRecado(["contacts", "list", "--json"], { home })).stdout)).toMatchObject({
      contacts: [],
    });
    expect(await runRecado(agreed, { home })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("goes out to who is said to have agreed when recado asks", async () => {
    const world = await shop();
    const result = await runRecado(["send", ...args, "--to", to], { home: world.home, answers: yes() });
    expect(result).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("goes out later to who is said not to have agreed when recado asks", async () => {
    const world = await shop();
    const { sim, home } = world;
    const typed = ["send", ...args, "--to", to, "--idempotency-key", "K"];
    const asked = await runRecado(typed, { home, answers: [{ seen: question, type: "n\r" }] });
    expect(asked.code).toBe(4);
    expect(sim.count()).toBe(0);
    expect(await runRecado(agreed, { home })).toMatchObject({ code: 0 });
    expect(await seenBy(to, world)).toEqual(theLabel);
  });

  it("is not sent when it changes while recado asks, and nothing is written down", async () => {
    const { sim, home } = await shop();
    const answers = yes(() => writeFileSync(join(home, "label.png"), otherPicture));
    const result = await runRecado(["send", ...args, "--to", to], { home, answers });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("label.png has changed since the command began");
    expect(sim.count()).toBe(0);
    expect(JSON.parse((await runRecado(["messages", "list", "--json"], { home })).stdout)).toMatchObject({
      messages: [],
    });
  });

  it("is shown by its name before it is sent, and by Meta's id afterwards", async () => {
    const { sim, home } = await shop();
    const dry = await runRecado(["send", ...args, "--to", to, "--opted-in", "counter", "--dry-run"], { home });
    expect(dry.stdout).toContain("[image: label.png]");
    const { stdout } = await runRecado(agreed, { home });
    const { messages } = JSON.parse(stdout) as { messages: { id: string }[] };
    const shown = await runRecado(["messages", "show", messages[0]?.id ?? "", "--json"], { home });
    const { content } = (JSON.parse(shown.stdout) as { message: { content: Payload } }).message;
    const [sent] = sim.messages();
    expect(sent?.payload).toMatchObject(content);
    expect(idIn(content)).toMatch(/^\d+$/);
  });
});

it("a key that was used by somebody who was asked for the values takes up what was left", async () => {
  const world = await shop();
  const { home } = world;
  const typed = ["send", "label", "--header", "label.png", "--to", to, "--idempotency-key", "K"];
  const value = { seen: "{{1}}", type: "Ana\r" };
  const send = { seen: "Send this to 1 person", type: "y\r" };
  const asked = await runRecado(typed, { home, answers: [value, { seen: "Did they agree?", type: "n\r" }] });
  expect(asked.code).toBe(4);
  const answers = [value, { seen: "Did they agree?", type: "y\r" }, { seen: "Where did", type: "counter\r" }, send];
  expect(await runRecado(typed, { home, answers })).toMatchObject({ code: 0 });
  expect(await seenBy(to, world)).toEqual(theLabel);
});
