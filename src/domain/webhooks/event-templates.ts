import type {
  WireTemplateStatusValue,
  WireQualityScore,
  WireTemplateButtonOfWebhook,
} from "../../graph/wire/webhooks.ts";
import type { EventOrigin } from "./event-origin.ts";

interface TemplateEventBase extends EventOrigin {
  readonly templateId: string | undefined;
  readonly name: string | undefined;
  /** In the spelling of the API, `en_US`, whatever the webhook writes. */
  readonly language: string | undefined;
  /** When Meta says so (milliseconds). */
  readonly at: number | undefined;
}

/** Meta approved, rejected, paused or disabled a template. */
export interface TemplateStatusEvent extends TemplateEventBase {
  readonly kind: "template-status";
  /** `APPROVED`, `REJECTED`, `PAUSED`, `DISABLED`… */
  readonly status: WireTemplateStatusValue["event"];
  /** In words where there are some, else Meta's code. */
  readonly reason: string | undefined;
  /** What Meta advises after a rejection. */
  readonly recommendation: string | undefined;
  /** Which pause it is: `FIRST_PAUSE`, `SECOND_PAUSE`… */
  readonly title: string | undefined;
  readonly category: string | undefined;
  /** When it was disabled (milliseconds). */
  readonly disabledAt: number | undefined;
}

/** A template's quality has changed. */
export interface TemplateQualityEvent extends TemplateEventBase {
  readonly kind: "template-quality";
  readonly score: WireQualityScore;
  readonly previousScore: WireQualityScore | undefined;
}

/** Meta moves a template to another category: `coming` a day before, `done` when it holds. */
export interface TemplateCategoryEvent extends TemplateEventBase {
  readonly kind: "template-category";
  readonly stage: "coming" | "done";
  readonly from: string | undefined;
  readonly to: string;
  /** When the category changes (milliseconds); told beforehand only. */
  readonly changesAt: number | undefined;
}

/** A template was edited. */
export interface TemplateComponentsEvent extends TemplateEventBase {
  readonly kind: "template-components";
  readonly header: string | undefined;
  readonly body: string | undefined;
  readonly footer: string | undefined;
  readonly buttons: readonly WireTemplateButtonOfWebhook[];
}

/** Meta believes that a template stands in the wrong category. */
export interface CategoryDetectionEvent extends TemplateEventBase {
  readonly kind: "category-detection";
  readonly category: string | undefined;
  readonly correctCategory: string;
}

/** The events of templates. */
export type TemplateEvent =
  | TemplateStatusEvent
  | TemplateQualityEvent
  | TemplateCategoryEvent
  | TemplateComponentsEvent
  | CategoryDetectionEvent;
