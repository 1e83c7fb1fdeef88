import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import { exclusionReasons, type ExclusionCounts } from "../../domain/campaigns/exclusions.ts";
import { languageOf, type ListedRecipient } from "../../domain/campaigns/list/recipient.ts";
import { chooseLanguage } from "../../domain/campaigns/params/choose-language.ts";
import { findVersions } from "../../domain/campaigns/params/versions.ts";
import { estimateList } from "../../domain/campaigns/plan/estimate-list.ts";
import { exclusionList } from "../../domain/campaigns/plan/refusals.ts";
import { categoryOf } from "../../domain/campaigns/plan/variants.ts";
import type { RateCategory } from "../../domain/costs/rates.ts";
import { chooseTemplate } from "../../domain/templates/resolve.ts";
import { isGone } from "../../domain/templates/status.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { Purpose } from "../../storage/rows.ts";
import { chooseSource, openSource } from "../campaigns/create-source.ts";
import { templateName } from "../campaigns/create-texts.ts";
import { marketingLimitOf } from "../marketing-limit.ts";
import { forecastOf, type Basis, type Counted } from "./estimate-basis.ts";
import type { estimateInput } from "./estimate-spec.ts";

type PeopleInput = InputOf<typeof estimateInput>;

/** What is sent, to the account's knowledge. */
interface Sending {
  /** Of everybody who may be in the list. */
  readonly purposes: readonly Purpose[];
  readonly categoryOf: (recipient: ListedRecipient) => RateCategory;
  readonly numbers: readonly string[];
}

/** The versions that somebody may get: the one that was asked for, or all that are not on their way out. */
function versionsOf(
  name: string,
  found: readonly WireTemplate[],
  language: string | undefined,
): readonly WireTemplate[] {
  if (language !== undefined && language.toLowerCase() !== "auto") return [chooseTemplate(name, found, language)];
  const alive = found.filter((template) => !isGone(template));
  return alive.length > 0 ? alive : found;
}

const priced = (purpose: Purpose): RateCategory => (purpose === "service" ? "utility" : purpose);

async function ofTemplate(input: PeopleInput, basis: Basis, context: Context): Promise<Sending> {
  const { settings } = basis;
  const wabaId = requireSetting(settings, "wabaId");
  const own = requireSetting(settings, "phoneNumberId");
  const { signal } = context;
  const name = await templateName(input.template, wabaId, context);
  const { templates, phoneNumbers } = await context.graph();
  const versions = versionsOf(name, await findVersions(templates, { wabaId, name, signal }), input.language);
  // Meta counts over all numbers together.
  const numbers = new Set([own]);
  for await (const { id } of phoneNumbers.list(wabaId, { signal })) numbers.add(id);
  const [first] = versions;
  return {
    purposes: [...new Set(versions.map(categoryOf))],
    categoryOf: (recipient) => {
      const version = chooseLanguage(versions, languageOf(recipient), undefined) ?? first;
      return priced(version === undefined ? "marketing" : categoryOf(version));
    },
    numbers: [...numbers],
  };
}

function ofCategory(category: RateCategory, { settings }: Basis): Sending {
  const own = settings.phoneNumberId;
  return {
    purposes: [category === "authentication-international" ? "authentication" : category],
    categoryOf: () => category,
    numbers: own === undefined ? [] : [own],
  };
}

/** What the people of a list would cost, as far as a campaign would write to them. */
export async function estimatePeople(input: PeopleInput, basis: Basis, context: Context): Promise<Counted> {
  const chosen = await chooseSource(input, context);
  const { category } = input;
  const sending = category === undefined ? await ofTemplate(input, basis, context) : ofCategory(category, basis);
  const source = await openSource(chosen, context);
  try {
    const categories = category === undefined ? sending.purposes.map(priced) : [category];
    const counted = await forecastOf(basis, { categories, numbers: sending.numbers }, context);
    const { recipients, excluded } = await estimateList(source.list, counted.forecast, {
      db: await context.db(),
      phoneNumberId: basis.settings.phoneNumberId ?? "",
      purposes: sending.purposes,
      marketingLimit: marketingLimitOf(basis.settings),
      at: basis.at,
      now: context.clock.now(),
      zone: basis.zone,
      categoryOf: sending.categoryOf,
    });
    for (const text of leftOut(recipients, excluded)) context.note(text);
    return counted;
  } finally {
    await source.discard();
  }
}

function leftOut(recipients: number, excluded: ExclusionCounts): readonly Text[] {
  const list = exclusionList(excluded);
  if (list.length === 0) return [];
  const reasons = joinTexts(
    list.map(([reason, count]) => {
      const { en, es } = exclusionReasons[reason];
      return { en: `${en}: ${count}`, es: `${es}: ${count}` };
    }),
    "; ",
  );
  return [
    {
      en: `People who would be written to: ${recipients}. Left out: ${reasons.en}.`,
      es: `Personas a las que se escribiría: ${recipients}. Quedan fuera: ${reasons.es}.`,
    },
  ];
}
