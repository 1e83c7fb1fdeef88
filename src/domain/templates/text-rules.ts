import { cleanLine } from "../../core/terminal.ts";
import type { WireTemplateBody, WireTemplateCreate, WireTemplateHeader } from "../../graph/wire/templates.ts";
import { problem, type FileProblem } from "./file-problem.ts";
import { lengthOf, limits } from "./value-rules.ts";
import { placeholders } from "./variables.ts";

/** Where variables may stand in a text, and how they may be called. */
function placementProblems(text: string, path: string): FileProblem[] {
  const problems: FileProblem[] = [];
  const bare = text.replace(/\{\{[^{}]*\}\}/g, "");
  if (bare.includes("{{") || bare.includes("}}")) {
    problems.push(problem(path, "has {{ and }} that do not belong together", "tiene {{ y }} que no se corresponden"));
  }
  if (/^\s*\{\{/.test(text) || /\}\}\s*$/.test(text)) {
    problems.push(
      problem(
        path,
        "begins or ends with a variable: Meta wants words (or at least a full stop) around it",
        "empieza o termina con una variable: Meta exige texto (o al menos un punto) alrededor",
      ),
    );
  }
  if (/\}\}\s*\{\{/.test(text)) {
    problems.push(
      problem(path, "has two variables without words between them", "tiene dos variables sin texto entre ellas"),
    );
  }
  return problems;
}

/** Whether the variables are called as the template's format demands. */
function namingProblems(names: readonly string[], path: string, format: "NAMED" | "POSITIONAL"): FileProblem[] {
  if (format === "NAMED") {
    return names
      .filter((name) => !/^[a-z_][a-z0-9_]*$/.test(name))
      .map((name) =>
        problem(
          path,
          `{{${cleanLine(name)}}}: a name has only small letters without accents, digits and _, and does not begin with a digit`,
          `{{${cleanLine(name)}}}: un nombre solo lleva letras minúsculas sin acentos, cifras y _, y no empieza con una cifra`,
        ),
      );
  }
  const named = names.filter((name) => !/^\d+$/.test(name));
  if (named.length > 0) {
    const list = named.map((name) => `{{${cleanLine(name)}}}`).join(", ");
    return [
      problem(
        path,
        `has names for variables (${list}): add parameter_format: NAMED, or number them {{1}}, {{2}}`,
        `tiene variables con nombre (${list}): agregue parameter_format: NAMED o numérelas {{1}}, {{2}}`,
      ),
    ];
  }
  const wanted = names.map((_, index) => String(index + 1));
  if (wanted.every((number) => names.includes(number))) return [];
  const list = wanted.map((number) => `{{${number}}}`).join(", ");
  return [problem(path, `must number its variables ${list}`, `debe numerar sus variables ${list}`)];
}

type NamedSample = { readonly param_name: string; readonly example: string };

/** Every variable needs a sample, or Meta's reviewers cannot judge the text. */
function sampleProblems(
  names: readonly string[],
  path: string,
  format: "NAMED" | "POSITIONAL",
  samples: { positional: readonly string[]; named: readonly NamedSample[]; fields: readonly [string, string] },
): FileProblem[] {
  const [positionalField, namedField] = samples.fields;
  if (format === "POSITIONAL") {
    const has = samples.positional.filter((sample) => sample.trim() !== "").length;
    if (has === names.length && samples.positional.length === has) return [];
    const count = names.length;
    return [
      problem(
        `${path}.example.${positionalField}`,
        `must have ${count} sample${count === 1 ? "" : "s"}, one for each variable, and has ${has}`,
        `debe tener ${count} ${count === 1 ? "ejemplo" : "ejemplos"}, uno por variable, y tiene ${has}`,
      ),
    ];
  }
  const given = samples.named.filter(({ example }) => example.trim() !== "").map((sample) => sample.param_name);
  const at = `${path}.example.${namedField}`;
  return [
    ...names
      .filter((name) => !given.includes(name))
      .map((name) => problem(at, `has no sample for ${cleanLine(name)}`, `no tiene ejemplo para ${cleanLine(name)}`)),
    ...samples.named
      .filter((sample) => !names.includes(sample.param_name))
      .map((sample) =>
        problem(
          at,
          `has a sample for ${cleanLine(sample.param_name)}, which is not in the text`,
          `tiene un ejemplo para ${cleanLine(sample.param_name)}, que no está en el texto`,
        ),
      ),
  ];
}

function lengthProblem(text: string, path: string, most: number): FileProblem[] {
  if (lengthOf(text) <= most) return [];
  return [
    problem(
      path,
      `has ${lengthOf(text)} characters; ${most} at most`,
      `tiene ${lengthOf(text)} caracteres; ${most} como máximo`,
    ),
  ];
}

function headerProblems(header: WireTemplateHeader, path: string, { category }: WireTemplateCreate): FileProblem[] {
  const { format, text, example } = header;
  if (format === "TEXT") {
    if (text === undefined || text.trim() === "") return [problem(`${path}.text`, "is missing", "falta")];
    const problems = lengthProblem(text, `${path}.text`, limits.header);
    if (placeholders(text).length > 1) {
      problems.push(problem(`${path}.text`, "may have one variable", "puede llevar una sola variable"));
    }
    if (text.includes("\n")) {
      problems.push(problem(`${path}.text`, "must be one line", "debe ocupar una sola línea"));
    }
    return problems;
  }
  const problems: FileProblem[] = [];
  if (text !== undefined) {
    problems.push(problem(`${path}.text`, `does not go with format ${format}`, `no va con el formato ${format}`));
  }
  if (format !== "LOCATION" && (example?.header_handle ?? []).length === 0) {
    problems.push(
      problem(
        `${path}.example.header_handle`,
        "is missing: Meta wants a sample file, uploaded before",
        "falta: Meta exige un archivo de ejemplo, subido antes",
      ),
    );
  }
  if (category === "AUTHENTICATION") {
    problems.push(
      problem(`${path}.format`, "does not go with AUTHENTICATION", "no va con la categoría AUTHENTICATION"),
    );
  }
  return problems;
}

function bodyProblems(body: WireTemplateBody, path: string, { category }: WireTemplateCreate): FileProblem[] {
  if (category === "AUTHENTICATION") {
    if (body.text === undefined) return [];
    return [
      problem(
        `${path}.text`,
        "must be left out: Meta writes the text of AUTHENTICATION templates",
        "debe omitirse: Meta redacta el texto de las plantillas AUTHENTICATION",
      ),
    ];
  }
  if (body.text === undefined || body.text.trim() === "") return [problem(`${path}.text`, "is missing", "falta")];
  return lengthProblem(body.text, `${path}.text`, limits.body);
}

/** What is wrong with the text of a header or body: its length, its variables, their samples. */
export function textProblems(
  component: WireTemplateHeader | WireTemplateBody,
  path: string,
  template: WireTemplateCreate,
): FileProblem[] {
  const own =
    component.type === "HEADER" ? headerProblems(component, path, template) : bodyProblems(component, path, template);
  const text = component.text ?? "";
  const names = placeholders(text);
  const at = `${path}.text`;
  const placement = placementProblems(text, at);
  if (names.length === 0) return [...own, ...placement];
  const format = template.parameter_format ?? "POSITIONAL";
  const naming = namingProblems(names, at, format);
  const samples =
    component.type === "HEADER"
      ? {
          positional: component.example?.header_text ?? [],
          named: component.example?.header_text_named_params ?? [],
          fields: ["header_text", "header_text_named_params"] as const,
        }
      : {
          positional: component.example?.body_text?.[0] ?? [],
          named: component.example?.body_text_named_params ?? [],
          fields: ["body_text", "body_text_named_params"] as const,
        };
  // Samples for variables with wrong names would only repeat what was said.
  const sampled = naming.length > 0 ? [] : sampleProblems(names, path, format, samples);
  return [...own, ...placement, ...naming, ...sampled];
}
