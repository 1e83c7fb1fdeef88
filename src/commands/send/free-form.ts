import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { windowsClosed } from "../../domain/messages/permission.ts";
import type { Prospect } from "../../domain/messages/prepare.ts";
import { previewMessage } from "../../domain/messages/preview.ts";
import { readRecipients, type Recipient } from "../../domain/messages/recipients.ts";
import { requestHash, type Notice } from "../../domain/messages/request.ts";
import { assertSendable } from "../../graph/check/send.ts";
import type { WireMediaSource, WirePersonContent, WirePersonMessage } from "../../graph/wire/messages.ts";
import { budgetUseAt } from "../costs/budget-gate-of.ts";
import { askingFor, type Asker } from "./ask.ts";
import type { replyInput } from "./delivery-input.ts";
import { freeFormDryRunView } from "./free-form-views.ts";
import { inOwnWords } from "./option-of-path.ts";
import { checkDelivery, findStored, nobody, planSend, replay, sendPlan, type Delivery } from "./outbox.ts";
import { termsOf } from "./terms.ts";
import { askForRecipients, confirmSend } from "./questions.ts";
import { findQuoted, type Quoted } from "./quoted.ts";
import { mediaMark, wireSource, type MediaSource } from "./values.ts";

export type FreeFormInput = InputOf<typeof replyInput> & { readonly dryRun: boolean };

/** A message as it was typed. */
export interface Draft {
  /** What is uploaded once everything else is known to be right, if it is a local file. */
  readonly media?: MediaSource | undefined;
  /** @param media stands where the file goes, if there is one */
  content(media: WireMediaSource): WirePersonContent;
  /** Asks Meta what only it knows of the file; changes what `content` answers. Not needed to recognise a repetition. */
  readonly learn?: (() => Promise<void>) | undefined;
  /** True where it came from a file in Meta's shape: a fault is named by its place there, not by an option. */
  readonly fromFile?: boolean;
  /** The message that a reaction is to: decides to whom it goes. */
  readonly about?: Quoted | undefined;
}

type Compose<Input> = (input: Input, context: Context, ask: Asker) => Promise<Draft>;

function contentOf(draft: Draft, replyTo: Quoted | undefined): WirePersonMessage {
  const { media } = draft;
  const content = draft.content(wireSource(media));
  if (replyTo === undefined || content.type === "reaction") return content;
  return { ...content, context: { message_id: replyTo.wamid } };
}

/**
 * The body of a command that sends something other than a template: an answer to somebody who wrote in the last 24 hours.
 * Everything is read, asked and checked before anything leaves; the same outbox as for templates does the rest.
 */
export function freeForm<Input extends FreeFormInput>(
  compose: Compose<Input>,
): (input: Input, context: Context) => Promise<View> {
  return async (input, context) => {
    checkDelivery(input);
    const settings = await context.settings();
    requireSetting(settings, "accessToken");
    const phoneNumberId = requireSetting(settings, "phoneNumberId");
    const ask = askingFor(context);
    const replyTo = input.replyTo === undefined ? undefined : await findQuoted(input.replyTo, "--reply-to", context);
    const draft = await compose(input, context, ask);
    const typed = readTyped(input, settings.country, draft.about ?? replyTo);
    if (typed.length === 0 && !context.interactive) throw nobody();
    const asTyped = contentOf(draft, replyTo);
    assertTyped({ messaging_product: "whatsapp", to: typed[0]?.phone ?? "+12025550100", ...asTyped }, draft);

    const { media } = draft;
    const hashFor = (recipients: readonly Recipient[]): string =>
      requestHash({
        recipients: recipients.map(({ phone }) => phone),
        message: asTyped,
        file: media === undefined ? null : mediaMark(media),
      });
    const asked = { phoneNumberId, complete: typed.length > 0, hash: () => hashFor(typed) };
    const known = await findStored(input, asked, context);
    if (known !== undefined) return replay({ campaignId: known, phoneNumberId, media }, input, context);

    await draft.learn?.();
    const content = contentOf(draft, replyTo);
    const recipients = typed.length === 0 ? await askForRecipients(settings.country, context) : typed;
    assertOneReader(recipients, draft.about ?? replyTo);
    const notice: Notice = {
      type: content.type,
      template: undefined,
      language: undefined,
      category: "service",
      content,
    };
    const terms = await termsOf(settings, context);
    const planned = await planSend({ ...terms, notice, recipients }, input, settings, context);
    const { plan, prospects } = planned;
    const preview = previewMessage(content, media?.kind === "file" ? media.file.filename : undefined);
    if (input.dryRun) {
      const budget = await budgetUseAt(plan.now, context);
      return freeFormDryRunView({ type: content.type, preview, plan, prospects, budget });
    }
    refuseClosed(prospects);
    warnOfUnknown(prospects, context);
    const confirmed = !ask.needed && typed.length === 1;
    if (context.interactive && !confirmed) await confirmSend({ preview, plan, prospects }, context);

    return sendPlan(planned, { media, hash: hashFor(recipients) }, input, context);
  };
}

function assertTyped(body: unknown, { fromFile }: Draft): void {
  try {
    assertSendable(body);
  } catch (error) {
    throw fromFile === true ? error : inOwnWords(error);
  }
}

function readTyped(
  { to }: Delivery,
  country: Parameters<typeof readRecipients>[1],
  quoted: Quoted | undefined,
): readonly Recipient[] {
  const writer = quoted?.customer;
  return readRecipients(to.length === 0 && writer !== undefined ? [writer] : to, country);
}

/** A message belongs to one conversation. */
function assertOneReader(recipients: readonly Recipient[], quoted: Quoted | undefined): void {
  if (quoted === undefined || recipients.length === 1) return;
  throw new UsageError({
    code: "usage.one_recipient",
    text: {
      en: "An answer to one message goes to one person.",
      es: "La respuesta a un mensaje se envía a una sola persona.",
    },
    hint: { en: "Give --to once, or leave it out.", es: "Indique --to una sola vez u omítalo." },
    data: { option: "--to" },
  });
}

/** Nothing is stored where nobody may be written to: Meta would refuse every one of them. */
function refuseClosed(prospects: readonly Prospect[]): void {
  const closed = prospects.flatMap(({ recipient, window, refusal }) =>
    refusal?.code === "policy.window_closed" && window.state === "closed"
      ? [{ phone: recipient.phone, lastInboundAt: window.lastInboundAt }]
      : [],
  );
  if (closed.length === prospects.length) throw windowsClosed(closed);
}

function warnOfUnknown(prospects: readonly Prospect[], context: Context): void {
  const unknown = prospects.filter(({ refusal, window }) => refusal === undefined && window.state === "unknown").length;
  if (unknown === 0) return;
  context.warn({
    en: `recado has seen no message from ${unknown === 1 ? "this person" : `${unknown} of these people`}. Meta delivers only to those who wrote in the last 24 hours; to others, send a template.`,
    es: `recado no ha visto ningún mensaje de ${unknown === 1 ? "esta persona" : `${unknown} de estas personas`}. Meta entrega solo a quien escribió en las últimas 24 horas; a los demás, envíeles una plantilla.`,
  });
}
