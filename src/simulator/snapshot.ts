import { type Customer, Customers } from "./customers.ts";
import { createIds } from "./ids.ts";
import { resumeLifecycle } from "./lifecycle.ts";
import { type MediaFile, MediaStore } from "./media-store.ts";
import { type Snapshot, snapshotVersion } from "./snapshot-shape.ts";
import { type TemplateState, TemplateStore } from "./state.ts";
import { planTemplate } from "./template-plan.ts";
import { scheduleApproval } from "./template-review.ts";
import type { DeliveryTask } from "./timers.ts";
import type { World } from "./world.ts";

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
    serviceDelivered: [...state.numbers.values()].map(({ id, serviceDelivered }) => [id, [...serviceDelivered]]),
    templates: state.templates.values().map(savedTemplate),
    blockedNames: [...state.blockedNames],
    customers: [...state.customers.known()].map(savedCustomer),
    media: savedMedia(state.media.values()),
    messages: state.messages.list(),
    received: [...state.received.values()],
    deliveries: world.deliverer.save(),
    pending: world.clock.pending(),
  };
}

// What follows from the rest is left out, and worked out again.

function savedTemplate(template: TemplateState): Snapshot["templates"][number] {
  const { plan: _plan, ...rest } = template;
  return rest;
}

function savedCustomer(customer: Customer): Snapshot["customers"][number] {
  const { outcome: _outcome, windows, ...rest } = customer;
  return { ...rest, windows: [...windows] };
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
  world.deliverer.setChaos(world.webhook?.chaos);

  const templates = new TemplateStore();
  for (const template of saved.templates) templates.add({ ...template, plan: planTemplate(template.components) });
  const media = new MediaStore();
  for (const { base64, ...file } of saved.media) {
    media.put({ ...file, bytes: base64 === undefined ? undefined : Buffer.from(base64, "base64") });
  }
  const customers = new Customers(world.settings.seed);
  for (const { windows, ...customer } of saved.customers) {
    Object.assign(customers.keep(customer.phone), customer, { windows: new Map(windows) });
  }
  const { numbers, messages } = world.state;
  for (const message of saved.messages) messages.add(message);
  for (const [id, months] of saved.serviceDelivered) {
    const delivered = numbers.get(id)?.serviceDelivered;
    for (const [month, count] of months) delivered?.set(month, count);
  }
  world.state = {
    ...world.state,
    templates,
    media,
    customers,
    blockedNames: new Map(saved.blockedNames),
    received: new Map(saved.received.map((message) => [message.id, message])),
    token: saved.token,
    subscription: saved.subscription,
  };
}

/** Sets the timers of a restored world. Those whose time is over run at once, in their order. */
export function resumeTimers(world: World, pending: Snapshot["pending"]): void {
  const deliveries: { at: number; task: DeliveryTask }[] = [];
  for (const { at, task } of pending) {
    if (task.kind === "status") resumeLifecycle(world, task, at);
    else if (task.kind === "review") scheduleApproval(world, task.template, at);
    else deliveries.push({ at, task });
  }
  world.deliverer.resume(deliveries);
}
