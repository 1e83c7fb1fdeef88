import type { WireTemplateButtonOfWebhook } from "../../graph/wire/webhooks.ts";
import { idAt, instantAt, recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { listAt, shape, type RecordReader } from "./foreign-shape.ts";
import { oneEvent, type Change, type ChangeReader } from "./parse-change.ts";
import { parseLanguage } from "./parse-parts.ts";

function templateOf({ value, time }: Change) {
  return {
    templateId: idAt(value, "message_template_id"),
    name: textAt(value, "message_template_name"),
    language: parseLanguage(textAt(value, "message_template_language")),
    at: time,
  };
}

export const parseTemplateStatus: ChangeReader = (change) => {
  const isQuality = textAt(change.value, "event") === undefined;
  // A sample of the quality webhook carries this field's name.
  return isQuality ? parseTemplateQuality(change) : status(change);
};

const status = oneEvent((change) => {
  const { value, beside } = change;
  const event = textAt(value, "event");
  if (event === undefined) return undefined;
  const rejection = firstWithMembers(recordAt(value, "rejection_info"), recordAt(beside, "rejection_info"));
  const pause = recordAt(value, "other_info");
  const reason = textAt(value, "reason");
  return {
    kind: "template-status",
    ...templateOf(change),
    status: event,
    // `NONE` stands where there is nothing to say.
    reason: textAt(rejection, "reason") ?? textAt(pause, "description") ?? (reason === "NONE" ? undefined : reason),
    recommendation: textAt(rejection, "recommendation"),
    title: textAt(pause, "title"),
    category: textAt(value, "message_template_category"),
    disabledAt: instantAt(recordAt(value, "disable_info"), "disable_date"),
  };
});

function firstWithMembers(one: ForeignRecord, other: ForeignRecord): ForeignRecord {
  return Object.keys(one).length > 0 ? one : other;
}

export const parseTemplateQuality = oneEvent((change) => {
  const score = textAt(change.value, "new_quality_score");
  if (score === undefined) return undefined;
  return {
    kind: "template-quality",
    ...templateOf(change),
    score,
    previousScore: textAt(change.value, "previous_quality_score"),
  };
});

export const parseTemplateCategory = oneEvent((change) => {
  const { value } = change;
  const now = textAt(value, "new_category");
  const coming = textAt(value, "correct_category");
  const to = coming ?? now;
  if (to === undefined) return undefined;
  return {
    kind: "template-category",
    ...templateOf(change),
    stage: coming === undefined ? "done" : "coming",
    // Beforehand, `new_category` is the one that still holds.
    from: coming === undefined ? textAt(value, "previous_category") : now,
    to,
    changesAt: instantAt(value, "category_update_timestamp"),
  };
});

const button: RecordReader<WireTemplateButtonOfWebhook> = shape(
  {},
  {
    message_template_button_type: textAt,
    message_template_button_text: textAt,
    message_template_button_url: textAt,
    message_template_button_phone_number: idAt,
  },
);

export const parseTemplateComponents = oneEvent((change) => {
  const { value } = change;
  const template = templateOf(change);
  if (template.templateId === undefined && template.name === undefined) return undefined;
  return {
    kind: "template-components",
    ...template,
    header: textAt(value, "message_template_title"),
    body: textAt(value, "message_template_element"),
    footer: textAt(value, "message_template_footer"),
    buttons: listAt(button)(value, "message_template_buttons") ?? [],
  };
});

export const parseCategoryDetection = oneEvent((change) => {
  const correctCategory = textAt(change.value, "correct_category");
  if (correctCategory === undefined) return undefined;
  return {
    kind: "category-detection",
    ...templateOf(change),
    category: textAt(change.value, "category"),
    correctCategory,
  };
});
