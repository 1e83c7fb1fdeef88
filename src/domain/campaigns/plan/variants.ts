import { checkContent } from "../../../graph/check/send.ts";
import type { WirePersonMessage } from "../../../graph/wire/messages.ts";
import type { WireTemplate } from "../../../graph/wire/templates.ts";
import type { Purpose } from "../../../storage/rows.ts";
import { purposeOfCategory } from "../../consent/may-message.ts";
import { freezeContent, notUploaded, type LocalFile } from "../../messages/stored-content.ts";
import { languageOf, type ListedRecipient } from "../list/recipient.ts";
import { normalisedLanguage } from "../params/choose-language.ts";
import type { ParamReader } from "../params/compile.ts";
import { fillTemplate, type GivenHeader } from "../params/fill.ts";
import type { LanguagePlan } from "../params/language.ts";
import type { HeaderMedia, VariantSpec } from "../spec.ts";
import type { Exclusion } from "./judge.ts";

/** A text that a campaign sends, ready to be made for one person after another. */
export interface PreparedVariant {
  readonly spec: VariantSpec;
  readonly languages: LanguagePlan;
  readonly read: ParamReader;
}

/** A message as it is frozen. */
export interface Composed {
  readonly template: WireTemplate;
  readonly category: Purpose;
  /** The person's own language is not there, or not known. */
  readonly isFallback: boolean;
  /** Values that had to be tidied. */
  readonly tidied: number;
  /** See `freezeContent`. */
  readonly content: string;
}

export function categoryOf(template: Pick<WireTemplate, "category">): Purpose {
  return purposeOfCategory(template.category) ?? "marketing";
}

/** What stands in the message for its header: a file has no id before the campaign starts. */
export function givenHeader(header: HeaderMedia | undefined): GivenHeader | undefined {
  switch (header?.kind) {
    case undefined:
      return undefined;
    case "link":
      return { source: { link: header.link }, filename: header.filename };
    case "id":
      return { source: { id: header.id }, filename: header.filename };
    case "file":
      return { source: notUploaded, filename: header.filename };
  }
}

function fileOf(header: HeaderMedia | undefined): LocalFile | undefined {
  return header?.kind === "file" ? { hash: header.hash, filename: header.filename } : undefined;
}

function isOther(wanted: string | null, { language }: WireTemplate): boolean {
  const base = (code: string): string => normalisedLanguage(code).split("_", 1)[0] ?? "";
  return wanted === null || base(wanted) !== base(language);
}

/** The message of one person, checked as far as it can be before Meta sees it; or why there is none. */
export function composeFor(
  { spec, languages, read }: PreparedVariant,
  recipient: ListedRecipient,
): Composed | Exclusion {
  const wanted = languageOf(recipient);
  const template = languages.choose(wanted);
  const values = read(recipient);
  const filled = fillTemplate(template, values, givenHeader(spec.header));
  if (!filled.ok) {
    const params = filled.reason === "missing-parameter" ? values.missing.map(({ param }) => param) : undefined;
    return { reason: filled.reason, detail: { text: filled.detail, params } };
  }
  const content: WirePersonMessage = { type: "template", template: filled.send };
  const [problem] = checkContent(content);
  if (problem !== undefined) return { reason: "bad-parameter", detail: { text: problem.text } };
  return {
    template,
    category: categoryOf(template),
    isFallback: languages.fallback !== undefined && isOther(wanted, template),
    tidied: filled.tidied.length,
    content: freezeContent(content, fileOf(spec.header)),
  };
}
