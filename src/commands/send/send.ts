import { userInfo } from "node:os";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import type { CountryCode } from "../../core/phone.ts";
import { purposeOfCategory } from "../../domain/consent/may-message.ts";
import { dispatch } from "../../domain/messages/dispatch.ts";
import { enqueue, recheckConsent, survey, type Prospect, type SendPlan } from "../../domain/messages/prepare.ts";
import { readRecipients } from "../../domain/messages/recipients.ts";
import type { Notice } from "../../domain/messages/request.ts";
import { gone } from "../../domain/messages/states.ts";
import { problemOf } from "../../domain/messages/summary.ts";
import { waitForStates } from "../../domain/messages/wait.ts";
import { composeTemplate } from "../../domain/templates/compose.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { findTemplate } from "../../domain/templates/resolve.ts";
import { readParams, type TemplateValues } from "../../domain/templates/values.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { waitProblem } from "../messages/wait.ts";
import type { sendInput } from "./index.ts";
import { askForConsentSource, askForRecipients, askForTemplate, confirmSend } from "./questions.ts";
import { askForValues, readHeader, valuesWith, type HeaderSource } from "./values.ts";
import { dryRunView, progressText, sentView } from "./views.ts";

/** What a phone number may send in a second unless Meta raised it. */
const messagesPerSecond = 80;

type SendInput = InputOf<typeof sendInput> & { readonly dryRun: boolean };

interface Prepared {
  readonly template: WireTemplate;
  readonly values: TemplateValues;
  /** The values as the command line gave them: the same object when nothing was asked. */
  readonly typed: TemplateValues;
  readonly header: HeaderSource | undefined;
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
}

export async function run(input: SendInput, context: Context): Promise<View> {
  checkInput(input);
  const settings = await context.settings();
  const prepared = await prepare(input, settings, context);
  const { template, values, plan, prospects } = prepared;
  const preview = previewText(renderTemplate(template, valuesWith(values, prepared.header)));
  if (input.dryRun) return dryRunView({ template, preview, plan, prospects });
  // Who typed all of it for one person has confirmed it; a question too many is answered without reading.
  const typedWhole = input.template !== undefined && input.to.length === 1 && values === prepared.typed;
  if (context.interactive && !typedWhole) await confirmSend({ preview, plan, prospects }, context);

  const key = input.idempotencyKey ?? newId("key", context.clock.now());
  const ready = await upload(prepared, context);
  const { requestId } = await enqueue(ready, {
    key,
    mediaHash: prepared.header?.kind === "file" ? prepared.header.hash : undefined,
  });
  const { db } = plan;
  const graph = await context.graph();
  const result = await dispatch({
    db,
    messages: graph.messages,
    clock: context.clock,
    signal: context.signal,
    runner: thisRunner(),
    requestId,
    perSecond: messagesPerSecond,
    recheck: (row) => recheckConsent(db, row),
    onProgress: (progress) => context.progress.update(context.say(progressText(progress))),
  });
  context.progress.clear();
  const run = { key, stoppedBy: result.stoppedBy, interrupted: context.signal.aborted };
  const sent = result.rows.filter(({ state }) => gone.includes(state));
  if (input.wait === undefined || sent.length === 0 || run.interrupted) {
    return sentView({ rows: result.rows, key, problem: problemOf(result.rows, run) });
  }
  const waited = new Map(
    (await waitFor(input.wait, input.timeout ?? 60_000, sent, plan, context)).map((row) => [row.id, row]),
  );
  const rows = result.rows.map((row) => waited.get(row.id) ?? row);
  return sentView({ rows, key, problem: problemOf(rows, run) ?? waitProblem(rows, input.wait) });
}

function checkInput(input: SendInput): void {
  if (input.idempotencyKey !== undefined && (input.idempotencyKey.trim() === "" || input.idempotencyKey.length > 200)) {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: "--idempotency-key takes 1 to 200 characters.",
        es: "--idempotency-key admite de 1 a 200 caracteres.",
      },
    });
  }
  if (input.optedIn?.trim() === "") {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: "--opted-in must say where the person agreed.",
        es: "--opted-in debe decir dónde aceptó la persona.",
      },
      hint: { en: 'For example: --opted-in "web form"', es: 'Por ejemplo: --opted-in "formulario web"' },
    });
  }
}

/** Everything that can be known and asked before anything is written. */
async function prepare(input: SendInput, settings: Settings, context: Context): Promise<Prepared> {
  const wabaId = requireSetting(settings, "wabaId");
  const phoneNumberId = requireSetting(settings, "phoneNumberId");
  const country = settings.country as CountryCode | undefined;
  const given = input.to.length > 0 || !context.interactive ? readRecipients(input.to, country) : undefined;
  const header = await readHeader(input.header, context);
  const named = readParams(input.param);
  const graph = await context.graph();
  const name = input.template ?? (await askForTemplate(graph.templates, wabaId, context));
  const [template, currency] = await Promise.all([
    findTemplate(graph.templates, { wabaId, name, language: input.language }),
    settings.currency ?? graph.wabas.get(wabaId, { signal: context.signal }).then((waba) => waba.currency ?? "USD"),
  ]);
  const recipients = given ?? (await askForRecipients(country, context));
  if (recipients.length === 0) {
    throw new UsageError({
      code: "usage.missing_option",
      text: { en: "--to is missing: nobody to send to.", es: "Falta --to: no hay a quién enviar." },
      hint: { en: "For example: --to +12025550101", es: "Por ejemplo: --to +12025550101" },
      data: { option: "--to" },
    });
  }
  const typed = valuesWith({ named, positional: input.values }, header);
  const values = await askForValues(template, typed, context);
  const category = purposeOfCategory(template.category) ?? "marketing";
  const notice: Notice = {
    type: "template",
    template: template.name,
    language: template.language,
    category,
    content: { type: "template", template: composeTemplate(template, values) },
  };
  const plan: SendPlan = {
    db: await context.db(),
    phoneNumberId,
    currency,
    notice,
    recipients,
    optedIn: input.optedIn,
    actor: userInfo().username,
    now: context.clock.now(),
  };
  const prospects = await survey(plan);
  if (!context.interactive || plan.optedIn !== undefined) return { template, values, typed, header, plan, prospects };
  const optedIn = await askForConsentSource(prospects, context);
  if (optedIn === undefined) return { template, values, typed, header, plan, prospects };
  const widened = { ...plan, optedIn };
  return { template, values, typed, header, plan: widened, prospects: await survey(widened) };
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

async function waitFor(
  wanted: "sent" | "delivered" | "read",
  timeoutMs: number,
  rows: readonly MessageRow[],
  { db }: SendPlan,
  context: Context,
): Promise<readonly MessageRow[]> {
  const { clock, signal } = context;
  return waitForStates({ db, clock, signal, ids: rows.map(({ id }) => id), wanted, timeoutMs });
}
