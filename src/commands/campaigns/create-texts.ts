import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { InputError } from "../../core/errors.ts";
import { fillingKeys } from "../../domain/campaigns/plan/filling-keys.ts";
import { planLanguages, type LanguagePlan } from "../../domain/campaigns/params/language.ts";
import { takesMedia } from "../../domain/campaigns/params/fill.ts";
import { findVersions } from "../../domain/campaigns/params/versions.ts";
import type { VariantName } from "../../domain/campaigns/spec.ts";
import { readParams } from "../../domain/templates/values.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { readAssignment } from "../contacts/values.ts";
import { askForTemplate } from "../send/questions.ts";
import { readHeader, type GivenMedia } from "./create-header.ts";
import type { createInput } from "./plan-specs.ts";

type TextInput = Pick<
  InputOf<typeof createInput>,
  | "template"
  | "param"
  | "default"
  | "language"
  | "fallbackLanguage"
  | "headerMedia"
  | "abTemplate"
  | "abParam"
  | "abHeaderMedia"
>;

/** One of the texts that were asked for. */
export interface AskedText {
  readonly name: VariantName;
  readonly languages: LanguagePlan;
  readonly params: Readonly<Record<string, string>>;
  readonly defaults: Readonly<Record<string, string>>;
  readonly header: GivenMedia | undefined;
}

type Values = Readonly<Record<string, string>>;

/** What is said of the texts, read before Meta is asked anything. */
export interface TypedTexts {
  readonly params: Values;
  readonly defaults: Values;
  readonly abParams: Values;
  readonly header: GivenMedia | undefined;
  readonly abHeader: GivenMedia | undefined;
  readonly isComparison: boolean;
}

export async function readTexts(input: TextInput, context: Context): Promise<TypedTexts> {
  const { headerMedia, abHeaderMedia, abTemplate, abParam } = input;
  return {
    params: readParams(input.param),
    defaults: Object.fromEntries(input.default.map((text) => readAssignment("--default", text))),
    abParams: readParams(abParam),
    header: headerMedia === undefined ? undefined : await readHeader(headerMedia, "--header-media", context),
    abHeader: abHeaderMedia === undefined ? undefined : await readHeader(abHeaderMedia, "--ab-header-media", context),
    isComparison: abTemplate !== undefined || abParam.length > 0 || abHeaderMedia !== undefined,
  };
}

function only(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}

/** In a terminal, asks for the language where the template has several and none was named. */
async function languagesOf(
  name: string,
  versions: readonly WireTemplate[],
  { language, fallbackLanguage }: TextInput,
  context: Context,
): Promise<LanguagePlan> {
  try {
    return planLanguages(name, versions, { language, fallbackLanguage });
  } catch (error) {
    const isOpen = error instanceof InputError && error.code === "template.language_needed";
    if (!context.interactive || !isOpen) throw error;
    const codes = versions.map((one) => one.language).toSorted();
    const chosen = await context.prompt.select({
      message: { en: "In which language?", es: "¿En qué idioma?" },
      option: "--language",
      choices: codes.flatMap((code) => [
        { value: code, label: code },
        {
          value: `auto ${code}`,
          label: { en: `each in their own, else ${code}`, es: `cada quien en el suyo; si no, ${code}` },
        },
      ]),
    });
    const [, fallback] = chosen.split(" ");
    return planLanguages(
      name,
      versions,
      fallback === undefined ? { language: chosen } : { language: "auto", fallbackLanguage: fallback },
    );
  }
}

/** Which template: as it was typed, or asked for. */
export async function templateName(typed: string | undefined, wabaId: string, context: Context): Promise<string> {
  if (typed !== undefined) return typed;
  // In a script, told by the option's own name.
  if (!context.interactive) {
    return context.prompt.text({ message: { en: "Which template?", es: "¿Qué plantilla?" }, option: "--template" });
  }
  return askForTemplate((await context.graph()).templates, wabaId, context);
}

/** Fetches the templates from Meta, once each, and decides on their languages. */
export async function fetchTexts(
  name: string,
  input: TextInput,
  typed: TypedTexts,
  wabaId: string,
  context: Context,
): Promise<readonly AskedText[]> {
  const { templates } = await context.graph();
  const { signal } = context;
  const versions = await findVersions(templates, { wabaId, name, signal });
  const languages = await languagesOf(name, versions, input, context);
  if (!typed.isComparison) {
    const { params, defaults, header } = typed;
    return [{ name: "A", languages, params, defaults, header }];
  }
  const otherName = input.abTemplate ?? name;
  const otherVersions =
    otherName === name ? versions : await findVersions(templates, { wabaId, name: otherName, signal });
  const others = await languagesOf(otherName, otherVersions, input, context);
  const keys = fillingKeys(languages.versions);
  const otherKeys = fillingKeys(others.versions);
  // What neither of them takes is told as wrong of the first.
  const inFirst = (key: string): boolean => keys.includes(key) || !otherKeys.includes(key);
  const defaults = only(typed.defaults, Object.keys(typed.defaults).filter(inFirst));
  const otherHeader = typed.abHeader ?? (others.versions.some(takesMedia) ? typed.header : undefined);
  const header = otherHeader === typed.header && !languages.versions.some(takesMedia) ? undefined : typed.header;
  return [
    { name: "A", languages, params: typed.params, defaults, header },
    {
      name: "B",
      languages: others,
      params: { ...only(typed.params, otherKeys), ...typed.abParams },
      defaults: only(typed.defaults, otherKeys),
      header: otherHeader,
    },
  ];
}
