import { account, entryTime } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const template = {
  message_template_id: 445_566_778_899,
  message_template_name: "parcel_ready",
  message_template_language: "en_US",
};
const parcel = { templateId: "445566778899", name: "parcel_ready", language: "en_US", at: entryTime * 1000 };

/** What happens to templates. */
export const templateCases: readonly FieldCase[] = [
  {
    name: "a rejected template",
    body: account("message_template_status_update", {
      ...template,
      event: "REJECTED",
      reason: "INVALID_FORMAT",
      message_template_category: "UTILITY",
      rejection_info: { reason: "Two variables touch.", recommendation: "Put words between them." },
    }),
    event: {
      kind: "template-status",
      ...parcel,
      status: "REJECTED",
      reason: "Two variables touch.",
      recommendation: "Put words between them.",
      category: "UTILITY",
    },
    en: "template parcel_ready (en_US) is now REJECTED: Two variables touch.",
    es: "la plantilla parcel_ready (en_US) pasó a REJECTED: Two variables touch.",
  },
  {
    name: "a paused template",
    body: account("message_template_status_update", {
      ...template,
      event: "PAUSED",
      reason: "NONE",
      other_info: { title: "FIRST_PAUSE", description: "Paused for 3 hours." },
    }),
    event: {
      kind: "template-status",
      ...parcel,
      status: "PAUSED",
      title: "FIRST_PAUSE",
      reason: "Paused for 3 hours.",
    },
    en: "template parcel_ready (en_US) is now PAUSED: Paused for 3 hours.",
    es: "la plantilla parcel_ready (en_US) pasó a PAUSED: Paused for 3 hours.",
  },
  {
    name: "a disabled template",
    body: account("message_template_status_update", {
      ...template,
      event: "DISABLED",
      reason: null,
      disable_info: { disable_date: 1_795_000_000 },
    }),
    event: { kind: "template-status", ...parcel, status: "DISABLED", reason: undefined, disabledAt: 1_795_000_000_000 },
    en: "template parcel_ready (en_US) is now DISABLED",
    es: "la plantilla parcel_ready (en_US) pasó a DISABLED",
  },
  {
    name: "a template's quality",
    body: account("message_template_quality_update", {
      ...template,
      previous_quality_score: "GREEN",
      new_quality_score: "YELLOW",
    }),
    event: { kind: "template-quality", ...parcel, score: "YELLOW", previousScore: "GREEN" },
    en: "template parcel_ready (en_US) now has quality YELLOW (GREEN)",
    es: "la plantilla parcel_ready (en_US) tiene ahora calidad YELLOW (GREEN)",
  },
  {
    name: "an edited template",
    body: account("message_template_components_update", {
      ...template,
      message_template_element: "Your parcel is here.",
      message_template_title: "Parcel",
      message_template_footer: "Example Post",
      message_template_buttons: [
        {
          message_template_button_type: "URL",
          message_template_button_text: "Track",
          message_template_button_url: "https://shop.example/track",
        },
      ],
    }),
    event: {
      kind: "template-components",
      ...parcel,
      header: "Parcel",
      body: "Your parcel is here.",
      footer: "Example Post",
      buttons: [
        {
          message_template_button_type: "URL",
          message_template_button_text: "Track",
          message_template_button_url: "https://shop.example/track",
        },
      ],
    },
    en: "template parcel_ready (en_US) was edited",
    es: "la plantilla parcel_ready (en_US) fue editada",
  },
  {
    name: "a category that is about to change",
    body: account("template_category_update", {
      ...template,
      new_category: "UTILITY",
      correct_category: "MARKETING",
      category_update_timestamp: 1_795_190_000,
    }),
    event: {
      kind: "template-category",
      ...parcel,
      stage: "coming",
      from: "UTILITY",
      to: "MARKETING",
      changesAt: 1_795_190_000_000,
    },
    en: "template parcel_ready (en_US) will move to category MARKETING on 2026-11-20",
    es: "la plantilla parcel_ready (en_US) pasará a la categoría MARKETING el 2026-11-20",
  },
  {
    name: "a category that has changed",
    body: account("template_category_update", {
      ...template,
      previous_category: "UTILITY",
      new_category: "MARKETING",
    }),
    event: { kind: "template-category", ...parcel, stage: "done", from: "UTILITY", to: "MARKETING" },
    en: "template parcel_ready (en_US) is now in category MARKETING",
    es: "la plantilla parcel_ready (en_US) pasó a la categoría MARKETING",
  },
  {
    name: "a category that Meta believes wrong",
    body: account("template_correct_category_detection", {
      ...template,
      category: "UTILITY",
      correct_category: "MARKETING",
    }),
    event: { kind: "category-detection", ...parcel, category: "UTILITY", correctCategory: "MARKETING" },
    en: "template parcel_ready (en_US) should be in category MARKETING, Meta says",
    es: "la plantilla parcel_ready (en_US) debería estar en la categoría MARKETING, según Meta",
  },
];
