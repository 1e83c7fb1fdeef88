import { createIds } from "../ids.ts";
import { resumeLifecycle } from "../sending/lifecycle.ts";
import { type MediaFile, MediaStore } from "../media/media-store.ts";
import { restorePeople, savePeople } from "../people/people.ts";
import { Figures } from "../figures/figures.ts";
import { Sending } from "../sending/sending.ts";
import { type Snapshot, snapshotVersion } from "./snapshot-shape.ts";
import { resumeTemplateStep } from "../templates/resume.ts";
import { restoreTemplates, saveTemplate, saveTemplateLife } from "../templates/shape.ts";
import type { NumberState } from "../state.ts";
import { UploadStore } from "../media/uploads.ts";
import type { World } from "../world.ts";

/** Files beyond it keep their id, type and checksum only: a state file is to stay small. The newest come first. */
const savedMediaBytes = 32 * 1_024 * 1_024;

/** The world as plain data. Shares objects with the world, so it is to be written out at once. */
export function takeSnapshot(world: World): Snapshot {
  const { state } = world;
  return {
    "recado-simulator": snapshotVersion,
    seed: world.settings.seed,
    world: world.settings.world,
    clock: world.clock.position(),
    ids: world.ids.counts(),
    token: state.token,
    subscription: state.subscription,
    ...(world.webhook === undefined ? {} : { webhook: world.webhook }),
    limits: world.limits.save(),
    faults: world.faults.save(),
    numbers: [...state.numbers.values()].map(saveNumber),
    templates: state.templates.values().map(saveTemplate),
    templateLife: saveTemplateLife(state.templates),
    blockedNames: [...state.blockedNames],
    ...savePeople(state),
    media: savedMedia(state.media.values()),
    uploads: state.uploads.save(),
    sending: state.sending.save(),
    figures: state.figures.save(),
    messages: state.messages.list(),
    received: [...state.received.values()],
    deliveries: world.deliverer.save(),
    pending: world.clock.pending(),
  };
}

// What follows from the rest is left out, and worked out again.

const saveNumber = ({ id, override, serviceDelivered, serviceAccepted }: NumberState): Snapshot["numbers"][number] => ({
  id,
  ...(override === undefined ? {} : { override: { ...override } }),
  serviceDelivered: [...serviceDelivered],
  serviceAccepted: [...serviceAccepted],
});

/** The numbers themselves follow from the seed: what has happened to them is put in. */
function restoreNumbers(numbers: ReadonlyMap<string, NumberState>, saved: Snapshot["numbers"]): void {
  for (const { id, override, serviceDelivered, serviceAccepted = [] } of saved) {
    const number = numbers.get(id);
    if (number === undefined) continue;
    if (override !== undefined) number.override = override;
    for (const [month, count] of serviceDelivered) number.serviceDelivered.set(month, count);
    for (const [month, count] of serviceAccepted) number.serviceAccepted.set(month, count);
  }
}

function savedMedia(files: readonly MediaFile[]): Snapshot["media"] {
  let room = savedMediaBytes;
  return files
    .toReversed()
    .map(({ bytes, ...file }) => {
      room -= bytes?.length ?? 0;
      return bytes === undefined || room < 0 ? file : { ...file, base64: bytes.toString("base64") };
    })
    .toReversed();
}

/** Puts a world in the place of a fresh one. Its timers wait for `resumeTimers`. */
export function restoreSnapshot(world: World, saved: Snapshot): void {
  world.clock.reset();
  world.clock.resume(saved.clock);
  world.ids = createIds(world.settings.seed, saved.ids, world.settings.epoch());
  world.limits.restore(saved.limits);
  world.faults.restore(saved.faults);
  world.deliverer.restore(saved.deliveries);
  world.webhook = world.settings.webhook ?? saved.webhook;
  world.deliverer.setChaos(world.webhook?.chaos, saved.deliveries.drawn);

  const { keep } = world.settings;
  const media = new MediaStore(keep);
  for (const { base64, ...file } of saved.media) {
    media.put({ ...file, bytes: base64 === undefined ? undefined : Buffer.from(base64, "base64") });
  }
  const uploads = new UploadStore();
  for (const upload of saved.uploads) uploads.put(upload);
  const { numbers, messages } = world.state;
  for (const message of saved.messages) messages.add(message);
  restoreNumbers(numbers, saved.numbers);
  world.state = {
    ...world.state,
    templates: restoreTemplates(saved.templates, saved.templateLife),
    media,
    uploads,
    sending: Sending.restore(saved.sending),
    ...(saved.figures === undefined ? {} : { figures: Figures.restore(saved.figures) }),
    ...restorePeople(world.settings, world.clock, saved),
    blockedNames: new Map(saved.blockedNames),
    received: new Map(saved.received.slice(-keep.received).map((message) => [message.id, message])),
    token: saved.token,
    subscription: saved.subscription,
  };
}

/** Sets the timers of a restored world. Those whose time is over run at once, in their order. */
export function resumeTimers(world: World, pending: Snapshot["pending"]): void {
  for (const { at, task } of pending) {
    if (task.kind === "status") resumeLifecycle(world, task, at);
    else if (task.kind === "template") resumeTemplateStep(world, task, at);
    else world.deliverer.resumeTask(task, at);
  }
  world.deliverer.resume();
}
