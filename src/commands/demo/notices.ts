import { thisRunner } from "../../cli/runner.ts";
import type { Context } from "../../cli/context.ts";
import { purposeOfCategory } from "../../domain/consent/may-message.ts";
import type { Contact } from "../../domain/contacts/view.ts";
import { dispatch } from "../../domain/messages/dispatch.ts";
import { recheckBy } from "../../domain/outbox/recheck.ts";
import { enqueue } from "../../domain/messages/prepare.ts";
import { requestHash } from "../../domain/messages/request.ts";
import { readRecipients, type Recipient } from "../../domain/messages/recipients.ts";
import { composeTemplate } from "../../domain/templates/compose.ts";
import type { WirePersonContent } from "../../graph/wire/messages.ts";
import type { WireTemplateCreate } from "../../graph/wire/templates.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { progressText } from "../send/views.ts";
import type { Stage } from "./stage.ts";

/** Sends a template to these people, each with their own values, by the engine of `recado send`. */
export async function sendNotices(
  stage: Stage,
  context: Context,
  request: {
    readonly template: WireTemplateCreate;
    readonly people: readonly Contact[];
    readonly values: (person: Contact) => Record<string, string>;
    readonly key: string;
  },
): Promise<readonly MessageRow[]> {
  const { template, people, values, key } = request;
  const { db, clock, simulator } = stage;
  const contentFor = (person: Contact): WirePersonContent => ({
    type: "template",
    template: composeTemplate(template, { named: values(person), positional: [] }),
  });
  const recipients = people.flatMap((person): Recipient[] =>
    person.phone === null
      ? []
      : readRecipients([person.phone], undefined).map((recipient) => ({ ...recipient, content: contentFor(person) })),
  );
  const [first] = people;
  if (first === undefined) return [];
  const plan = {
    db,
    phoneNumberId: simulator.phoneNumberId,
    currency: "USD",
    notice: {
      type: "template",
      template: template.name,
      language: template.language,
      category: purposeOfCategory(template.category) ?? "marketing",
      content: contentFor(first),
    },
    recipients,
    optedIn: undefined,
    actor: "demo",
    now: clock.now(),
  } as const;
  const hash = requestHash({ recipients: recipients.map(({ phone }) => phone), template: template.name });
  const campaignId = await enqueue(plan, { key, hash });
  const { rows } = await dispatch({
    db,
    send: (phoneNumberId, body) => stage.graph.messages.send(phoneNumberId, body),
    clock,
    signal: context.signal,
    runner: thisRunner(),
    campaignId,
    perSecond: 80,
    recheck: recheckBy(),
    onProgress: (progress) => context.progress.update(context.say(progressText(progress))),
  });
  context.progress.clear();
  return rows;
}
