/**
 * The texts of a template: their lengths, the variables in them, and the samples that Meta wants of these.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
import { graphemesOf } from "../../core/graphemes.ts";
import type { Text } from "../../core/text.ts";
import type { Findings } from "./problem.ts";
import { own, ownList, ownText, text, type Members, type Rule } from "./rules.ts";
import { words } from "./words.ts";

const everyVariable = /\{\{([^{}]*)\}\}/g;

/** What stands between `{{` and `}}`, in order, each as often as it is there. */
export const variablesIn = (written: string): string[] =>
  Array.from(written.matchAll(everyVariable), (match) => (match[1] ?? "").trim());

export const wordsOnly = (written: string): string => written.replace(everyVariable, " ");

/** Names of variables in a template with `parameter_format` NAMED. */
export const variableName = /^[a-z_][a-z0-9_]*$/;

/** Text that people read: something must be said. `more` looks at texts that are not far too long. */
export function saying(max: number, more?: (said: string, path: string, findings: Findings) => void): Rule {
  const rule = text({ max });
  return (value, path, findings) => {
    if (typeof value === "string" && value.length <= max * 2 && value.trim() === "")
      return findings.add(path, words.empty);
    rule(value, path, findings);
    if (typeof value === "string" && value.length <= max * 2) more?.(value, path, findings);
  };
}

function refuseVariables(said: string, path: string, findings: Findings): void {
  if (said.includes("{{")) findings.add(path, { en: "cannot have variables", es: "no puede llevar variables" });
}

/** Text in which nothing is filled in. */
export const fixedSaying = (max: number): Rule => saying(max, refuseVariables);

const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\u20E3|\p{Regional_Indicator}/u;

/** What a person sees as one picture counts once. */
export function emojisIn(said: string): number {
  return graphemesOf(said).filter((character) => emoji.test(character)).length;
}

/** A variable's name as it may be repeated: only where it is a word. */
const shown = (name: string): string => (/^[\p{L}\p{N}_. -]{1,40}$/u.test(name) ? `{{${name}}}` : "{{…}}");

const placements: readonly (readonly [(said: string) => boolean, Text])[] = [
  [
    (said) => /\{\{|\}\}/.test(wordsOnly(said)),
    { en: "has {{ and }} that do not belong together", es: "tiene {{ y }} que no se corresponden" },
  ],
  [
    (said) => /^\{\{[^{}]*\}\}|\{\{[^{}]*\}\}$/.test(said.trim()),
    {
      en: "begins or ends with a variable: Meta wants words (or at least a full stop) around it",
      es: "empieza o termina con una variable: Meta exige texto (o al menos un punto) alrededor",
    },
  ],
  [
    (said) => /\}\}\s*\{\{/.test(said),
    { en: "has two variables without words between them", es: "tiene dos variables sin texto entre ellas" },
  ],
];

function namedProblem(names: readonly string[]): Text | undefined {
  const wrong = names.find((name) => !variableName.test(name));
  if (wrong !== undefined) {
    return {
      en: `${shown(wrong)}: a name has only small letters without accents, digits and _, and does not begin with a digit`,
      es: `${shown(wrong)}: un nombre solo lleva letras minúsculas sin acentos, cifras y _, y no empieza con una cifra`,
    };
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : {
        en: `uses ${shown(twice)} twice; each name once`,
        es: `usa ${shown(twice)} dos veces; cada nombre una sola vez`,
      };
}

function numberedProblem(names: readonly string[]): Text | undefined {
  const named = names.filter((name) => !/^\d+$/.test(name));
  if (named.length > 0) {
    const list = [...new Set(named.map(shown))].slice(0, 5).join(", ");
    return {
      en: `has names for variables (${list}): add parameter_format: NAMED, or number them {{1}}, {{2}}`,
      es: `tiene variables con nombre (${list}): agregue parameter_format: NAMED o numérelas {{1}}, {{2}}`,
    };
  }
  if (names.every((name, index) => name === String(index + 1))) return undefined;
  const list = names.map((_, index) => `{{${index + 1}}}`).join(", ");
  return {
    en: `must number its variables ${list}, in this order and each once`,
    es: `debe numerar sus variables ${list}, en ese orden y cada una una sola vez`,
  };
}

/** Where the samples of a text stand, beside it in `example`. */
export interface SampleFields {
  readonly positional: "header_text" | "body_text";
  readonly named: "header_text_named_params" | "body_text_named_params";
}

/** More than any text has variables. */
const mostSamples = 1_000;
const isSaid = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

/** Without its samples Meta's reviewers cannot judge a text. */
function checkSamples(
  names: readonly string[],
  example: unknown,
  path: string,
  fields: SampleFields,
  named: boolean,
  findings: Findings,
): void {
  const at = `${path}.${named ? fields.named : fields.positional}`;
  const given = own(example, named ? fields.named : fields.positional);
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  // Those of a body are wrapped once more.
  const row: unknown = named || fields.positional === "header_text" ? given : first;
  const samples = Array.isArray(row) ? (row as unknown[]).slice(0, mostSamples) : [];
  if (!named) {
    const has = samples.filter(isSaid).length;
    if (has === names.length && samples.length === has) return;
    const count = names.length;
    return findings.add(at, {
      en: `must have ${count} sample${count === 1 ? "" : "s"}, one for each variable, and has ${has}`,
      es: `debe tener ${count} ${count === 1 ? "ejemplo" : "ejemplos"}, uno por variable, y tiene ${has}`,
    });
  }
  const sampled = samples.flatMap((sample) =>
    isSaid(own(sample, "example")) ? [ownText(sample, "param_name") ?? ""] : [],
  );
  for (const name of names.filter((each) => !sampled.includes(each)))
    findings.add(at, { en: `has no sample for ${shown(name)}`, es: `no tiene ejemplo para ${shown(name)}` });
  const twice = sampled.find((each, index) => sampled.indexOf(each) !== index);
  if (twice !== undefined)
    findings.add(at, { en: `has two samples for ${shown(twice)}`, es: `tiene dos ejemplos para ${shown(twice)}` });
  for (const name of sampled.filter((each) => !names.includes(each)))
    findings.add(at, {
      en: `has a sample for ${shown(name)}, which is not in the text`,
      es: `tiene un ejemplo para ${shown(name)}, que no está en el texto`,
    });
}

/** The variables of a header or a body, which is as long as it may be: where they stand, their names, their samples. */
export function checkVariables(
  component: Members,
  path: string,
  fields: SampleFields,
  named: boolean,
  findings: Findings,
): void {
  const said = ownText(component, "text") ?? "";
  const at = `${path}.text`;
  for (const [isSo, problem] of placements) if (isSo(said)) findings.add(at, problem);
  const names = variablesIn(said);
  if (names.length === 0) return;
  const problem = named ? namedProblem(names) : numberedProblem(names);
  if (problem !== undefined) return findings.add(at, problem);
  checkSamples(names, own(component, "example"), `${path}.example`, fields, named, findings);
}

const hasName = (component: unknown): boolean => {
  const said = ownText(component, "text") ?? "";
  return said.length < 3_000 && variablesIn(said).some((name) => !/^\d+$/.test(name));
};

/** Whether a template that does not say which kind of variables it has, has names for them; cards count too. */
export const hasNames = (components: readonly unknown[]): boolean =>
  components.slice(0, 20).some(
    (component) =>
      hasName(component) ||
      ownList(component, "cards")
        .slice(0, 10)
        .some((card) => ownList(card, "components").slice(0, 5).some(hasName)),
  );
