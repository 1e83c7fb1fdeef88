import type { WireTemplateButton, WireTemplateCategory } from "../../graph/wire/templates.ts";
import { problem, type FileProblem } from "./file-problem.ts";
import { lengthOf, limits } from "./value-rules.ts";
import { placeholders } from "./variables.ts";

/** How many buttons of a kind one template may have. */
const most: Record<WireTemplateButton["type"], number> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  FLOW: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  OTP: 1,
  VOICE_CALL: 1,
  ORDER_DETAILS: 1,
  REQUEST_CONTACT_INFO: 1,
  APP: 1,
};
const mostButtons = 10;

function tooLong(text: string, path: string, limit: number): FileProblem[] {
  if (lengthOf(text) <= limit) return [];
  return [problem(path, `has more than ${limit} characters`, `tiene más de ${limit} caracteres`)];
}

function urlProblems(button: Extract<WireTemplateButton, { type: "URL" }>, path: string): FileProblem[] {
  const { url, example = [] } = button;
  const problems = tooLong(url, `${path}.url`, limits.buttonUrl);
  if (!/^https?:\/\/[^\s/]/.test(url)) {
    problems.push(problem(`${path}.url`, "must begin with https://", "debe empezar con https://"));
  }
  const variables = placeholders(url);
  if (variables.length === 0) return problems;
  if (variables.length > 1 || variables[0] !== "1" || !url.endsWith("}}")) {
    problems.push(
      problem(
        `${path}.url`,
        "may have one variable, {{1}}, and only at its end",
        "puede llevar una sola variable, {{1}}, y únicamente al final",
      ),
    );
  }
  if (example.length !== 1) {
    problems.push(
      problem(
        `${path}.example`,
        "must be a list with one whole address as a sample",
        "debe ser una lista con una dirección completa de ejemplo",
      ),
    );
  }
  return problems;
}

function codeProblems(button: Extract<WireTemplateButton, { type: "COPY_CODE" }>, path: string): FileProblem[] {
  const example = typeof button.example === "string" ? button.example : button.example?.[0];
  if (example === undefined || example.trim() === "") {
    return [
      problem(`${path}.example`, "is missing: Meta wants a sample code", "falta: Meta exige un código de ejemplo"),
    ];
  }
  return tooLong(example, `${path}.example`, limits.couponCode);
}

function oneProblems(button: WireTemplateButton, path: string, category: WireTemplateCategory): FileProblem[] {
  const isOtp = button.type === "OTP";
  const problems = tooLong(button.text ?? "", `${path}.text`, limits.buttonText);
  if (isOtp !== (category === "AUTHENTICATION")) {
    problems.push(
      problem(
        `${path}.type`,
        isOtp ? "OTP goes with AUTHENTICATION only" : "must be OTP in AUTHENTICATION templates",
        isOtp ? "OTP solo va con AUTHENTICATION" : "debe ser OTP en las plantillas AUTHENTICATION",
      ),
    );
  }
  if (button.text?.trim() === "") problems.push(problem(`${path}.text`, "is empty", "está vacío"));
  switch (button.type) {
    case "URL":
      return [...problems, ...urlProblems(button, path)];
    case "PHONE_NUMBER":
      return [...problems, ...tooLong(button.phone_number, `${path}.phone_number`, limits.phone)];
    case "COPY_CODE":
      return [...problems, ...codeProblems(button, path)];
    default:
      return problems;
  }
}

/** Quick replies must stand together: reply, reply, link is accepted; reply, link, reply is not. */
function areScattered(buttons: readonly WireTemplateButton[]): boolean {
  const starts = buttons.filter(
    ({ type }, index) => type === "QUICK_REPLY" && buttons[index - 1]?.type !== "QUICK_REPLY",
  );
  return starts.length > 1;
}

/** What is wrong with the buttons, one by one and together. */
export function buttonProblems(
  buttons: readonly WireTemplateButton[],
  path: string,
  category: WireTemplateCategory,
): FileProblem[] {
  const problems = buttons.flatMap((button, index) => oneProblems(button, `${path}[${index}]`, category));
  if (buttons.length === 0) problems.push(problem(path, "is empty", "está vacío"));
  if (buttons.length > mostButtons) {
    problems.push(problem(path, `has more than ${mostButtons} buttons`, `tiene más de ${mostButtons} botones`));
  }
  for (const type of new Set(buttons.map((button) => button.type))) {
    const limit = most[type];
    if (limit === mostButtons || buttons.filter((button) => button.type === type).length <= limit) continue;
    problems.push(problem(path, `has more than ${limit} of type ${type}`, `tiene más de ${limit} de tipo ${type}`));
  }
  if (areScattered(buttons)) {
    problems.push(
      problem(
        path,
        "must have its quick replies together, before or after the other buttons",
        "debe tener las respuestas rápidas juntas, antes o después de los demás botones",
      ),
    );
  }
  return problems;
}
