import type { Context } from "../../cli/context.ts";
import { isThere, openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { reportJson } from "../../domain/campaigns/report/json.ts";
import { reportPage } from "../../domain/campaigns/report/page.ts";
import { recipientText } from "../../domain/campaigns/report/recipient-rows.ts";
import { eachRecipient } from "../../domain/campaigns/report/recipients.ts";
import { campaignReport } from "../../domain/campaigns/report/report.ts";
import { readSpec } from "../../domain/campaigns/spec.ts";
import { askToReplace } from "../ask-to-replace.ts";
import { findCampaign } from "./find-campaign.ts";
import { codeWords, reportBlocks } from "./report-blocks.ts";
import type { reportInput } from "./report-spec.ts";

type Input = InputOf<typeof reportInput>;

const hour = 3_600_000;
const defaultHours = 72;

/** The report as one document; with `--output csv|ndjson` everybody of the list, a row each; with `--html` also a page. */
export async function run(input: Input, context: Context): Promise<View> {
  const { html } = input;
  if (html !== undefined && !input.yes && (await isThere(html, context.host)))
    await askToReplace(html, "--html", context);
  const { db, campaign } = await findCampaign(input.campaign, context);
  const within = (input.sinceHours ?? defaultHours) * hour;
  const rows = context.format === "csv" || context.format === "ndjson" ? context.format : undefined;
  if (rows !== undefined && html === undefined) {
    await write(recipientText(eachRecipient(db, campaign.id, within), rows), context);
    return view({ data: undefined, blocks: [] });
  }
  const { currency } = await context.settings();
  const report = await campaignReport(db, campaign, { now: context.clock.now(), within, currency: currency ?? "USD" });
  const zone = campaign.spec === null ? "UTC" : readSpec(campaign.spec).timeZone;
  if (html === undefined) {
    return view({ data: reportJson(report, context.language), blocks: reportBlocks(report, zone) });
  }
  const file = await openOutputFile(html, context.host);
  try {
    await file.write(reportPage({ report, language: context.language, codes: codeWords, zone }));
  } finally {
    await file.discard();
  }
  return view({
    data: { file: html, ...reportJson(report, context.language) },
    blocks: [line({ en: `The report is in ${html}.`, es: `El informe está en ${html}.` }, "good")],
  });
}

/** Stops at once when somebody asks for it, or when nobody reads on. */
async function write(parts: AsyncIterable<string>, { host, signal }: Context): Promise<void> {
  for await (const part of parts) {
    signal.throwIfAborted();
    host.stdout.write(part);
    if ((await host.stdout.drained?.()) === false) break;
  }
}
