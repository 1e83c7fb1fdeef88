import type { Context } from "../../cli/context.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, type Block, type View } from "../../cli/view.ts";
import { AppError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { Draft } from "../../domain/campaigns/plan/draft.ts";
import { purposeOfCategory } from "../../domain/consent/may-message.ts";
import { readRecipients } from "../../domain/messages/recipients.ts";
import { requestHash, type Notice } from "../../domain/messages/request.ts";
import { gone } from "../../domain/messages/states.ts";
import { readStored } from "../../domain/messages/stored-content.ts";
import type { WirePersonMessage } from "../../graph/wire/messages.ts";
import { planSend, sendPlan, type Delivery } from "../send/outbox.ts";
import type { AccountTerms } from "../send/terms.ts";
import type { MediaSource } from "../send/values.ts";

/** The first message of a campaign, for somebody who is to look at it. */
export interface TestSend {
  readonly id: number;
  readonly name: string;
  /** E.164 */
  readonly to: string;
  readonly draft: Draft;
  /** The header's file, which the message has only a placeholder for. */
  readonly media: MediaSource | undefined;
  readonly terms: AccountTerms;
}

/** What became of a test; its failure changes nothing of the plan. */
interface Told {
  readonly state: string;
  readonly reason: string | null;
  readonly text?: Text | undefined;
}

/** Sends it as a message of its own, once for a campaign however often this is called, and tells what became of it. */
export async function sendTest(answer: View, test: TestSend, context: Context): Promise<View> {
  const told = await send(test, context).catch((error: unknown): Told => {
    if (error instanceof AppError) return { state: "not sent", reason: error.code, text: error.text };
    throw error;
  });
  const data = { ...(answer.data as object), test: { to: test.to, state: told.state, reason: told.reason } };
  return { ...answer, data, blocks: [...answer.blocks, blockOf(test, told)] };
}

async function send({ id, name, to, draft, media, terms }: TestSend, context: Context): Promise<Told> {
  const settings = await context.settings();
  const [first] = draft.frozen.samples;
  if (first === undefined) return { state: "not sent", reason: null };
  const content: WirePersonMessage = readStored(first.content).content;
  const notice: Notice = {
    type: "template",
    template: first.template ?? undefined,
    language: first.language ?? undefined,
    category: purposeOfCategory(first.category ?? "") ?? "marketing",
    content,
  };
  const delivery: Delivery = {
    to: [to],
    idempotencyKey: `test:${requireSetting(settings, "phoneNumberId")}:${id}`,
    optedIn: `test of campaign ${name}`,
    wait: undefined,
    timeout: undefined,
    yes: true,
    dryRun: false,
  };
  const recipients = readRecipients([to], settings.country);
  const planned = await planSend({ ...terms, notice, recipients }, delivery, settings, context);
  const hash = requestHash({ recipients: [to], campaign: id });
  const sent = await sendPlan(planned, { media, hash }, delivery, context);
  const { messages } = sent.data as { messages: readonly { state: string; reason: string | null }[] };
  const [message] = messages;
  return { state: message?.state ?? "not sent", reason: message?.reason ?? null, text: sent.problem?.text };
}

const arrived: ReadonlySet<string> = new Set(gone);

function blockOf({ to }: TestSend, { state, text }: Told): Block {
  if (arrived.has(state)) {
    return line({ en: `The test went to ${to}.`, es: `La prueba se envió a ${to}.` }, "good");
  }
  const why = text ?? { en: state, es: state };
  return line(
    {
      en: `The test to ${to} did not go out (${why.en}) The plan stays as it is.`,
      es: `La prueba a ${to} no salió (${why.es}) El plan queda como está.`,
    },
    "warn",
  );
}
