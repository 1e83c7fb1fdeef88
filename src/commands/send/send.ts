import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { purposeOfCategory } from "../../domain/consent/may-message.ts";
import { readRecipients, type Recipient } from "../../domain/messages/recipients.ts";
import { requestHash, type Notice } from "../../domain/messages/request.ts";
import { composeTemplate } from "../../domain/templates/compose.ts";
import { readComponents } from "../../domain/templates/components-file.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { findTemplate } from "../../domain/templates/resolve.ts";
import { readParams, type TemplateValues } from "../../domain/templates/values.ts";
import { assertSendable } from "../../graph/check/send.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { budgetUseAt } from "../costs/budget-gate-of.ts";
import { interactiveKinds } from "./interactive-kinds.ts";
import { anyContent, plainKinds } from "./kinds.ts";
import { checkDelivery, findStored, nobody, planSend, replay, sendPlan, type Planned } from "./outbox.ts";
import { termsOf } from "./terms.ts";
import { askForRecipients, askForTemplate, confirmSend } from "./questions.ts";
import type { sendInput } from "./template-input.ts";
import { askForValues, mediaMark, readMedia, valuesWith, type MediaSource } from "./values.ts";
import { dryRunView } from "./views.ts";

type SendInput = InputOf<typeof sendInput> & { readonly dryRun: boolean };

/** The command line, read: nothing asked, nothing looked up. */
interface Typed {
  readonly template: string | undefined;
  readonly recipients: readonly Recipient[];
  readonly values: TemplateValues;
  readonly header: MediaSource | undefined;
  readonly language: string | undefined;
}

interface Prepared extends Planned {
  readonly template: WireTemplate;
  readonly values: TemplateValues;
  readonly header: MediaSource | undefined;
  /** True when the command line said all of it. */
  readonly nothingAsked: boolean;
}

export async function run(input: SendInput, context: Context): Promise<View> {
  checkDelivery(input);
  const settings = await context.settings();
  // In the order in which recado init asks for them.
  requireSetting(settings, "accessToken");
  const phoneNumberId = requireSetting(settings, "phoneNumberId");
  const typed = await readTyped(input, settings, context);
  const complete = typed.template !== undefined && typed.recipients.length > 0;
  const known = await findStored(input, { phoneNumberId, complete, hash: () => hashOf(typed) }, context);
  if (known !== undefined) return replay({ campaignId: known, phoneNumberId, media: typed.header }, input, context);

  const prepared = await prepare(input, typed, settings, context);
  const { template, values, header, plan, prospects, nothingAsked } = prepared;
  const preview = previewText(renderTemplate(template, named(values, header)));
  if (input.dryRun) {
    const budget = await budgetUseAt(plan.now, context);
    return dryRunView({ template, preview, plan, prospects, budget });
  }
  // Who typed all of it for one person has confirmed it; a question too many is answered without reading.
  const confirmed = nothingAsked && prospects.length === 1;
  if (context.interactive && !confirmed) await confirmSend({ preview, plan, prospects }, context);

  const hash = hashOf({ ...typed, template: template.name, recipients: plan.recipients, values });
  return sendPlan(prepared, { media: header, hash }, input, context);
}

/** For the eye: whatever it is to Meta, a file is shown by its name. */
function named(values: TemplateValues, header: MediaSource | undefined): TemplateValues {
  return header?.kind === "file" ? { ...values, headerFilename: header.file.filename } : values;
}

/** Who mistypes the kind of a message has named a template that is not there. */
function withKinds(error: unknown, name: string): unknown {
  if (!(error instanceof InputError) || error.code !== "template.not_found") return error;
  const kinds = [...plainKinds, ...interactiveKinds, anyContent].map((kind) => kind.name);
  const near = nearest(name, kinds).map((kind) => `recado send ${kind}`);
  if (near.length === 0) return error;
  const { code, text, data } = error;
  const list = near.join(", ");
  return new InputError({
    code,
    text,
    hint: { en: `Did you mean ${list}?`, es: `¿Quiso decir ${list}?` },
    data,
    cause: error,
  });
}

async function readTyped(input: SendInput, settings: Settings, context: Context): Promise<Typed> {
  const header =
    input.header === undefined
      ? undefined
      : await readMedia(input.header, context, { kinds: ["image", "video", "document"], option: "--header" });
  const { components } = input;
  const given =
    components === undefined
      ? {}
      : {
          components: readComponents(
            (await readInputFile(components, context.host)).toString("utf8"),
            basename(components),
          ),
        };
  const values = { named: readParams(input.param), positional: input.values, ...given };
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
    header: header === undefined ? null : mediaMark(header),
    ...(values.components === undefined ? {} : { components: values.components }),
  });
}

/** Everything that can be known and asked before anything is written. */
async function prepare(input: SendInput, typed: Typed, settings: Settings, context: Context): Promise<Prepared> {
  const wabaId = requireSetting(settings, "wabaId");
  const { header } = typed;
  const { signal } = context;
  const graph = await context.graph();
  if (typed.recipients.length === 0 && !context.interactive) throw nobody();
  const name = typed.template ?? (await askForTemplate(graph.templates, wabaId, context));
  const [template, terms] = await Promise.all([
    findTemplate(graph.templates, { wabaId, name, language: input.language, signal }).catch((error: unknown) => {
      throw withKinds(error, name);
    }),
    termsOf(settings, context),
  ]);
  const asksWhom = typed.recipients.length === 0;
  const recipients = asksWhom ? await askForRecipients(settings.country, context) : typed.recipients;
  const given = valuesWith(typed.values, header);
  const values = await askForValues(template, given, context);
  const notice: Notice = {
    type: "template",
    template: template.name,
    language: template.language,
    category: purposeOfCategory(template.category) ?? "marketing",
    content: { type: "template", template: composeTemplate(template, values) },
  };
  assertSendable({ messaging_product: "whatsapp", to: recipients[0]?.phone ?? "", ...notice.content });
  const planned = await planSend({ ...terms, notice, recipients }, input, settings, context);
  const nothingAsked = typed.template !== undefined && !asksWhom && values === given;
  return { template, values, header, nothingAsked, ...planned };
}
