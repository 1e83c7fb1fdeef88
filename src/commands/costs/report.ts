import { readConfig } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { isThere, openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { environmentIsComplete, type Settings } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import { budgetUse } from "../../domain/costs/budget.ts";
import { buildCostReport, linesBy, type CostReportRequest } from "../../domain/costs/report.ts";
import { readCostFacts, type CostFacts } from "../../domain/costs/report/facts.ts";
import { costReportJson } from "../../domain/costs/report/json.ts";
import { costGroupings, type CostGrouping, type CostLine } from "../../domain/costs/report/lines.ts";
import { costPage } from "../../domain/costs/report/page.ts";
import type { CostsOf } from "../../domain/costs/report/page-context.ts";
import { askToReplace } from "../ask-to-replace.ts";
import { settledDb } from "../settled-db.ts";
import { tariffOf, zoneNote } from "../tariff.ts";
import { costView } from "./report-blocks.ts";
import { readPeriod } from "./report-period.ts";
import type { reportInput } from "./report-spec.ts";
import { codeWords } from "./report-words.ts";

type Input = InputOf<typeof reportInput>;

/** The costs of a month or of some days; with `--html` also a page. */
export async function run(input: Input, context: Context): Promise<View> {
  const { html, by = "category" } = input;
  const { tariff, ...known } = await tariffOf(context, input.timezone);
  const now = context.clock.now();
  const period = readPeriod(input, { zone: tariff.zone, now });
  if (html !== undefined && !input.yes && (await isThere(html, context.host))) {
    await askToReplace(html, "--html", context);
  }
  const db = await settledDb(context);
  const { currency = "USD" } = await context.settings();
  const file = html === undefined ? undefined : await openOutputFile(html, context.host);
  try {
    const facts = await readCostFacts(db, {
      period,
      tariff,
      now,
      groupings: html === undefined ? [by] : costGroupings,
    });
    const isRunning = period.from <= now && now < period.to;
    const budget = isRunning ? await budgetUse(db, { at: now, zone: tariff.zone }) : undefined;
    const request = { period, by, currency, tariff, now, budget };
    const report = buildCostReport(facts, request);
    if (file === undefined) return costView(report, zoneNote(known));
    const groups = groupsOf(facts, request);
    const { language } = context;
    const about = aboutOf(await context.settings(), context);
    await file.write(costPage({ about, report, groups, language, words: codeWords, more: zoneNote(known) }));
    return pageView(html ?? "", costReportJson(report));
  } finally {
    await file?.discard();
  }
}

/** Whom the page is about; a profile's number and name only where the environment names no other number. */
function aboutOf({ profile, wabaId, phoneNumberId, paths }: Settings, { host }: Context): CostsOf {
  const found = environmentIsComplete(host.env) ? undefined : readConfig(paths).profiles[profile];
  const its = found?.phoneNumberId === phoneNumberId ? found : undefined;
  return { business: its?.verifiedName, profile, number: its?.displayPhoneNumber ?? phoneNumberId, account: wabaId };
}

function groupsOf(facts: CostFacts, request: CostReportRequest): Record<CostGrouping, readonly CostLine[]> {
  const of = (by: CostGrouping): readonly CostLine[] => linesBy(by, facts, request);
  return {
    category: of("category"),
    market: of("market"),
    template: of("template"),
    campaign: of("campaign"),
    label: of("label"),
    number: of("number"),
    day: of("day"),
  };
}

function pageView(file: string, json: ReturnType<typeof costReportJson>): View {
  const said: Text = { en: `The report is in ${file}.`, es: `El informe está en ${file}.` };
  return view({ data: { file, ...json }, blocks: [line(said, "good")] });
}
