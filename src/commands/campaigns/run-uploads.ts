import type { Context } from "../../cli/context.ts";
import { AppError } from "../../core/errors.ts";
import { headerChanged } from "../../domain/campaigns/control/checks.ts";
import type { CampaignSpec, HeaderMedia } from "../../domain/campaigns/spec.ts";
import type { Upload } from "../../domain/messages/stored-content.ts";
import { hashOfFile } from "../../domain/campaigns/list/hash-file.ts";
import { keepUploads } from "../../storage/repos/campaigns.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { uploadFile } from "../send/upload.ts";

/** Meta keeps a file for 30 days; a campaign that begins with an old one may take days itself. */
const keptMs = 20 * 86_400_000;

type HeaderFile = Extract<HeaderMedia, { kind: "file" }>;

function filesOf(spec: CampaignSpec | undefined): HeaderFile[] {
  const files = new Map<string, HeaderFile>();
  for (const { header } of spec?.variants ?? []) if (header?.kind === "file") files.set(header.hash, header);
  return [...files.values()];
}

function uploaded(campaign: CampaignRow, now: number): Map<string, Upload> {
  const kept = JSON.parse(campaign.uploads) as Record<string, { readonly id: string; readonly at: number }>;
  const uploads = Object.entries(kept).map(([hash, { id, at }]) => ({ hash, id, at }));
  return new Map(uploads.filter(({ at }) => now < at + keptMs).map((upload) => [upload.hash, upload]));
}

/** The files of headers that have to be uploaded before anything is sent: those that are not, or soon no longer, at Meta. */
function missingFiles(campaign: CampaignRow, spec: CampaignSpec | undefined, now: number): HeaderFile[] {
  const there = uploaded(campaign, now);
  return filesOf(spec).filter(({ hash }) => !there.has(hash));
}

/** @throws PolicyError `campaigns.header_changed` when a file that is needed is not what was planned */
export async function assertHeaders(
  campaign: CampaignRow,
  spec: CampaignSpec | undefined,
  context: Context,
): Promise<void> {
  for (const { path, filename, hash } of missingFiles(campaign, spec, context.clock.now())) {
    const found = await hashOfFile({ path, name: filename }).catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    if (found !== hash) throw headerChanged(filename, path);
  }
}

/** Uploads what is missing at Meta and keeps its ids with the campaign, so that going on later uploads nothing twice. */
export async function uploadHeaders(
  campaign: CampaignRow,
  spec: CampaignSpec | undefined,
  context: Context,
): Promise<readonly Upload[]> {
  const uploads = uploaded(campaign, context.clock.now());
  const db = await context.db();
  for (const file of missingFiles(campaign, spec, context.clock.now())) {
    uploads.set(file.hash, await uploadHeader(file, campaign.phone_number_id, context));
    const kept = Object.fromEntries([...uploads.values()].map(({ hash: of, id, at }) => [of, { id, at }]));
    await keepUploads(db, campaign.id, JSON.stringify(kept));
  }
  return [...uploads.values()];
}

async function uploadHeader(file: HeaderFile, phoneNumberId: string, context: Context): Promise<Upload> {
  const { type: mimeType, path } = file;
  return uploadFile({ ...file, mimeType }, phoneNumberId, context, (filename) => headerChanged(filename, path));
}
