import type { WireTemplateButton } from "../../graph/wire/templates.ts";
import type { TemplateState } from "./store.ts";
import { sendAccountWebhook } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/**
 * The webhooks of a template's life. Each ends when it has been tried once.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components
 */

export interface StatusDetails {
  /** Where it is another word than the template's status: `UNARCHIVED`, `DELETED`. */
  readonly event?: string;
  /** What `other_info` says about a pause or its end. */
  readonly info?: { readonly title: string; readonly description: string };
  /** Of an INVALID_FORMAT rejection; a general sentence otherwise. */
  readonly rejection?: { readonly reason: string; readonly recommendation: string };
}

const generalRejection = {
  reason: "The format is not valid.",
  recommendation: "Check the variables and their samples.",
};

const named = (template: TemplateState) => ({
  message_template_id: Number(template.id),
  message_template_name: template.name,
  message_template_language: template.language,
});

const seconds = (ms: number): number => Math.floor(ms / 1_000);

export function sendStatusUpdate(world: World, template: TemplateState, details: StatusDetails = {}): Promise<void> {
  const { event = template.status, info, rejection = generalRejection } = details;
  return sendAccountWebhook(world, "message_template_status_update", {
    event,
    ...named(template),
    reason: template.rejectedReason,
    message_template_category: template.category,
    ...(info === undefined ? {} : { other_info: info }),
    ...(event === "DISABLED" ? { disable_info: { disable_date: seconds(world.clock.now()) } } : {}),
    ...(event === "REJECTED" && template.rejectedReason === "INVALID_FORMAT" ? { rejection_info: rejection } : {}),
  });
}

export function sendQualityUpdate(world: World, template: TemplateState, previous: string): Promise<void> {
  return sendAccountWebhook(world, "message_template_quality_update", {
    previous_quality_score: previous,
    new_quality_score: template.quality.score,
    ...named(template),
  });
}

function shownButton(button: WireTemplateButton): Record<string, unknown> {
  return {
    message_template_button_type: button.type,
    message_template_button_text: ("text" in button ? button.text : undefined) ?? "",
    ...("url" in button ? { message_template_button_url: button.url } : {}),
    ...("phone_number" in button ? { message_template_button_phone_number: button.phone_number } : {}),
  };
}

/** What the template says after an edit. */
export function sendComponentsUpdate(world: World, template: TemplateState): Promise<void> {
  const shown: Record<string, unknown> = { message_template_element: "" };
  for (const component of template.components) {
    if (component.type === "BODY") shown["message_template_element"] = component.text ?? "";
    else if (component.type === "HEADER" && component.text !== undefined) {
      shown["message_template_title"] = component.text;
    } else if (component.type === "FOOTER") shown["message_template_footer"] = component.text ?? "";
    else if (component.type === "BUTTONS") shown["message_template_buttons"] = component.buttons.map(shownButton);
  }
  return sendAccountWebhook(world, "message_template_components_update", { ...named(template), ...shown });
}

/** A category that will change, with the moment; or, with the category it had, one that has changed. */
export function sendCategoryUpdate(
  world: World,
  template: TemplateState,
  change: { readonly correct: string; readonly at: number } | { readonly previous: string },
): Promise<void> {
  return sendAccountWebhook(world, "template_category_update", {
    ...named(template),
    new_category: template.category,
    ...("previous" in change
      ? { previous_category: change.previous }
      : { correct_category: change.correct, category_update_timestamp: seconds(change.at) }),
  });
}

export function sendCategoryDetection(world: World, template: TemplateState, correct: string): Promise<void> {
  return sendAccountWebhook(world, "template_correct_category_detection", {
    ...named(template),
    category: template.category,
    correct_category: correct,
  });
}
