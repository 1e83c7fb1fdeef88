import { describe, expect, it, test } from "vitest";
import { requeueAllowed } from "../../../src/domain/messages/requeue.ts";
import type { Notice } from "../../../src/domain/messages/request.ts";
import {
  freezeContent,
  isSendable,
  notUploaded,
  readStored,
  withUpload,
} from "../../../src/domain/messages/stored-content.ts";
import { problemOf } from "../../../src/domain/messages/summary.ts";
import type { WirePersonMessage } from "../../../src/graph/wire/messages.ts";
import { messagesOfCampaign } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";
import { people, sendWorld } from "./world.ts";

const day = 86_400_000;
const file = { hash: "a".repeat(64), filename: "label.png" };
const upload = { hash: file.hash, id: "1234567890", at: noon };
const image: WirePersonMessage = { type: "image", image: { ...notUploaded, caption: "Su etiqueta" } };
const stored = freezeContent(image, file);

describe("the content of a message with a file", () => {
  it("is not sent before the upload, and is what Meta wants after it, with nothing of ours in it", () => {
    expect(isSendable(stored, noon)).toBe(false);
    const uploaded = withUpload(stored, upload);
    expect(isSendable(uploaded, noon)).toBe(true);
    expect(readStored(uploaded)).toEqual({
      content: { type: "image", image: { id: "1234567890", caption: "Su etiqueta" } },
      filename: "label.png",
    });
    expect(freezeContent(image, file, upload)).toBe(uploaded);
  });

  it.each([
    ["at once", 0, true],
    ["a day before Meta's 30 are over", 29 * day - 1, true],
    ["from then on", 29 * day, false],
  ])("can be sent %s: after %i ms, %s", (_, after, sendable) => {
    expect(isSendable(withUpload(stored, upload), noon + after)).toBe(sendable);
  });

  it("takes a second upload in place of the first", () => {
    const again = withUpload(withUpload(stored, upload), { ...upload, id: "987", at: noon + 40 * day });
    expect(isSendable(again, noon + 41 * day)).toBe(true);
    expect(readStored(again).content).toMatchObject({ image: { id: "987" } });
  });

  it("takes the upload of no other file", () => {
    expect(withUpload(stored, { ...upload, hash: "b".repeat(64) })).toBe(stored);
  });

  it("is never sendable with a placeholder of which no file is known", () => {
    const orphan = JSON.stringify(image);
    expect(isSendable(orphan, noon)).toBe(false);
    expect(isSendable(withUpload(orphan, upload), noon)).toBe(false);
  });

  it("keeps words that look like the placeholder", () => {
    const words: WirePersonMessage = { type: "text", text: { body: String(notUploaded.id) } };
    expect(isSendable(freezeContent(words), noon)).toBe(true);
    const buttons: WirePersonMessage = {
      type: "interactive",
      interactive: {
        type: "button",
        header: { type: "image", image: notUploaded },
        body: { text: "¿Va bien?" },
        action: { buttons: [{ type: "reply", reply: { id: String(notUploaded.id), title: "Sí" } }] },
      },
    };
    expect(readStored(freezeContent(buttons, file, upload)).content).toEqual({
      ...buttons,
      interactive: { ...buttons.interactive, header: { type: "image", image: { id: upload.id } } },
    });
  });
});

const label: Notice = {
  type: "image",
  template: undefined,
  language: undefined,
  category: "service",
  content: image,
  file,
};

describeEachDatabase("the outbox", (open) => {
  test("never sends a message whose file is not at Meta, and says so; the upload brings it back", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(2), { notice: label });
    const { rows } = await world.send(campaignId);
    expect(rows).toMatchObject([
      { state: "skipped", reason: "media.not_uploaded", lease_owner: null },
      { state: "skipped", reason: "media.not_uploaded" },
    ]);
    expect(world.simulator.count()).toBe(0);
    const problem = problemOf(rows, { key: "K", stoppedBy: undefined, interrupted: false });
    expect(problem).toMatchObject({ code: "send.refused", exit: 4 });
    expect(problem?.hint?.es).toContain("--idempotency-key K");

    const ground = { optedIn: undefined, actor: "ana", now: noon };
    expect(await requeueAllowed(db, campaignId, ground)).toBe(true);
    expect(await messagesOfCampaign(db, campaignId)).toMatchObject([{ state: "skipped" }, { state: "skipped" }]);
    const { id } = await world.graph.media.upload(world.simulator.phoneNumberId, {
      file: new Uint8Array([1, 2, 3]),
      filename: "label.png",
      mimeType: "image/png",
    });
    expect(await requeueAllowed(db, campaignId, ground, { ...upload, id })).toBe(false);
    expect((await world.send(campaignId)).rows).toMatchObject([{ state: "accepted" }, { state: "accepted" }]);
    expect(world.simulator.messages()).toMatchObject([{ payload: { image: { id } } }, { payload: { image: { id } } }]);
  });

  test("a message that waits in the queue gets the id of a new upload when the old one has expired", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(1), { notice: label, upload });
    const later = { optedIn: undefined, actor: "ana", now: noon + 30 * day };
    expect(await requeueAllowed(db, campaignId, later)).toBe(true);
    expect(await requeueAllowed(db, campaignId, later, { ...upload, id: "77", at: later.now })).toBe(false);
    const [row] = await messagesOfCampaign(db, campaignId);
    expect(row?.state).toBe("queued");
    expect(readStored(row?.content ?? "{}").content).toMatchObject({ image: { id: "77" } });
  });

  test("who is skipped keeps no id of the upload that was made for the others", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const [ana = "", eva = ""] = people(2);
    await world.queue([ana], { notice: label, key: "one" });
    const { campaignId } = await world.queue([ana, eva], { notice: label, key: "two", upload, optedIn: undefined });
    const rows = await messagesOfCampaign(db, campaignId);
    expect(rows).toMatchObject([{ state: "queued" }, { state: "skipped" }]);
    expect(rows.map(({ content }) => isSendable(content, noon))).toEqual([true, false]);
  });
});
