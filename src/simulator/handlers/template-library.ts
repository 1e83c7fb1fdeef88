import type { WireLibraryTemplate } from "../../graph/wire/template-library.ts";
import { templateLibraryPath, wabaTemplateLibraryPath } from "../../graph/wire/template-library.ts";
import type { WireTemplatePreview } from "../../graph/wire/templates.ts";
import type { WireList } from "../../graph/wire/common.ts";
import { invalidParameter } from "../errors.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import type { Call } from "../http/router.ts";
import { searchLibrary } from "../templates/library.ts";
import { previewTemplates } from "../templates/previews.ts";
import { valuesOf } from "./template-values.ts";

/** `GET /message_template_library` and `GET /{waba_id}/message_template_library` */
export function listLibrary(call: Call): WireList<WireLibraryTemplate> {
  const { id, query } = call;
  const path = id === "" ? templateLibraryPath : wabaTemplateLibraryPath(id);
  const page = paginate(searchLibrary(query), query, listAddress(call, path));
  return { data: [...page.items], ...(page.paging === undefined ? {} : { paging: page.paging }) };
}

/** `GET /{waba_id}/message_template_previews` */
export function listPreviews({ query }: Call): WireList<WireTemplatePreview> {
  if (query.get("category")?.toUpperCase() !== "AUTHENTICATION") {
    throw invalidParameter("Param category must be AUTHENTICATION.");
  }
  const buttons = valuesOf(query, "button_types");
  if (buttons?.some((type) => type.toUpperCase() !== "OTP") === true) {
    throw invalidParameter("Param button_types must be one of {OTP}.");
  }
  const minutes = query.get("code_expiration_minutes");
  return {
    data: previewTemplates({
      languages: valuesOf(query, "languages"),
      securityRecommendation: query.get("add_security_recommendation") === "true",
      expirationMinutes: minutes === null ? undefined : Number(minutes),
      withButton: buttons !== undefined,
    }),
  };
}
