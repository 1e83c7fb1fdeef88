/**
 * Looks at a message before it is sent, with the limits of Meta's pages.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
import type { InputError } from "../../core/errors.ts";
import { contentRules, contentTypes } from "./content.ts";
import { category, checkDirectSend, directConfig } from "./direct-send.ts";
import { Findings, type CheckOptions, type SendProblem } from "./problem.ts";
import { anyText, checkRecipient, userId } from "./recipient.ts";
import { refused } from "./refused.ts";
import { flag, isMembers, need, oneOf, own, shape, text, type Members, type Rule } from "./rules.ts";
import { notOneOf, words } from "./words.ts";

export type { CheckOptions, SendProblem } from "./problem.ts";

const isType = (value: unknown): value is keyof typeof contentRules =>
  typeof value === "string" && Object.hasOwn(contentRules, value);

/** The member that holds the content is looked at once it is known which one it should be. */
const unlooked: Rule = () => undefined;

const envelope: Rule = shape(
  {
    messaging_product: need(oneOf("whatsapp")),
    recipient_type: oneOf("individual", "group"),
    to: anyText,
    recipient: userId,
    type: unlooked,
    context: shape({ message_id: need(text()) }),
    biz_opaque_callback_data: text({ max: 512, least: 0 }),
    recipient_identity_key_hash: text(),
    messaging_account_id: text(),
    paid_messaging_account_id: text(),
    category,
    // Its bounds depend on the category.
    ttl_seconds: unlooked,
    direct_send_config: directConfig,
    product_policy: oneOf("CLOUD_API_FALLBACK", "STRICT"),
    message_activity_sharing: flag,
    ...Object.fromEntries(contentTypes.map((type) => [type, unlooked])),
  },
  (body, _path, findings) => {
    // Meta reads a message without a type as a text.
    const type = own(body, "type") ?? "text";
    checkContentOf(body, type, findings);
    checkRecipient(body, type, findings);
    checkDirectSend(body, type, findings);
    checkMarketing(body, type, findings);
    if (type === "reaction" && own(body, "context") !== undefined) {
      findings.add("context", {
        en: "does not go with a reaction, which names its message itself",
        es: "no va con una reacción, que ya indica su mensaje",
      });
    }
  },
);

function checkContentOf(body: Members, type: unknown, findings: Findings): void {
  if (!isType(type)) return findings.add("type", notOneOf(contentTypes));
  const content = own(body, type);
  if (content === undefined) findings.add(type, words.missing);
  else contentRules[type](content, type, findings);
  for (const other of contentTypes) {
    if (other === type || own(body, other) === undefined) continue;
    findings.add(other, { en: `does not go with the type ${type}`, es: `no va con el tipo ${type}` });
  }
}

const marketingMembers = ["product_policy", "message_activity_sharing"] as const;

/** The Marketing Messages API takes templates only; its members mean nothing elsewhere. */
function checkMarketing(body: Members, type: unknown, findings: Findings): void {
  const { endpoint } = findings.options;
  const given = marketingMembers.filter((name) => own(body, name) !== undefined);
  if (endpoint === "messages") {
    for (const name of given) {
      findings.add(name, {
        en: "goes only to the Marketing Messages API (/marketing_messages)",
        es: "solo va a la API de mensajes de marketing (/marketing_messages)",
      });
    }
  } else if ((endpoint === "marketing_messages" || given.length > 0) && type !== "template") {
    findings.add("type", {
      en: "must be template in the Marketing Messages API",
      es: "debe ser template en la API de mensajes de marketing",
    });
  }
}

/**
 * Everything in a message that Meta would refuse and that can be known beforehand; an empty list when there is nothing.
 * Takes any value at all, whatever its types say, and looks no deeper than a message goes. At most 50 problems.
 */
export function checkSend(body: unknown, options: CheckOptions = {}): readonly SendProblem[] {
  const findings = new Findings(options);
  envelope(body, "", findings);
  return findings.problems;
}

/** The same of a message's content alone: `{type, [type]}`, without recipient and reference. */
export function checkContent(content: unknown, options: CheckOptions = {}): readonly SendProblem[] {
  const findings = new Findings(options);
  if (!isMembers(content)) findings.add("", words.notObject);
  else checkContentOf(content, own(content, "type"), findings);
  return findings.problems;
}

/** What is wrong with a message as an error that names the first place and counts the others. */
export const refusal = (problems: readonly SendProblem[]): InputError =>
  refused(
    {
      code: "message.invalid",
      thing: { en: "the message", es: "el mensaje" },
      text: { en: "The message cannot be sent", es: "El mensaje no se puede enviar" },
      page: "whatsapp/cloud-api/reference/messages",
    },
    problems,
  );

/**
 * @throws InputError `message.invalid` where `checkSend` finds something: it names the first place, and `data.problems`
 * has them all.
 */
export function assertSendable(body: unknown, options: CheckOptions = {}): void {
  const problems = checkSend(body, options);
  if (problems.length > 0) throw refusal(problems);
}
