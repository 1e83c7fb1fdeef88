/**
 * Header, body, footer and the box of an offer of a new template.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
import type { Findings } from "./problem.ts";
import { byKind, capitals, flag, isMembers, list, need, oneWord, own, shape, type Rule } from "./rules.ts";
import { checkVariables, emojisIn, fixedSaying, saying, wordsOnly } from "./template-text.ts";
import { words } from "./words.ts";

/** What the rules on a component depend on. */
export interface TemplateKind {
  /** Undefined where an edit leaves it as it is. */
  readonly category: string | undefined;
  readonly named: boolean;
}

const longestHeader = 60;
const longestFooter = 60;
const longestOffer = 16;
const mostEmojis = 10;

/** Looked at beside the text that they are for. */
const samples: Rule = () => undefined;

function plainWords(said: string, path: string, findings: Findings): void {
  const rest = wordsOnly(said);
  if (/[\r\n]/.test(rest)) findings.add(path, { en: "must be one line", es: "debe ocupar una sola línea" });
  if (/[*_~`]/.test(rest) || emojisIn(rest) > 0) {
    findings.add(path, {
      en: "cannot have emojis nor the signs * _ ~ ` of formatting",
      es: "no puede llevar emojis ni los signos de formato * _ ~ `",
    });
  }
}

const textHeader = (named: boolean): Rule =>
  shape(
    {
      type: oneWord("HEADER"),
      format: oneWord("TEXT"),
      text: need(saying(longestHeader, plainWords)),
      example: shape({ header_text: samples, header_text_named_params: samples }),
    },
    (header, path, findings) => {
      const { text } = header;
      if (typeof text !== "string" || text.length > longestHeader * 2) return;
      if ((text.match(/\{\{/g)?.length ?? 0) > 1)
        return findings.add(`${path}.text`, { en: "may have one variable", es: "puede llevar una sola variable" });
      checkVariables(header, path, { positional: "header_text", named: "header_text_named_params" }, named, findings);
    },
  );

const handle: Rule = (value, path, findings) => {
  if (typeof value !== "string" || value.trim() === "") findings.add(path, words.empty);
};
const noText: Rule = (_value, path, findings) =>
  findings.add(path, {
    en: "does not go with this format: it goes with TEXT",
    es: "no va con este formato: va con TEXT",
  });

const mediaHeader = (format: string): Rule =>
  shape(
    {
      type: oneWord("HEADER"),
      format: oneWord(format),
      text: noText,
      example: shape({ header_handle: list(handle, 1, 1) }),
    },
    ({ example }, path, findings) => {
      if (own(example, "header_handle") !== undefined || (example !== undefined && !isMembers(example))) return;
      findings.add(`${path}.example.header_handle`, {
        en: "is missing: Meta wants a sample file, uploaded before",
        es: "falta: Meta exige un archivo de ejemplo, subido antes",
      });
    },
  );

const bareHeader = (format: string): Rule => shape({ type: oneWord("HEADER"), format: oneWord(format), text: noText });

const movingHeader = ({ category }: TemplateKind): Rule => {
  const rule = mediaHeader("GIF");
  return (value, path, findings) => {
    rule(value, path, findings);
    if (category !== undefined && category !== "MARKETING")
      findings.add(`${path}.format`, { en: "goes with MARKETING only", es: "solo va con MARKETING" });
  };
};

export const templateHeader = (kind: TemplateKind): Rule =>
  byKind(
    "format",
    {
      TEXT: textHeader(kind.named),
      IMAGE: mediaHeader("IMAGE"),
      VIDEO: mediaHeader("VIDEO"),
      GIF: movingHeader(kind),
      DOCUMENT: mediaHeader("DOCUMENT"),
      LOCATION: bareHeader("LOCATION"),
      PRODUCT: bareHeader("PRODUCT"),
    },
    capitals,
  );

function readable(said: string, path: string, findings: Findings): void {
  if (/\n{3}|\t| {5}/.test(said)) {
    findings.add(path, {
      en: "contains a tab, more than two line breaks in a row, or more than four spaces in a row",
      es: "contiene una tabulación, más de dos saltos de línea seguidos o más de cuatro espacios seguidos",
    });
  }
  if (emojisIn(said) > mostEmojis)
    findings.add(path, { en: `has more than ${mostEmojis} emojis`, es: `tiene más de ${mostEmojis} emojis` });
}

/** @param max how long it may be beside the other components */
export const templateBody = ({ named }: TemplateKind, max: number): Rule =>
  shape(
    {
      type: oneWord("BODY"),
      text: need(saying(max, readable)),
      example: shape({ body_text: samples, body_text_named_params: samples }),
    },
    (body, path, findings) => {
      const { text } = body;
      if (typeof text !== "string" || text.length > max * 2) return;
      checkVariables(body, path, { positional: "body_text", named: "body_text_named_params" }, named, findings);
    },
  );

export const templateFooter: Rule = shape({ type: oneWord("FOOTER"), text: need(fixedSaying(longestFooter)) });

export const limitedOffer: Rule = shape({
  type: oneWord("LIMITED_TIME_OFFER"),
  limited_time_offer: need(shape({ text: need(fixedSaying(longestOffer)), has_expiration: flag })),
});

export const callPermission: Rule = shape({ type: oneWord("CALL_PERMISSION_REQUEST") });
