import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { addInNoOrder } from "../../domain/costs/forecast-shares.ts";
import { hasFilter } from "../contacts/filter.ts";
import { basisOf, forecastOf, type Basis, type Counted } from "./estimate-basis.ts";
import { readMarketCounts } from "./estimate-markets.ts";
import { estimatePeople } from "./estimate-people.ts";
import type { estimateInput } from "./estimate-spec.ts";
import { warnOfEstimate } from "./estimate-notes.ts";
import { estimateView } from "./estimate-view.ts";

type EstimateInput = InputOf<typeof estimateInput>;

/** `{"currency","total","on","lines":[{"market","category","messages","charged","free","rate","amount","tier","evidence"}]}` */
export async function run(input: EstimateInput, context: Context): Promise<View> {
  checkForm(input);
  const basis = await basisOf(input, context);
  const estimate = input.market.length > 0 ? estimateMarkets : estimatePeople;
  const counted = await estimate(input, basis, context);
  warnOfEstimate(counted, basis, context);
  return estimateView(counted, basis);
}

function conflict(options: readonly string[]): UsageError {
  const list = options.join(", ");
  return new UsageError({
    code: "usage.conflict",
    text: {
      en: `These options do not go together: ${list}.`,
      es: `Estas opciones no van juntas: ${list}.`,
    },
    hint: {
      en: "Either --market ES=1200 --category marketing, or --template <name> with people: --segment, --label, --all or --file",
      es: "O bien --market ES=1200 --category marketing, o bien --template <nombre> con personas: --segment, --label, --all o --file",
    },
    data: { options },
  });
}

function missing(option: string, en: string, es: string, hint: { en: string; es: string }): UsageError {
  return new UsageError({ code: "usage.missing_option", text: { en, es }, hint, data: { option } });
}

function nothingGiven(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "Nothing says which messages to estimate.", es: "Nada indica qué mensajes se estiman." },
    hint: {
      en: "By market: --market ES=1200 --category marketing. Or by people: --template <name> with --segment, --label, --all or --file",
      es: "Por mercado: --market ES=1200 --category marketing. O por personas: --template <nombre> con --segment, --label, --all o --file",
    },
    data: { options: ["--market", "--category", "--template", "--segment", "--label", "--all", "--file"] },
  });
}

/** Messages by number and market, or people and what they get: one of the two. */
function checkForm(input: EstimateInput): void {
  const { market, category, template, window, language, contactLanguage, file, contacts, all } = input;
  const people = all || file !== undefined || contacts !== undefined;
  const asksPeople = people || hasFilter({ ...input, language: contactLanguage });
  if (template !== undefined && category !== undefined) throw conflict(["--template", "--category"]);
  if (market.length > 0) {
    if (template !== undefined) throw conflict(["--market", "--template"]);
    if (language !== undefined) throw conflict(["--market", "--language"]);
    if (asksPeople) throw conflict(["--market", file === undefined ? "--segment, --label…, --all" : "--file"]);
    if (category === undefined) {
      throw missing(
        "--category",
        "--category is missing: what are these messages?",
        "Falta --category: ¿qué mensajes son?",
        {
          en: "For example: --category marketing (or utility, authentication, service)",
          es: "Por ejemplo: --category marketing (o utility, authentication, service)",
        },
      );
    }
    if (category === "service" && window === "closed") throw conflict(["--category service", "--window closed"]);
    return;
  }
  if (template === undefined && category === undefined && !asksPeople) throw nothingGiven();
  if (window !== undefined) throw conflict(["--window", template === undefined ? "--file" : "--template"]);
}

/** @throws UsageError about the markets */
async function estimateMarkets(input: EstimateInput, basis: Basis, context: Context): Promise<Counted> {
  const { category = "marketing", window } = input;
  const { at, zone, settings } = basis;
  const counts = readMarketCounts(input.market, at, zone);
  const numbers = settings.phoneNumberId === undefined ? [] : [settings.phoneNumberId];
  const counted = await forecastOf(basis, { categories: [category], numbers }, context);
  // What is no template is delivered in an open window only.
  const windowOpen = window === undefined ? category === "service" : window === "open";
  addInNoOrder(
    counted.forecast,
    counts.map(({ market, count }) => ({ message: { market, category, windowOpen }, count })),
  );
  return { ...counted, inNoOrder: true };
}
