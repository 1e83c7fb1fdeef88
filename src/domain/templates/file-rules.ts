import { nearest } from "../../core/nearest.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { WireTemplateComponent, WireTemplateCreate } from "../../graph/wire/templates.ts";
import { buttonProblems } from "./button-rules.ts";
import { carouselProblems, offerProblems } from "./carousel-rules.ts";
import { problem, type FileProblem } from "./file-problem.ts";
import { templateLanguages } from "./languages.ts";
import { textProblems } from "./text-rules.ts";
import { lengthOf, limits } from "./value-rules.ts";

function nameProblems({ name, language }: WireTemplateCreate): FileProblem[] {
  const problems: FileProblem[] = [];
  if (!/^[a-z0-9_]{1,512}$/.test(name)) {
    problems.push(
      problem(
        "name",
        "may only have small letters without accents, digits and _ (512 at most)",
        "solo puede llevar letras minúsculas sin acentos, cifras y _ (512 como máximo)",
      ),
    );
  }
  if (!templateLanguages.has(language)) {
    const near = nearest(language, templateLanguages).join(", ");
    problems.push(
      problem(
        "language",
        `"${cleanLine(language)}" is not a language code of Meta's${near === "" ? "" : `; did you mean ${near}?`}`,
        `"${cleanLine(language)}" no es un código de idioma de Meta${near === "" ? "" : `; ¿quiso decir ${near}?`}`,
      ),
    );
  }
  return problems;
}

/** Seconds for which Meta tries to deliver. */
const lifetimes = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
} as const;

function lifetimeProblems({ message_send_ttl_seconds: seconds, category }: WireTemplateCreate): FileProblem[] {
  if (seconds === undefined || (seconds === -1 && category !== "MARKETING")) return [];
  const [least, most] = lifetimes[category];
  if (seconds >= least && seconds <= most) return [];
  const range = `${least}–${most}`;
  return [problem("message_send_ttl_seconds", `must be within ${range}`, `debe estar entre ${range}`)];
}

function countProblems({ components, category }: WireTemplateCreate): FileProblem[] {
  const problems: FileProblem[] = [];
  if (category === "AUTHENTICATION" && !components.some(({ type }) => type === "BUTTONS")) {
    problems.push(problem("components", "has no BUTTONS with an OTP button", "no tiene BUTTONS con un botón OTP"));
  }
  if (!components.some(({ type }) => type === "BODY")) {
    problems.push(problem("components", "has no BODY", "no tiene ningún BODY"));
  }
  for (const [index, { type }] of components.entries()) {
    if (components.findIndex((other) => other.type === type) === index) continue;
    problems.push(problem(`components[${index}]`, `is a second ${type}`, `es un segundo ${type}`));
  }
  return problems;
}

function footerProblems(component: Extract<WireTemplateComponent, { type: "FOOTER" }>, path: string): FileProblem[] {
  const { text = "", code_expiration_minutes: minutes } = component;
  const problems: FileProblem[] = [];
  if (text === "" && minutes === undefined) problems.push(problem(`${path}.text`, "is missing", "falta"));
  if (lengthOf(text) > limits.footer) {
    const most = limits.footer;
    problems.push(problem(`${path}.text`, `has more than ${most} characters`, `tiene más de ${most} caracteres`));
  }
  if (text.includes("{{")) {
    problems.push(problem(`${path}.text`, "cannot have variables", "no puede llevar variables"));
  }
  if (minutes !== undefined && (minutes < 1 || minutes > 90)) {
    problems.push(problem(`${path}.code_expiration_minutes`, "must be within 1–90", "debe estar entre 1–90"));
  }
  return problems;
}

/**
 * Rules of Meta's review that a shape cannot say: lengths, variables and their samples, buttons, and what goes together.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
export function ruleProblems(template: WireTemplateCreate): FileProblem[] {
  const { components, category } = template;
  return [
    ...nameProblems(template),
    ...lifetimeProblems(template),
    ...countProblems(template),
    ...components.flatMap((component, index) => {
      const path = `components[${index}]`;
      switch (component.type) {
        case "HEADER":
        case "BODY":
          return textProblems(component, path, template);
        case "FOOTER":
          return footerProblems(component, path);
        case "BUTTONS":
          return buttonProblems(component.buttons, `${path}.buttons`, category);
        case "CAROUSEL":
          return carouselProblems(component, path, template);
        case "LIMITED_TIME_OFFER":
          return offerProblems(component, path, template);
        default:
          return [];
      }
    }),
  ];
}
