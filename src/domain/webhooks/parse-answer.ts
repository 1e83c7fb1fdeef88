import type { InboundAnswer } from "./event-content.ts";
import { booleanAt, boundedCopy, idAt, isRecord, recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { anythingAt, shape, stampAt } from "./foreign-shape.ts";

const button = shape({ id: textAt }, { title: textAt });
const row = shape({ id: textAt }, { title: textAt, description: textAt });
const form = shape({ response_json: textAt }, { name: textAt, body: textAt });
const permission = shape(
  { response: textAt },
  { is_permanent: booleanAt, expiration_timestamp: stampAt, response_source: textAt },
);
const payment = shape(
  {},
  {
    payment_method: textAt,
    payment_timestamp: stampAt,
    reference_id: idAt,
    last_four_digits: idAt,
    credential_id: idAt,
  },
);

/** What a customer answered to an interactive message; undefined for kinds that are new or damaged. */
export function parseAnswer(interactive: ForeignRecord): InboundAnswer | undefined {
  const type = textAt(interactive, "type");
  const content = recordAt(interactive, type ?? "");
  switch (type) {
    case "button_reply": {
      const reply = button(content);
      return reply && { type, button_reply: reply };
    }
    case "list_reply": {
      const reply = row(content);
      return reply && { type, list_reply: reply };
    }
    case "nfm_reply": {
      const reply = form(content);
      return reply && { type, nfm_reply: reply, response: parseResponse(reply.response_json) };
    }
    case "call_permission_reply": {
      const reply = permission(content);
      return reply && { type, call_permission_reply: reply };
    }
    case "payment_method":
      return { type, payment_method: payment(content) ?? {} };
    case "product":
      return { type, product: anythingAt(interactive, type) };
    default:
      return undefined;
  }
}

/** What a form holds is the customer's own: no JSON, or another kind of it, is no fault of the delivery. */
function parseResponse(json: string): ForeignRecord | undefined {
  try {
    const response = boundedCopy(JSON.parse(json));
    return isRecord(response) ? response : undefined;
  } catch {
    return undefined;
  }
}
