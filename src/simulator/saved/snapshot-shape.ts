import * as v from "valibot";
import type { WirePricing, WireWebhook, WireWebhookError } from "../../graph/wire/webhooks.ts";
import { faultInput, text, webhookOptions } from "../control/input.ts";
import { courseShape } from "../sending/course-shape.ts";
import { customerShape } from "../people/customer-shape.ts";
import { peopleShape } from "../people/people-shape.ts";
import type { SeedWorld } from "./seed-world.ts";
import { templateLifeShape, templateShape, templateTaskShape } from "../templates/shape.ts";
import { figuresShape } from "../figures/figures-shape.ts";
import { sendingShape } from "../sending/sending-shape.ts";
import { uploadsShape } from "../media/uploads-shape.ts";
import { isObject } from "../validate/check.ts";

/**
 * A world as plain data. Strict throughout: what this version does not know it would lose at the next save. The number
 * in the first member goes up with every change that makes older files unreadable.
 */

export const snapshotVersion = 3;

/** Shapes of Meta's that the simulator wrote itself. */
const wire = <Shape>() => v.custom<Shape>(isObject);
const number = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Milliseconds of the virtual clock. */
const time = number;
const moments = v.array(v.tuple([text, time]));
const laterStatuses = ["sent", "delivered", "read", "played", "failed"] as const;
const status = v.picklist(["accepted", ...laterStatuses]);

const message = v.strictObject({
  id: text,
  from: text,
  to: text,
  user_id: v.exactOptional(text),
  group_id: v.exactOptional(text),
  type: text,
  template: v.exactOptional(text),
  template_id: v.exactOptional(text),
  text: v.exactOptional(text),
  context: v.exactOptional(v.strictObject({ message_id: text })),
  payload: v.unknown(),
  status,
  statuses: v.array(v.strictObject({ status, timestamp: text })),
  members: v.exactOptional(v.record(text, status)),
  errors: v.exactOptional(v.array(wire<WireWebhookError>())),
  pricing: v.exactOptional(wire<WirePricing>()),
  biz_opaque_callback_data: v.exactOptional(text),
  timestamp: text,
});

const received = v.strictObject({
  id: text,
  from: text,
  phoneNumberId: text,
  type: text,
  text: v.exactOptional(text),
  groupId: v.exactOptional(text),
  at: time,
  read: v.boolean(),
});

const media = v.strictObject({
  id: text,
  phoneNumberId: text,
  mimeType: text,
  size: count,
  sha256: text,
  expiresAt: time,
  /** Missing where there was no room. */
  base64: v.exactOptional(text),
});

const delivery = v.strictObject({
  id: text,
  url: text,
  field: text,
  state: v.picklist(["pending", "delivered", "failed"]),
  attempts: v.array(v.strictObject({ at: text, status: v.exactOptional(number), error: v.exactOptional(text) })),
  body: text,
});

const batch = v.strictObject({
  target: v.strictObject({ url: text, appSecret: text }),
  field: text,
  payloads: v.array(wire<WireWebhook>()),
});

const task = v.variant("kind", [
  v.strictObject({
    kind: v.literal("status"),
    status: v.picklist(laterStatuses),
    ...courseShape.entries,
  }),
  templateTaskShape,
  v.strictObject({ kind: v.literal("delivery"), delivery: text, started: time, repetition: count }),
  v.strictObject({ kind: v.literal("batch"), batch: text }),
]);

const limits = v.strictObject({
  settings: v.strictObject({
    mps: v.nullable(number),
    pair: v.nullable(v.strictObject({ burst: number, seconds: number })),
    portfolio: v.nullable(number),
    management: v.nullable(number),
    templates: v.nullable(number),
    templatesPerHour: v.nullable(number),
    pacing: v.nullable(v.strictObject({ threshold: number, minutes: number })),
  }),
  numbers: moments,
  pairs: moments,
  drained: v.exactOptional(v.array(text)),
  people: moments,
  hour: v.strictObject({ from: time, calls: count }),
});

const { during: _during, ...savedFault } = faultInput.entries;

/** A webhook of the account's or the number's own. */
const callback = v.exactOptional(v.strictObject({ url: text, verifyToken: text }));

export const snapshotInput = v.strictObject({
  "recado-simulator": v.literal(snapshotVersion),
  seed: text,
  /** What a reset goes back to; `readWorld` checks it. */
  world: wire<SeedWorld>(),
  clock: v.strictObject({ now: time, ahead: number }),
  ids: v.strictObject({ messages: count, objects: count, traces: count }),
  token: v.strictObject({ expired: v.boolean(), scopes: v.array(text), issuedAt: time }),
  subscription: v.strictObject({
    subscribed: v.boolean(),
    override: callback,
  }),
  webhook: v.exactOptional(webhookOptions),
  limits,
  faults: v.strictObject({
    count,
    list: v.array(v.strictObject({ ...savedFault, id: text, until: v.optional(time), matched: count, hits: count })),
  }),
  numbers: v.array(
    v.strictObject({
      id: text,
      override: callback,
      serviceDelivered: v.array(v.tuple([text, count])),
      // A state saved before there was a difference has none.
      serviceAccepted: v.exactOptional(v.array(v.tuple([text, count]))),
    }),
  ),
  templates: v.array(templateShape),
  templateLife: templateLifeShape,
  blockedNames: moments,
  customers: v.array(customerShape),
  people: peopleShape,
  media: v.array(media),
  uploads: uploadsShape,
  sending: sendingShape,
  // Missing in a state of before they were kept.
  figures: v.exactOptional(figuresShape),
  messages: v.array(message),
  received: v.array(received),
  deliveries: v.strictObject({
    count,
    log: v.array(v.strictObject({ delivery, appSecret: text })),
    batches: v.exactOptional(v.array(batch)),
    drawn: v.exactOptional(count),
  }),
  pending: v.array(v.strictObject({ at: time, task })),
});

export type Snapshot = v.InferOutput<typeof snapshotInput>;
