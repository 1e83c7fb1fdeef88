import * as v from "valibot";
import { maskPhone, redactText } from "../../core/redact.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { ControlError } from "./error.ts";
import { refuseUnwritable } from "./plain.ts";
import { type FaultInput, faultKinds } from "../limits/faults.ts";
import type { LimitChanges } from "../limits/limits.ts";
import type { KeepOptions, WebhookOptions } from "../options.ts";
import type { CustomerChanges } from "../people/customer-control.ts";
import { exactly } from "../saved/exact-shape.ts";
import type { InsertTemplate } from "../templates/control.ts";
import { isObject } from "../validate/check.ts";
import type { WebhookChaos } from "../webhooks/chaos.ts";
import type { EmitInput } from "../webhooks/emit.ts";

/** The bodies of the control calls. An unknown member is refused, as a mistyped one would do nothing in silence. */

export const text = v.string();
const flag = v.optional(v.boolean());
export const optionalText = v.optional(text);
const optionalNumber = v.optional(v.pipe(v.number(), v.minValue(0)));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const limit = v.optional(v.nullable(v.pipe(v.number(), v.gtValue(0))));

export const customerInput = exactly<CustomerChanges>()(
  v.strictObject({
    name: optionalText,
    username: v.optional(v.nullable(text)),
    bsuid: v.optional(v.pipe(text, v.regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/))),
    parentBsuid: v.optional(v.pipe(text, v.regex(/^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/))),
    identityHash: optionalText,
    newPhone: optionalText,
    optOut: flag,
    blocked: flag,
    onWhatsApp: flag,
    readReceipts: flag,
    online: flag,
    chatOpen: flag,
    inExperiment: flag,
    contactBook: flag,
    delay: v.optional(v.union([v.number(), text])),
  }),
);

export const templateInput = exactly<InsertTemplate>()(
  v.strictObject({
    name: text,
    language: text,
    category: text,
    components: v.array(v.unknown()),
    status: optionalText,
    parameter_format: optionalText,
    message_send_ttl_seconds: v.optional(v.number()),
    waba_id: optionalText,
  }),
);

export const clockInput = v.union([
  v.strictObject({ advance: v.union([v.number(), text]) }),
  v.strictObject({ set: v.union([v.number(), text]) }),
]);

export const faultInput = exactly<FaultInput>()(
  v.strictObject({
    on: text,
    kind: v.picklist(faultKinds),
    code: v.optional(v.pipe(v.number(), v.integer())),
    details: optionalText,
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    ms: optionalNumber,
    times: v.optional(count),
    every: v.optional(count),
    to: optionalText,
    during: v.optional(v.union([v.pipe(v.number(), v.gtValue(0)), text])),
  }),
);

export const limitsInput = exactly<LimitChanges>()(
  v.strictObject({
    mps: limit,
    pair: v.optional(v.nullable(v.strictObject({ burst: count, seconds: v.pipe(v.number(), v.gtValue(0)) }))),
    portfolio: limit,
    management: limit,
    templates: limit,
    templatesPerHour: limit,
    pacing: v.optional(
      v.nullable(
        v.strictObject({
          threshold: v.pipe(v.number(), v.integer(), v.minValue(0)),
          minutes: v.pipe(v.number(), v.gtValue(0)),
        }),
      ),
    ),
  }),
);

export const tokenInput = v.strictObject({ expired: flag, scopes: v.optional(v.array(text)) });

const chance = v.optional(v.union([v.boolean(), v.pipe(v.number(), v.minValue(0), v.maxValue(1))]));
const chaos = exactly<WebhookChaos>()(
  v.strictObject({
    duplicate: chance,
    reorder: chance,
    delay: optionalNumber,
    batch: v.optional(v.pipe(count, v.maxValue(1_000))),
    seed: v.optional(v.union([text, v.number()])),
  }),
);

const webhookMembers = {
  verifyToken: v.exactOptional(text),
  appSecret: v.exactOptional(text),
  fields: v.exactOptional(v.array(text)),
  version: v.exactOptional(v.pipe(text, v.regex(/^v\d{1,2}\.\d$/))),
  chaos: v.exactOptional(chaos),
};

export const webhookOptions = exactly<WebhookOptions>()(v.strictObject({ url: text, ...webhookMembers }));

export const webhookInput = exactly<Partial<WebhookOptions>>()(
  v.strictObject({ url: v.exactOptional(text), ...webhookMembers }),
);

export const redeliverInput = v.strictObject({ id: optionalText });

/** Who joins, leaves or gives up a group. */
export const memberInput = v.strictObject({ phone: text });
export const groupInput = v.strictObject({ suspended: v.boolean() });

export const emitInput = exactly<EmitInput>()(
  v.strictObject({
    field: text,
    event: optionalText,
    value: v.optional(v.record(text, v.unknown())),
    phone_number_id: optionalText,
    from: optionalText,
  }),
);

const limitOfKept = v.optional(count);

/** Not of a control call: what a simulator or a world is started with. */
export const keepInput = exactly<KeepOptions>()(
  v.strictObject({
    messages: limitOfKept,
    deliveries: limitOfKept,
    received: limitOfKept,
    people: limitOfKept,
    mediaFiles: limitOfKept,
    mediaBytes: limitOfKept,
  }),
);

/** What is wrong with an input, and where: `templates.0.name`. */
export function explainIssue(issue: v.BaseIssue<unknown>): { place: string; reason: Text } {
  const names = (issue.path ?? []).map(({ key }) => String(key));
  // A person's number may be a key.
  const place = names.map((name) => (/^\+?[\d\s().-]{7,}$/.test(name) ? maskPhone(name) : name)).join(".");
  return { place, reason: reasonOf(issue) };
}

function reasonOf({ expected, received, type }: v.BaseIssue<unknown>): Text {
  if (expected === "never") return { en: "there is no such member", es: "no existe ese miembro" };
  if (received === "undefined") return { en: "is missing", es: "falta" };
  if (type === "regex" || type === "check") return { en: "has the wrong form", es: "tiene una forma incorrecta" };
  return {
    en: `expected ${String(expected)}, not ${redactText(received)}`,
    es: `se esperaba ${String(expected)}, no ${redactText(received)}`,
  };
}

/** Reads what a program gives as it would be read from a body. A member that is undefined counts as left out. */
export function readGiven<Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> {
  refuseUnwritable(given);
  if (!isObject(given)) return readInput(schema, given);
  return readInput(schema, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

/** Reads a body by its schema; the error names the place. */
export function readInput<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const { place, reason: why } = explainIssue(result.issues[0]);
  const reason = place === "" ? why : joinTexts([same(place), why], ": ");
  throw new ControlError(400, "bad_input", {
    en: `What the control call was given is not valid. ${reason.en}.`,
    es: `Los datos de la llamada de control no son válidos. ${reason.es}.`,
  });
}
