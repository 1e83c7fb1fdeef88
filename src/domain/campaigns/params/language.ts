import { InputError, PolicyError, UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import type { WireTemplate } from "../../../graph/wire/templates.ts";
import { chooseTemplate, pickTemplate } from "../../templates/resolve.ts";
import { assertSendable, isGone } from "../../templates/status.ts";
import { chooseLanguage } from "./choose-language.ts";

export interface AskedLanguage {
  /** `auto`, a code, or nothing said. */
  readonly language?: string | undefined;
  readonly fallbackLanguage?: string | undefined;
}

/** A version that nobody gets, because Meta would refuse it now; deleted ones are not told. */
export interface LeftOutVersion {
  readonly language: string;
  /** In Meta's words. */
  readonly status: string;
  readonly why: Text;
}

export interface LanguagePlan {
  /** `auto` or the code of the one version: `CampaignSpec.language`. */
  readonly language: string;
  /** Which version somebody gets whose language is not there, or not known; undefined where everybody gets the same. */
  readonly fallback: string | undefined;
  /** All versions that somebody may get, the fallback first. */
  readonly versions: readonly WireTemplate[];
  readonly leftOut: readonly LeftOutVersion[];
  /** @param contactLanguage what is known of the person's language */
  choose(contactLanguage: string | null | undefined): WireTemplate;
}

function codesOf(templates: readonly WireTemplate[]): string[] {
  return templates.map(({ language }) => cleanLine(language)).toSorted();
}

function needsFallback(name: string, templates: readonly WireTemplate[]): UsageError {
  const codes = codesOf(templates);
  const list = codes.join(", ");
  const [first = ""] = codes;
  return new UsageError({
    code: "campaign.fallback_needed",
    text: {
      en: `The template "${cleanLine(name)}" exists in ${list}: which of them is for people whose language is another, or not known?`,
      es: `La plantilla "${cleanLine(name)}" existe en ${list}: ¿cuál es para quienes tienen otro idioma o no se sabe cuál?`,
    },
    hint: { en: `Add --fallback-language ${first}`, es: `Agregue --fallback-language ${first}` },
    data: { template: name, languages: codes, option: "--fallback-language" },
  });
}

function fallbackWithoutAuto(language: string): UsageError {
  return new UsageError({
    code: "usage.conflict",
    text: {
      en: `--fallback-language goes with --language auto; with --language ${cleanLine(language)} everybody gets that one.`,
      es: `--fallback-language va con --language auto; con --language ${cleanLine(language)} todos reciben ese idioma.`,
    },
    hint: { en: "Leave one of the two out.", es: "Quite una de las dos opciones." },
    data: { options: ["--language", "--fallback-language"] },
  });
}

/** The first language that an error of the choice names. */
function languageIn({ data }: InputError): string {
  const languages: unknown = data?.["languages"];
  return Array.isArray(languages) ? String(languages[0]) : "";
}

/** The error of a choice that is open or empty, with the options of campaigns in its hint. */
function forCampaigns(error: unknown, option: "--language" | "--fallback-language"): unknown {
  if (!(error instanceof InputError) || error.code === "template.not_found") return error;
  const first = languageIn(error);
  const { code, text, data } = error;
  const both = code === "template.language_needed" && option === "--language";
  const hint: Text = both
    ? {
        en: `Say which one: --language ${first}; or each in their own: --language auto --fallback-language ${first}`,
        es: `Indique cuál: --language ${first}; o cada quien en el suyo: --language auto --fallback-language ${first}`,
      }
    : { en: `For example: ${option} ${first}`, es: `Por ejemplo: ${option} ${first}` };
  return new InputError({ code, text, hint, data });
}

function pick(name: string, templates: readonly WireTemplate[], language: string | undefined): WireTemplate {
  try {
    return pickTemplate(name, templates, language);
  } catch (error) {
    throw forCampaigns(error, "--language");
  }
}

function fallbackOf(name: string, alive: readonly WireTemplate[], asked: string | undefined): WireTemplate {
  if (asked === undefined) {
    const [only, ...others] = alive;
    if (only === undefined || others.length > 0) throw needsFallback(name, alive);
    return only;
  }
  try {
    return chooseTemplate(name, alive, asked);
  } catch (error) {
    throw forCampaigns(error, "--fallback-language");
  }
}

function refusalOf(template: WireTemplate): Text | undefined {
  try {
    assertSendable(template);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error.text;
    throw error;
  }
}

function planAuto(name: string, templates: readonly WireTemplate[], asked: string | undefined): LanguagePlan {
  // Throws for a name that is not there.
  if (templates.length === 0) chooseTemplate(name, templates);
  const alive = templates.filter((template) => !isGone(template));
  const fallback = fallbackOf(name, alive.length > 0 ? alive : templates, asked);
  assertSendable(fallback);
  const judged = templates.map((template) => ({ template, why: refusalOf(template) }));
  const versions = [
    fallback,
    ...judged.flatMap(({ template, why }) => (why === undefined && template !== fallback ? [template] : [])),
  ];
  const leftOut = judged.flatMap(({ template, why }) =>
    why === undefined || isGone(template) ? [] : [{ language: template.language, status: template.status, why }],
  );
  const known = new Map<string, WireTemplate>();
  return {
    language: "auto",
    fallback: fallback.language,
    versions,
    leftOut,
    choose: (wanted) => {
      const key = wanted ?? "";
      let found = known.get(key);
      if (found === undefined)
        known.set(key, (found = chooseLanguage(versions, wanted, fallback.language) ?? fallback));
      return found;
    },
  };
}

/**
 * Decides which version of a template everybody gets: one for all, or with `auto` each in their own language, with a fallback that
 * a person has stated. A fallback alone means `auto`.
 *
 * @param templates all of that name, one for each language
 * @throws InputError `template.not_found`, `template.wrong_language`, `template.language_needed`; UsageError
 *   `campaign.fallback_needed`, `usage.conflict`; PolicyError when the one version, or the fallback, may not be sent now
 */
export function planLanguages(name: string, templates: readonly WireTemplate[], asked: AskedLanguage): LanguagePlan {
  const { language, fallbackLanguage } = asked;
  const isAuto =
    language?.trim().toLowerCase() === "auto" || (language === undefined && fallbackLanguage !== undefined);
  if (isAuto) return planAuto(name, templates, fallbackLanguage);
  if (language !== undefined && fallbackLanguage !== undefined) throw fallbackWithoutAuto(language);
  const template = pick(name, templates, language);
  return {
    language: template.language,
    fallback: undefined,
    versions: [template],
    leftOut: [],
    choose: () => template,
  };
}
