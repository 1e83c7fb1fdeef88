import type { Context } from "../../cli/context.ts";
import { isThere, openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { reportJson } from "../../domain/campaigns/report/json.ts";
import { reportPage } from "../../domain/campaigns/report/page.ts";
import { recipientText } from "../../domain/campaigns/report/recipient-rows.ts";
import { eachRecipient } from "../../domain/campaigns/report/recipients.ts";
import { campaignReport } from "../../domain/campaigns/report/report.ts";
import { readSpec } from "../../domain/campaigns/spec.ts";
import { findCampaign } from "./find-campaign.ts";
import { codeWords, reportBlocks } from "./report-blocks.ts";
import type { reportInput } from "./report-spec.ts";

type Input = InputOf<typeof reportInput>;

const hour = 3_600_000;
const defaultHours = 72;

/** The report as one document; with `--output csv|ndjson` everybody of the list, a row each; with `--html` also a page. */
export async function run(input: Input, context: Context): Promise<View> {
  const { html } = input;
  if (html !== undefined) await askToReplace(html, input, context);
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

async function askToReplace(file: string, input: Input, context: Context): Promise<void> {
  if (input.yes || context.yes || !(await isThere(file, context.host))) return;
  if (!context.interactive) {
    throw new UsageError({
      code: "output.exists",
      text: { en: `${file} is there already.`, es: `${file} ya existe.` },
      hint: {
        en: "Choose another name with --html, or replace it with --yes.",
        es: "Elija otro nombre con --html, o reemplácelo con --yes.",
      },
      data: { file },
    });
  }
  const sure = await context.prompt.confirm({
    message: { en: `${file} is there already. Replace it?`, es: `${file} ya existe. ¿Reemplazarlo?` },
    option: "--yes",
  });
  if (sure) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}
