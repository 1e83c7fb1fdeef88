import { userInfo } from "node:os";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Settings } from "../../cli/settings.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import { enqueue, findKnownRequest, survey } from "../../domain/messages/prepare.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import type { Notice } from "../../domain/messages/request.ts";
import type { Recipient } from "../../domain/messages/recipients.ts";
import { requeueAllowed } from "../../domain/messages/requeue.ts";
import { marketingLimitOf } from "../marketing-limit.ts";
import type { deliveryInput } from "./delivery-input.ts";
import { finish } from "./finish.ts";
import { askForConsentSource } from "./questions.ts";
import type { AccountTerms } from "./terms.ts";
import { uploadFile } from "./upload.ts";
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
): Promise<number | undefined> {
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

/** A request of the outbox, and what the same command line brings again: the file that it sends. */
interface StoredRequest {
  readonly campaignId: number;
  readonly phoneNumberId: string;
  readonly media: MediaSource | undefined;
}

/** Sends what is left of a stored request, and answers what became of all of it. */
export async function replay(request: StoredRequest, input: Delivery, context: Context): Promise<View> {
  const { optedIn, idempotencyKey: key = "" } = input;
  return goOn({ ...request, key, optedIn }, input, context);
}

/** Whom our rules allow by now goes back into the queue; a file that they need is uploaded for them, once. */
async function goOn(
  request: StoredRequest & { readonly key: string; readonly optedIn: string | undefined },
  { wait, timeout }: Delivery,
  context: Context,
): Promise<View> {
  const { campaignId, phoneNumberId, media, key, optedIn } = request;
  const db = await context.db();
  const marketingLimit = marketingLimitOf(await context.settings());
  const ground = { optedIn, marketingLimit, actor: userInfo().username, now: context.clock.now() };
  const waits = await requeueAllowed(db, campaignId, ground);
  if (waits && media?.kind === "file") {
    await requeueAllowed(db, campaignId, ground, await uploadFile(media.file, phoneNumberId, context));
  }
  return finish({ campaignId, key, wait, timeoutMs: timeout ?? defaultTimeoutMs }, context);
}

export interface Planned {
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
}

/** Looks everybody up; in a terminal, asks where people agreed of whom that is not known. */
export async function planSend(
  sending: AccountTerms & { readonly notice: Notice; readonly recipients: readonly Recipient[] },
  input: Delivery,
  settings: Settings,
  context: Context,
): Promise<Planned> {
  const plan: SendPlan = {
    ...sending,
    db: await context.db(),
    phoneNumberId: requireSetting(settings, "phoneNumberId"),
    optedIn: input.optedIn,
    marketingLimit: marketingLimitOf(settings),
    actor: userInfo().username,
    now: context.clock.now(),
  };
  const prospects = await survey(plan);
  if (!context.interactive || plan.optedIn !== undefined) return { plan, prospects };
  const optedIn = await askForConsentSource(prospects, plan.notice.category, context);
  if (optedIn === undefined) return { plan, prospects };
  const widened = { ...plan, optedIn };
  return { plan: widened, prospects: await survey(widened) };
}

/**
 * Writes the request down, sends it, and answers what became of it. A local file is uploaded first: where that fails,
 * nothing is written. It is not uploaded for nobody.
 */
export async function sendPlan(
  { plan, prospects }: Planned,
  { media, hash }: { readonly media: MediaSource | undefined; readonly hash: string },
  input: Delivery,
  context: Context,
): Promise<View> {
  const { phoneNumberId, optedIn, notice } = plan;
  const key = input.idempotencyKey ?? newId("key", context.clock.now());
  const file = media?.kind === "file" ? media.file : undefined;
  const isWanted = prospects.some(({ refusal }) => refusal === undefined);
  const upload = file !== undefined && isWanted ? await uploadFile(file, phoneNumberId, context) : undefined;
  const campaignId = await enqueue({ ...plan, notice: { ...notice, file }, upload }, { key, hash });
  // The key may have named a request already, and what is asked for may have changed while it was written down.
  return goOn({ campaignId, phoneNumberId, media, key, optedIn }, input, context);
}
