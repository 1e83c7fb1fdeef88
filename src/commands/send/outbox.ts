import { userInfo } from "node:os";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Settings } from "../../cli/settings.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import { enqueue, findKnownRequest, requeueAllowed, survey } from "../../domain/messages/prepare.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import type { Notice } from "../../domain/messages/request.ts";
import type { Recipient } from "../../domain/messages/recipients.ts";
import type { deliveryInput } from "./delivery-input.ts";
import { finish } from "./finish.ts";
import { askForConsentSource } from "./questions.ts";
import type { MediaSource } from "./values.ts";

/** The options of every send: to whom, on what ground, how to go on. */
export type Delivery = InputOf<typeof deliveryInput> & { readonly dryRun: boolean };

const defaultTimeoutMs = 60_000;

function badValue(en: string, es: string, hint?: { en: string; es: string }): UsageError {
  return new UsageError({ code: "usage.bad_value", text: { en, es }, hint });
}

export function checkDelivery({ idempotencyKey: key, optedIn }: Delivery): void {
  if (key !== undefined && (key.trim() === "" || key.length > 200)) {
    throw badValue("--idempotency-key takes 1 to 200 characters.", "--idempotency-key admite de 1 a 200 caracteres.");
  }
  if (optedIn?.trim() === "") {
    throw badValue("--opted-in must say where the person agreed.", "--opted-in debe decir dónde aceptó la persona.", {
      en: 'For example: --opted-in "web form"',
      es: 'Por ejemplo: --opted-in "formulario web"',
    });
  }
}

export function nobody(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "--to is missing: nobody to send to.", es: "Falta --to: no hay a quién enviar." },
    hint: { en: "For example: --to +12025550101", es: "Por ejemplo: --to +12025550101" },
    data: { option: "--to" },
  });
}

/**
 * The request that the key names, before Meta is asked for anything: the stored result must be there also when a template
 * has changed or Meta does not answer. Undefined where there is none, or where not all of it was typed.
 */
export async function findStored(
  input: Delivery,
  asked: { readonly phoneNumberId: string; readonly complete: boolean; hash(): string },
  context: Context,
): Promise<string | undefined> {
  const { idempotencyKey: key, dryRun } = input;
  if (key === undefined || dryRun || !asked.complete) return undefined;
  try {
    return (await findKnownRequest(await context.db(), asked.phoneNumberId, { key, hash: asked.hash() }))?.id;
  } catch (error) {
    // In a terminal the first time may have asked for values: they are asked for again before the two are compared.
    if (context.interactive) return undefined;
    throw error;
  }
}

/** Sends what is left of a stored request, and answers what became of all of it. */
export async function replay(requestId: string, input: Delivery, context: Context): Promise<View> {
  const { optedIn, idempotencyKey: key = "", wait, timeout } = input;
  const now = context.clock.now();
  await requeueAllowed(await context.db(), requestId, { optedIn, actor: userInfo().username, now });
  return finish({ requestId, key, wait, timeoutMs: timeout ?? defaultTimeoutMs }, context);
}

/** What Meta bills the account in: the profile's word, or else Meta's. */
export async function currencyOf(settings: Settings, context: Context): Promise<string> {
  if (settings.currency !== undefined) return settings.currency;
  const wabaId = requireSetting(settings, "wabaId");
  const graph = await context.graph();
  return (await graph.wabas.get(wabaId, { signal: context.signal })).currency ?? "USD";
}

export interface Planned {
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
}

/** Looks everybody up; in a terminal, asks where people agreed of whom that is not known. */
export async function planSend(
  sending: { readonly notice: Notice; readonly recipients: readonly Recipient[]; readonly currency: string },
  input: Delivery,
  settings: Settings,
  context: Context,
): Promise<Planned> {
  const plan: SendPlan = {
    ...sending,
    db: await context.db(),
    phoneNumberId: requireSetting(settings, "phoneNumberId"),
    optedIn: input.optedIn,
    actor: userInfo().username,
    now: context.clock.now(),
  };
  const prospects = await survey(plan);
  if (!context.interactive || plan.optedIn !== undefined) return { plan, prospects };
  const optedIn = await askForConsentSource(prospects, context);
  if (optedIn === undefined) return { plan, prospects };
  const widened = { ...plan, optedIn };
  return { plan: widened, prospects: await survey(widened) };
}

/** The id of a local file at Meta: nothing is uploaded before all else is known to be right, nor for nobody. */
export async function uploadFor(
  { plan, prospects }: Planned,
  media: MediaSource | undefined,
  context: Context,
): Promise<string | undefined> {
  if (media?.kind !== "file" || prospects.every(({ refusal }) => refusal !== undefined)) return undefined;
  const { path, filename, mimeType } = media.file;
  const graph = await context.graph();
  const { id } = await graph.media.upload(
    plan.phoneNumberId,
    { file: { path }, filename, mimeType },
    { signal: context.signal },
  );
  return id;
}

/** Writes the request down, sends it, and answers what became of it. */
export async function sendPlan(
  plan: SendPlan,
  hash: string,
  { idempotencyKey, wait, timeout }: Delivery,
  context: Context,
): Promise<View> {
  const key = idempotencyKey ?? newId("key", context.clock.now());
  const requestId = await enqueue(plan, { key, hash });
  return finish({ requestId, key, wait, timeoutMs: timeout ?? defaultTimeoutMs }, context);
}
