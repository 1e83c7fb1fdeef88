/**
 * Looks at a template before it is handed in, with the limits of Meta's pages. Only how many variables a text of its
 * length may have is not looked at: Meta does not say.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type { Text } from "../../core/text.ts";
import { Findings, type SendProblem } from "./problem.ts";
import { freeJson } from "./free-json.ts";
import {
  capitals,
  flag,
  isMembers,
  list,
  need,
  oneWord,
  own,
  ownList,
  shape,
  text,
  type Members,
  type Rule,
  type Shape,
} from "./rules.ts";
import { templateName } from "./template.ts";
import { checkComponents, hasCodeButton } from "./template-components.ts";
import { libraryTemplate } from "./template-from-library.ts";
import { templateLanguage } from "./template-languages.ts";
import type { TemplateKind } from "./template-parts.ts";
import { hasNames } from "./template-text.ts";
import { lifetime, templateCategories } from "./template-settings.ts";
import { words } from "./words.ts";

/** What is looked at once the rest of the template is known. */
const unlooked: Rule = () => undefined;

const freedom: Rule = shape({
  creative_features_spec: need((value, path, findings) => {
    if (!isMembers(value)) return findings.add(path, words.notObject);
    const rule = shape({ enroll_status: need(oneWord("OPT_IN", "OPT_OUT")) });
    // The names are Meta's and change, so that they are not repeated: they may be anything.
    for (const feature of Object.values(value).slice(0, 100)) rule(feature, path, findings);
  }),
});

/** A name of Meta's, of which there are more than its pages list. */
const word = text({
  max: 100,
  pattern: /^[A-Za-z][A-Za-z0-9_]*$/,
  says: {
    en: "must be one of Meta's names, such as ORDER_STATUS",
    es: "debe ser uno de los nombres de Meta, por ejemplo ORDER_STATUS",
  },
});

const parameterFormat = oneWord("POSITIONAL", "NAMED");
const category = oneWord(...templateCategories);

const settings: Shape = {
  parameter_format: parameterFormat,
  message_send_ttl_seconds: unlooked,
  cta_url_link_tracking_opted_out: flag,
  degrees_of_freedom_spec: freedom,
};

/** Which rules the components follow; where an edit does not say, they tell by themselves. */
function kindOf(body: Members, others: Partial<TemplateKind>): TemplateKind {
  const components = ownList(body, "components");
  const given = capitals(own(body, "category"));
  const known = templateCategories.find((one) => one === given);
  const format = capitals(own(body, "parameter_format"));
  return {
    category: known ?? (hasCodeButton(components) ? "AUTHENTICATION" : undefined),
    named: format === "NAMED" || (format !== "POSITIONAL" && (others.named ?? hasNames(components))),
  };
}

function checkWhole(body: Members, findings: Findings, others: Partial<TemplateKind> = {}): void {
  const kind = kindOf(body, others);
  lifetime(kind.category)(own(body, "message_send_ttl_seconds"), "message_send_ttl_seconds", findings);
  if (own(body, "components") !== undefined) checkComponents(own(body, "components"), kind, findings);
}

const ownTemplate: Rule = shape(
  {
    name: need(templateName),
    language: need(templateLanguage),
    category: need(category),
    components: need(unlooked),
    ...settings,
    // Without effect since April 2025.
    allow_category_change: unlooked,
    sub_category: word,
    display_format: word,
    is_primary_device_delivery_only: flag,
    bid_spec: freeJson(),
  },
  (body, _path, findings) => checkWhole(body, findings, { named: false }),
);

const edit: Rule = shape({ components: unlooked, category, ...settings }, (body, path, findings) => {
  if (Object.values(body).every((member) => member === undefined))
    findings.add(path, { en: "changes nothing", es: "no cambia nada" });
  checkWhole(body, findings);
});

const metasLabel: Text = {
  en: "cannot be there: in several languages Meta writes the labels",
  es: "no puede estar ahí: en varios idiomas las etiquetas las escribe Meta",
};

/** Labels cannot be chosen for many languages at once. */
function checkLabels(body: Members, findings: Findings): void {
  for (const [index, component] of ownList(body, "components").slice(0, 20).entries()) {
    for (const [place, button] of ownList(component, "buttons").slice(0, 10).entries()) {
      for (const name of ["text", "autofill_text"]) {
        if (own(button, name) !== undefined) findings.add(`components[${index}].buttons[${place}].${name}`, metasLabel);
      }
    }
  }
}

const upsert: Rule = shape(
  {
    name: need(templateName),
    category: need(oneWord("AUTHENTICATION")),
    languages: need(list(templateLanguage, 1)),
    components: need(unlooked),
    message_send_ttl_seconds: unlooked,
  },
  (body, _path, findings) => {
    checkWhole({ ...body, category: "AUTHENTICATION" }, findings);
    checkLabels(body, findings);
  },
);

const problemsOf =
  (rule: Rule) =>
  (body: unknown): readonly SendProblem[] => {
    const findings = new Findings();
    rule(body, "", findings);
    return findings.problems;
  };

/** The same of a template of one's own words only: not of one made from Meta's library. */
export const checkOwnTemplate = problemsOf(ownTemplate);

/**
 * Everything in a new template that Meta would refuse and that can be known beforehand; an empty list when there is
 * nothing. Takes any value at all, whatever its types say. At most 50 problems.
 */
export const checkTemplate = problemsOf((body, path, findings) =>
  (own(body, "library_template_name") === undefined ? ownTemplate : libraryTemplate)(body, path, findings),
);

export const checkTemplateEdit = problemsOf(edit);
export const checkTemplateUpsert = problemsOf(upsert);
