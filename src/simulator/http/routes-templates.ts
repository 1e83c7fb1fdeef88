import { templateLibraryPath, wabaTemplateLibraryPath } from "../../graph/wire/template-library.ts";
import {
  templateArchivePath,
  templateComparePath,
  templateMigratePath,
  templatePath,
  templatePreviewsPath,
  templatesPath,
  templateUnarchivePath,
  templateUnpausePath,
  templateUpsertPath,
} from "../../graph/wire/templates.ts";
import {
  archiveTemplates,
  compareTemplate,
  migrate,
  unarchiveTemplates,
  unpauseTemplate,
  upsert,
} from "../handlers/template-actions.ts";
import { listLibrary, listPreviews } from "../handlers/template-library.ts";
import { createTemplate, deleteTemplates, editTemplate, getTemplate, listTemplates } from "../handlers/templates.ts";
import type { Call, Route } from "./router.ts";

const waba = "{waba_id}";
const template = "{template_id}";

const route = (name: string, run: (call: Call) => unknown): Route => ({
  name,
  handler: "templates",
  scope: "whatsapp_business_management",
  run,
});

/** The Graph calls about templates. */
export const templateRoutes: readonly Route[] = [
  route(`GET ${templatesPath(waba)}`, listTemplates),
  route(`POST ${templatesPath(waba)}`, createTemplate),
  route(`DELETE ${templatesPath(waba)}`, deleteTemplates),
  route(`GET ${templatePath(template)}`, getTemplate),
  route(`POST ${templatePath(template)}`, editTemplate),
  route(`POST ${templateUnpausePath(template)}`, unpauseTemplate),
  route(`GET ${templateComparePath(template)}`, compareTemplate),
  route(`POST ${templateArchivePath(waba)}`, archiveTemplates),
  route(`POST ${templateUnarchivePath(waba)}`, unarchiveTemplates),
  route(`POST ${templateMigratePath(waba)}`, migrate),
  route(`POST ${templateUpsertPath(waba)}`, upsert),
  route(`GET ${templatePreviewsPath(waba)}`, listPreviews),
  route(`GET ${templateLibraryPath}`, listLibrary),
  route(`GET ${wabaTemplateLibraryPath(waba)}`, listLibrary),
];
