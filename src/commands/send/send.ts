import { userInfo } from "node:os";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import { purposeOfCategory } from "../../domain/consent/may-message.ts";
import { enqueue, findKnownRequest, requeueAllowed, survey } from "../../domain/messages/prepare.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import { readRecipients, type Recipient } from "../../domain/messages/recipients.ts";
import { requestHash, type Notice } from "../../domain/messages/request.ts";
import { composeTemplate } from "../../domain/templates/compose.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { findTemplate } from "../../domain/templates/resolve.ts";
import { readParams, type TemplateValues } from "../../domain/templates/values.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { finish } from "./finish.ts";
import type { sendInput } from "./index.ts";
import { askForConsentSource, askForRecipients, askForTemplate, confirmSend } from "./questions.ts";
import { askForValues, readHeader, valuesWith, type HeaderSource } from "./values.ts";
import { dryRunView } from "./views.ts";

type SendInput = InputOf<typeof sendInput> & { readonly dryRun: boolean };

/** The command line, read: nothing asked, nothing looked up. */
interface Typed {
  readonly template: string | undefined;
  readonly recipients: readonly Recipient[];
  readonly values: TemplateValues;
  readonly header: HeaderSource | undefined;
  readonly language: string | undefined;
}

interface Prepared {
  readonly template: WireTemplate;
  readonly values: TemplateValues;
  readonly header: HeaderSource | undefined;
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
  /** True when the command line said all of it. */
  readonly nothingAsked: boolean;
}

export async function run(input: SendInput, context: Context): Promise<View> {
  checkInput(input);
  const settings = await context.settings();
  // In the order in which recado init asks for them.
  requireSetting(settings, "accessToken");
  const phoneNumberId = requireSetting(settings, "phoneNumberId");
  const typed = await readTyped(input, settings, context);
  const known = await findStored(input, typed, phoneNumberId, context);
  if (known !== undefined) return replay(known, input, context);

  const prepared = await prepare(input, typed, settings, context);
  const { template, values, header, plan, prospects, nothingAsked } = prepared;
  const preview = previewText(renderTemplate(template, valuesWith(values, header)));
  if (input.dryRun) return dryRunView({ template, preview, plan, prospects });
  // Who typed all of it for one person has confirmed it; a question too many is answered without reading.
  const confirmed = nothingAsked && prospects.length === 1;
  if (context.interactive && !confirmed) await confirmSend({ preview, plan, prospects }, context);

  const key = input.idempotencyKey ?? newId("key", context.clock.now());
  const ready = await upload(prepared, context);
  const hash = hashOf({ ...typed, template: template.name, recipients: plan.recipients, values });
  const requestId = await enqueue(ready, { key, hash });
  return finish({ requestId, key, wait: input.wait, timeoutMs: input.timeout ?? 60_000 }, context);
}

function badValue(en: string, es: string, hint?: { en: string; es: string }): UsageError {
  return new UsageError({ code: "usage.bad_value", text: { en, es }, hint });
}

function checkInput({ idempotencyKey: key, optedIn }: SendInput): void {
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

async function readTyped(input: SendInput, settings: Settings, context: Context): Promise<Typed> {
  const header = await readHeader(input.header, context);
  const values = { named: readParams(input.param), positional: input.values };
  const recipients = readRecipients(input.to, settings.country);
  return { template: input.template, recipients, values, header, language: input.language };
}

/** Covers what was asked for, and nothing that Meta may change: see `requestHash`. */
function hashOf({ template, recipients, values, header, language }: Typed): string {
  return requestHash({
    recipients: recipients.map(({ phone }) => phone),
    template,
    language: language ?? null,
    named: values.named,
    positional: values.positional,
    header: header === undefined ? null : header.kind === "link" ? header.link : header.hash,
  });
}

/**
 * The request that the key names, before Meta is asked for anything: the stored result must be there also when the
 * template has changed or Meta does not answer.
 */
async function findStored(
  input: SendInput,
  typed: Typed,
  phoneNumberId: string,
  context: Context,
): Promise<string | undefined> {
  const { idempotencyKey: key, dryRun } = input;
  const complete = typed.template !== undefined && typed.recipients.length > 0;
  if (key === undefined || dryRun || !complete) return undefined;
  try {
    return (await findKnownRequest(await context.db(), phoneNumberId, { key, hash: hashOf(typed) }))?.id;
  } catch (error) {
    // In a terminal the first time may have asked for values: they are asked for again before the two are compared.
    if (context.interactive) return undefined;
    throw error;
  }
}

async function replay(requestId: string, input: SendInput, context: Context): Promise<View> {
  const { optedIn, idempotencyKey: key = "", wait, timeout } = input;
  const now = context.clock.now();
  await requeueAllowed(await context.db(), requestId, { optedIn, actor: userInfo().username, now });
  return finish({ requestId, key, wait, timeoutMs: timeout ?? 60_000 }, context);
}

/** Everything that can be known and asked before anything is written. */
async function prepare(input: SendInput, typed: Typed, settings: Settings, context: Context): Promise<Prepared> {
  const wabaId = requireSetting(settings, "wabaId");
  const { header } = typed;
  const { signal } = context;
  const graph = await context.graph();
  if (typed.recipients.length === 0 && !context.interactive) throw nobody();
  const name = typed.template ?? (await askForTemplate(graph.templates, wabaId, context));
  const [template, currency] = await Promise.all([
    findTemplate(graph.templates, { wabaId, name, language: input.language, signal }),
    settings.currency ?? graph.wabas.get(wabaId, { signal }).then((waba) => waba.currency ?? "USD"),
  ]);
  const asksWhom = typed.recipients.length === 0;
  const country = settings.country;
  const recipients = asksWhom ? await askForRecipients(country, context) : typed.recipients;
  const given = valuesWith(typed.values, header);
  const values = await askForValues(template, given, context);
  const notice: Notice = {
    type: "template",
    template: template.name,
    language: template.language,
    category: purposeOfCategory(template.category) ?? "marketing",
    content: { type: "template", template: composeTemplate(template, values) },
  };
  const plan: SendPlan = {
    db: await context.db(),
    phoneNumberId: requireSetting(settings, "phoneNumberId"),
    currency,
    notice,
    recipients,
    optedIn: input.optedIn,
    actor: userInfo().username,
    now: context.clock.now(),
  };
  const prospects = await survey(plan);
  const nothingAsked = typed.template !== undefined && !asksWhom && values === given;
  const prepared = { template, values, header, plan, prospects, nothingAsked };
  if (!context.interactive || plan.optedIn !== undefined) return prepared;
  const optedIn = await askForConsentSource(prospects, context);
  if (optedIn === undefined) return prepared;
  const widened = { ...plan, optedIn };
  return { ...prepared, plan: widened, prospects: await survey(widened) };
}

function nobody(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "--to is missing: nobody to send to.", es: "Falta --to: no hay a quién enviar." },
    hint: { en: "For example: --to +12025550101", es: "Por ejemplo: --to +12025550101" },
    data: { option: "--to" },
  });
}

/** The plan with the uploaded file in its header: nothing is uploaded before everything else is known to be right. */
async function upload({ template, values, header, plan, prospects }: Prepared, context: Context): Promise<SendPlan> {
  if (header?.kind !== "file" || prospects.every(({ refusal }) => refusal !== undefined)) return plan;
  const { media } = await context.graph();
  const { id } = await media.upload(
    plan.phoneNumberId,
    { file: { path: header.path }, filename: header.filename, mimeType: header.mimeType },
    { signal: context.signal },
  );
  const content = composeTemplate(template, valuesWith(values, header, id));
  return { ...plan, notice: { ...plan.notice, content: { type: "template", template: content } } };
}
