/** @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
import { exactlyOne } from "./cross.ts";
import { freeJson } from "./free-json.ts";
import { namedAction } from "./interactive-parts.ts";
import { need, oneOf, own, shape, text } from "./rules.ts";

const parameters = shape(
  {
    flow_message_version: need(oneOf("3")),
    flow_id: text(),
    flow_name: text(),
    // Meta advises thirty characters and no emoji, and refuses neither.
    flow_cta: need(text()),
    flow_token: text(),
    mode: oneOf("draft", "published"),
    flow_action: oneOf("navigate", "data_exchange"),
    flow_action_payload: shape({ screen: text(), data: freeJson(1) }),
  },
  (value, path, findings) => {
    exactlyOne(value, path, "flow_id", "flow_name", findings);
    if (own(value, "flow_action") === "data_exchange" && own(value, "flow_action_payload") !== undefined) {
      findings.add(`${path}.flow_action_payload`, {
        en: "goes only with the flow_action navigate",
        es: "solo va con flow_action navigate",
      });
    }
  },
);

export const flowAction = namedAction("flow", parameters);
