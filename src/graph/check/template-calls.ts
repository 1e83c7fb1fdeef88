/** What the calls on templates are given, looked at before they are made. */
import { Findings, type SendProblem } from "./problem.ts";
import { refused, type Refused } from "./refused.ts";
import { flag, list, need, oneOf, shape, text, whole, type Rule } from "./rules.ts";
import { expiration } from "./template-auth.ts";
import { checkTemplate, checkTemplateEdit, checkTemplateUpsert } from "./template-create.ts";
import { templateName } from "./template.ts";
import { templateLanguage } from "./template-languages.ts";

const page = "whatsapp/business-management-api/message-templates";
const code = "template.invalid";
const template: Refused = {
  code,
  page,
  thing: { en: "the template", es: "la plantilla" },
  text: { en: "Meta would not accept this template", es: "Meta no aceptaría esta plantilla" },
};
const question: Refused = {
  code,
  page,
  thing: { en: "the question", es: "la consulta" },
  text: { en: "Meta would not answer this question about templates", es: "Meta no respondería a esta consulta" },
};

function assertNone(problems: readonly SendProblem[], what: Refused = template): void {
  if (problems.length > 0) throw refused(what, problems);
}

function assertGood(rule: Rule, request: unknown): void {
  const findings = new Findings();
  rule(request, "", findings);
  assertNone(findings.problems, question);
}

/** @throws InputError `template.invalid`, with the first place in `data.path` and every one in `data.problems` */
export const assertTemplate = (body: unknown): void => assertNone(checkTemplate(body));
/** @throws InputError `template.invalid` */
export const assertTemplateEdit = (body: unknown): void => assertNone(checkTemplateEdit(body));
/** @throws InputError `template.invalid` */
export const assertTemplateUpsert = (body: unknown): void => assertNone(checkTemplateUpsert(body));

const preview = shape({
  languages: list(templateLanguage, 1),
  securityRecommendation: flag,
  expirationMinutes: expiration,
});
/** @throws InputError `template.invalid` */
export const assertPreview = (request: unknown): void => assertGood(preview, request);

const comparison = shape({
  with: need(text()),
  days: need(oneOf(7, 30, 60, 90)),
  /** After ninety days of Unix time, and as seconds: milliseconds are a slip. */
  end: need(whole(7_776_000, 99_999_999_999)),
});
/** @throws InputError `template.invalid` */
export function assertComparison(templateId: string, request: { readonly with: string }): void {
  assertGood((value, path, findings) => {
    comparison(value, path, findings);
    if (request.with === templateId)
      findings.add("with", { en: "is the template itself", es: "es la plantilla misma" });
  }, request);
}

const deletion = shape({ name: need(templateName) });
/** @throws InputError `template.invalid` */
export const assertDeletion = (name: unknown): void => assertGood(deletion, { name });
