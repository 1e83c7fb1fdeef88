import { userInfo } from "node:os";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import type { View } from "../../cli/view.ts";
import { knownNames } from "../../domain/campaigns/params/known-names.ts";
import { draftCampaign, type PlanRequest } from "../../domain/campaigns/plan/draft.ts";
import { planOf, planOfDraft } from "../../domain/campaigns/plan/plan.ts";
import { nameTaken } from "../../domain/campaigns/plan/store.ts";
import { findCampaignByName } from "../../storage/repos/campaigns.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { marketingLimitOf } from "../marketing-limit.ts";
import { termsOf, type AccountTerms } from "../send/terms.ts";
import type { MediaSource } from "../send/values.ts";
import { askCampaignName } from "./ask-name.ts";
import { askValues } from "./ask-values.ts";
import { askedHash } from "./create-hash.ts";
import { chooseSource, openSource } from "./create-source.ts";
import { sendTest } from "./create-test.ts";
import { fetchTexts, readTexts, templateName, type AskedText } from "./create-texts.ts";
import { readTiming } from "./create-timing.ts";
import type { createInput } from "./plan-specs.ts";
import { planView } from "./plan-view.ts";

type CreateInput = InputOf<typeof createInput> & { readonly dryRun: boolean };

/** See `plan`: the same answer, and for a dry run without an id. */
export async function run(input: CreateInput, context: Context): Promise<View> {
  const settings = await context.settings();
  // In the order in which recado init asks for them.
  requireSetting(settings, "accessToken");
  const wabaId = requireSetting(settings, "wabaId");
  const phoneNumberId = requireSetting(settings, "phoneNumberId");
  const asked = await askCampaignName(input.name, context);
  const template = await templateName(input.template, wabaId, context);
  const chosen = await chooseSource(input, context);
  const timing = await readTiming(input, context);
  const typed = await readTexts(input, context);
  const texts = await fetchTexts(template, input, typed, wabaId, context);
  const source = await openSource(chosen, context);
  try {
    const known = await knownNames(await context.db(), source.source, source.list);
    const complete: AskedText[] = [];
    for (const text of texts) complete.push(await askValues(text, known, context));
    const name = asked ?? (await askCampaignName(undefined, context, template)) ?? "";
    const terms = await termsOf(settings, context);
    const request: PlanRequest = {
      ...timing,
      ...terms,
      name,
      wabaId,
      phoneNumberId,
      variants: complete.map((text) => ({ ...text, header: text.header?.media })),
      seed: input.seed ?? name,
      list: source.list,
      known,
      source: source.kept,
      headerBytes: largestHeader(complete),
      limit: input.limit,
      marketingLimit: marketingLimitOf(settings),
      now: context.clock.now(),
      actor: userInfo().username,
      askedHash: askedHash({
        texts: complete,
        timing,
        source: source.kept,
        country: source.country,
        limit: input.limit,
        seed: input.seed ?? name,
      }),
    };
    return await planned(request, { input, settings, terms, header: complete[0]?.header?.source }, context);
  } finally {
    context.progress.clear();
    await source.discard();
  }
}

interface Asked {
  readonly input: CreateInput;
  readonly settings: Settings;
  readonly terms: AccountTerms;
  /** Of the first text. */
  readonly header: MediaSource | undefined;
}

async function planned(
  request: PlanRequest,
  { input, settings, terms, header }: Asked,
  context: Context,
): Promise<View> {
  const db = await context.db();
  const { name, phoneNumberId, now } = request;
  const known = await findCampaignByName(db, phoneNumberId, name);
  if (known !== undefined) return again(known, request, context);
  const draft = await draftCampaign(request, {
    db,
    graph: await context.graph(),
    folder: settings.paths.data,
    signal: context.signal,
    onProgress: (done, all) => context.progress.update(progressText(context, done, all)),
  });
  context.progress.clear();
  try {
    const id = input.dryRun ? undefined : await draft.store();
    const answer = await planView(await planOfDraft(db, draft, { id, name, now }), context);
    const { testTo: to } = request;
    if (to === undefined || id === undefined) return answer;
    return await sendTest(answer, { id, name, to, draft, terms, media: header }, context);
  } finally {
    await draft.discard();
  }
}

/** The same command again shows what it made the first time; any other campaign needs a name of its own. */
async function again(
  campaign: CampaignRow,
  { askedHash: hash, name, now }: PlanRequest,
  context: Context,
): Promise<View> {
  if (campaign.content_hash !== hash) throw nameTaken(name);
  const plan = await planOf(await context.db(), await context.graph(), campaign, { now, signal: context.signal });
  if (plan === undefined) throw nameTaken(name);
  context.note({
    en: `The campaign "${name}" was created before by the same command: this is its plan. Nothing new was made.`,
    es: `La campaña "${name}" ya se creó con el mismo comando: este es su plan. No se creó nada nuevo.`,
  });
  return planView(plan, context);
}

function largestHeader(texts: readonly AskedText[]): number | undefined {
  const sizes = texts.flatMap(({ header }) => header?.size ?? []);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function progressText(context: Context, done: number, all: number): string {
  const percent = all === 0 ? 100 : Math.min(100, Math.floor((100 * done) / all));
  return context.say({
    en: `Planning: ${done} of ${all} (${percent} %)`,
    es: `Planificando: ${done} de ${all} (${percent} %)`,
  });
}
