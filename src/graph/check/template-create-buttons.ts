/**
 * The buttons of a new template: their fields, their number, and that quick replies stand together.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
import { freeJson } from "./free-json.ts";
import type { Findings } from "./problem.ts";
import {
  byKind,
  capitals,
  list,
  need,
  oneOf,
  oneWord,
  own,
  ownText,
  shape,
  text,
  whole,
  type Members,
  type Rule,
} from "./rules.ts";
import { fixedSaying, saying, variableName, variablesIn, wordsOnly } from "./template-text.ts";
import { words } from "./words.ts";

export const label: Rule = fixedSaying(25);
const longestAddress = 2_000;
const longestCoupon = 20;
const mostButtons = 10;

export const typeOf = (entry: unknown): string => capitals(own(entry, "type"));

function checkAddress(said: string, path: string, findings: Findings): void {
  if (!/^https?:\/\//.test(said) || !URL.canParse(said)) findings.add(path, words.notAddress);
  const variables = variablesIn(said);
  if (/\{\{|\}\}/.test(wordsOnly(said)) || variables.length > 1 || (variables.length === 1 && !said.endsWith("}}"))) {
    findings.add(path, {
      en: "may have one variable, {{1}}, and only at its end",
      es: "puede llevar una sola variable, {{1}}, y únicamente al final",
    });
  }
}

const urlButton = (named: boolean): Rule =>
  shape(
    {
      type: oneWord("URL"),
      text: need(label),
      url: need(saying(longestAddress, checkAddress)),
      example: list(text(), 0),
    },
    (button, path, findings) => {
      const url = ownText(button, "url") ?? "";
      const [name] = url.length > longestAddress * 2 ? [] : variablesIn(url);
      if (name === undefined) return;
      if (name !== "1" && !(named && variableName.test(name)))
        findings.add(`${path}.url`, { en: "has another variable than {{1}}", es: "lleva otra variable que {{1}}" });
      const { example } = button;
      if (Array.isArray(example) && example.length === 1) return;
      findings.add(`${path}.example`, {
        en: "must be a list with one whole address as a sample",
        es: "debe ser una lista con una dirección completa de ejemplo",
      });
    },
  );

const code = text({ max: longestCoupon });
/** A code as a sample, by itself or in a list. */
const codeSample: Rule = (value, path, findings) => {
  if (Array.isArray(value)) list(code, 1)(value, path, findings);
  else code(value, path, findings);
};

function needsCode({ example }: Members, path: string, findings: Findings): void {
  if (example !== undefined) return;
  findings.add(`${path}.example`, {
    en: "is missing: Meta wants a sample code",
    es: "falta: Meta exige un código de ejemplo",
  });
}

const flowSources = ["flow_id", "flow_name", "flow_json"] as const;

const json: Rule = (value, path, findings) => {
  if (typeof value !== "string") return findings.add(path, words.notText);
  try {
    JSON.parse(value);
  } catch {
    findings.add(path, { en: "is not JSON", es: "no es JSON" });
  }
};
const flowId: Rule = (value, path, findings) => {
  if (!Number.isSafeInteger(value)) text()(value, path, findings);
};

const flowButton = shape(
  {
    type: oneWord("FLOW"),
    text: need(label),
    flow_id: flowId,
    flow_name: text(),
    flow_json: json,
    flow_action: oneOf("navigate", "data_exchange"),
    navigate_screen: text(),
    icon: oneWord("DOCUMENT", "PROMOTION", "REVIEW"),
  },
  (button, path, findings) => {
    const given = flowSources.filter((source) => own(button, source) !== undefined);
    if (given.length !== 1) {
      findings.add(path, {
        en: "needs exactly one of flow_id, flow_name and flow_json",
        es: "necesita exactamente uno de flow_id, flow_name y flow_json",
      });
    }
    if (own(button, "navigate_screen") !== undefined && own(button, "flow_action") === "data_exchange") {
      findings.add(`${path}.navigate_screen`, {
        en: "goes with the flow_action navigate only",
        es: "solo va con el flow_action navigate",
      });
    }
  },
);

/** A button whose label is Meta's. */
const fixed = (type: string, said: string): Rule => shape({ type: oneWord(type), text: oneOf(said) });
const plain = (type: string): Rule => shape({ type: oneWord(type), text: need(label) });

const otpElsewhere: Rule = (_value, path, findings) =>
  findings.add(`${path}.type`, { en: "OTP goes with AUTHENTICATION only", es: "OTP solo va con AUTHENTICATION" });

const kinds = (named: boolean): Readonly<Record<string, Rule>> => ({
  QUICK_REPLY: plain("QUICK_REPLY"),
  URL: urlButton(named),
  PHONE_NUMBER: shape({ type: oneWord("PHONE_NUMBER"), text: need(label), phone_number: need(saying(20)) }),
  // Meta's own label differs from language to language.
  COPY_CODE: shape({ type: oneWord("COPY_CODE"), text: label, example: codeSample }, needsCode),
  FLOW: flowButton,
  CATALOG: fixed("CATALOG", "View catalog"),
  MPM: fixed("MPM", "View items"),
  SPM: fixed("SPM", "View"),
  VOICE_CALL: shape({ type: oneWord("VOICE_CALL"), text: need(label), ttl_minutes: whole(1, 43_200) }),
  ORDER_DETAILS: plain("ORDER_DETAILS"),
  REQUEST_CONTACT_INFO: fixed("REQUEST_CONTACT_INFO", "Share Contact Info"),
  APP: shape({ type: oneWord("APP"), text: need(label), app_deep_link: need(freeJson()) }),
});

/** How many of a kind one template may have; of those that are not here one. */
const most: Readonly<Record<string, number>> = { QUICK_REPLY: mostButtons, URL: 2 };

/** All buttons together. */
function checkTogether(buttons: readonly unknown[], path: string, findings: Findings): void {
  const counts = new Map<string, number>();
  for (const type of buttons.map(typeOf)) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const [type, count] of counts) {
    const limit = most[type] ?? 1;
    if (type === "" || count <= limit || limit === mostButtons) continue;
    findings.add(path, { en: `has more than ${limit} of type ${type}`, es: `tiene más de ${limit} de tipo ${type}` });
  }
  const starts = buttons.filter(
    (entry, index) => typeOf(entry) === "QUICK_REPLY" && typeOf(buttons[index - 1]) !== "QUICK_REPLY",
  );
  if (starts.length > 1) {
    findings.add(path, {
      en: "must have its quick replies together, before or after the other buttons",
      es: "debe tener las respuestas rápidas juntas, antes o después de los demás botones",
    });
  }
}

/** @param limit how many there may be: ten, on a card two */
export function templateButtons(named: boolean, limit: number = mostButtons): Rule {
  const each = byKind("type", { ...kinds(named), OTP: otpElsewhere }, capitals);
  return shape({
    type: oneWord("BUTTONS"),
    buttons: need((value, path, findings) => {
      list(each, 1, limit)(value, path, findings);
      if (Array.isArray(value)) checkTogether((value as unknown[]).slice(0, mostButtons), path, findings);
    }),
  });
}
