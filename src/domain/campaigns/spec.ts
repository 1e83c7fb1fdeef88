import type { Money } from "../../core/money.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { ContactFilter } from "../../storage/repos/contact-lists.ts";
import type { ForecastLine } from "../costs/forecast-lines.ts";
import type { ExclusionCounts } from "./exclusions.ts";

export type VariantName = "A" | "B";

/** One of the texts that a campaign sends: the only one, or one of two that are compared. */
export interface VariantSpec {
  readonly name: VariantName;
  readonly template: string;
  /** Expressions by variable: `Ana`, `{{name}}`, `{{name|cliente}}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly header?: HeaderMedia | undefined;
}

/** The image, video or document of a header: a link or an id at Meta, or a file that is uploaded at the start. */
export type HeaderMedia =
  | { readonly kind: "link"; readonly link: string; readonly filename?: string | undefined }
  | { readonly kind: "id"; readonly id: string; readonly filename?: string | undefined }
  | {
      readonly kind: "file";
      /** Absolute. */
      readonly path: string;
      /** SHA-256, hexadecimal. */
      readonly hash: string;
      readonly filename: string;
      readonly type: string;
    };

/** Where the recipients came from. */
export type RecipientSource =
  | { readonly kind: "contacts"; readonly filter: ContactFilter; readonly segment?: string | undefined }
  | { readonly kind: "file"; readonly path: string; readonly name: string; readonly hash: string }
  | { readonly kind: "stdin"; readonly hash: string };

export interface QuietHours {
  /** Minutes after midnight; `from` after `to` goes over midnight. */
  readonly from: number;
  readonly to: number;
  /** `local`: where each person lives. Else an IANA name or an offset. */
  readonly zone: string;
}

/** What a campaign was planned with, frozen: JSON of `campaigns.spec`. */
export interface CampaignSpec {
  readonly version: 1;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** One, or two that are compared. */
  readonly variants: readonly VariantSpec[];
  /** Which half a person falls into follows from it. */
  readonly seed: string;
  /** `auto`: the contact's; else a code. */
  readonly language: string;
  /** What `auto` takes for those whose language the template does not have. */
  readonly fallbackLanguage?: string | undefined;
  /** The templates as they were at planning, one for each variant and language that is used. */
  readonly templates: readonly FrozenTemplate[];
  readonly source: RecipientSource;
  /** When it starts (milliseconds); at once when left out. */
  readonly startsAt?: number | undefined;
  /** In which times are told. */
  readonly timeZone: string;
  readonly quietHours?: QuietHours | undefined;
  /** Messages a second; `max` only against a simulator on this machine. */
  readonly rate?: number | "max" | undefined;
  readonly maxCost?: Money | undefined;
  /** Part of failed messages (0 to 1) from which the campaign pauses by itself. */
  readonly maxFailures: number;
  readonly limit?: number | undefined;
  readonly testTo?: string | undefined;
  readonly plannedAt: number;
  readonly actor: string;
  /** The last number of the consent ledger when everybody was looked up: what the snapshot rests on. */
  readonly ledgerSeq: number;
  readonly counts: PlanCounts;
  readonly limits: PlannedLimits;
  /** What the plan shows of those who are written to. */
  readonly figures?: PlanFigures | undefined;
}

export interface FrozenTemplate {
  readonly variant: VariantName;
  readonly content: Pick<
    WireTemplate,
    "id" | "name" | "language" | "category" | "status" | "components" | "parameter_format" | "quality_score"
  >;
}

export interface PlanCounts {
  readonly recipients: number;
  readonly excluded: ExclusionCounts;
}

/** How many of the recipients get which text. */
export interface LanguageCount {
  readonly variant: VariantName;
  readonly language: string;
  readonly count: number;
  /** Of them, those whose own language the template does not have, or of whom none is known. */
  readonly fallback: number;
}

/** What was counted while the campaign was frozen. */
export interface PlanFigures {
  /** ISO 4217 */
  readonly currency: string;
  /** The price, by market, category and tier. */
  readonly lines: readonly ForecastLine[];
  readonly languages: readonly LanguageCount[];
  /** Positions of those whose message the plan shows. */
  readonly samples: readonly number[];
  /** How many lack which parameter. */
  readonly missing: Readonly<Record<string, number>>;
  /** Values in which spaces and line breaks were tidied so that Meta takes them. */
  readonly tidied: number;
  /** With quiet hours: how many live in which zones, the most first. */
  readonly places?: readonly { readonly zones: readonly string[]; readonly count: number }[] | undefined;
  /** The clocks show the time of the start twice: the first one was taken. */
  readonly startsTwice?: boolean | undefined;
  /** Bytes of the header's file. */
  readonly headerBytes?: number | undefined;
  /** Languages of the template that nobody gets, because Meta would refuse them (its word in `status`). */
  readonly leftOut?: readonly { readonly language: string; readonly status: string }[] | undefined;
}

/** What Meta allowed the number and its portfolio when the campaign was planned. */
export interface PlannedLimits {
  /** `TIER_2K`…; undefined when Meta did not say. */
  readonly tier?: string | undefined;
  /** Different people a day outside their windows; undefined for no limit, or none known. */
  readonly perDay?: number | undefined;
  /** Of them, reached in the 24 hours before planning, as far as recado knows. */
  readonly used: number;
  /** Messages a second that the number may send. */
  readonly perSecond: number;
  /** GREEN, YELLOW, RED, UNKNOWN. */
  readonly quality?: string | undefined;
}

export function readSpec(json: string): CampaignSpec {
  return JSON.parse(json) as CampaignSpec;
}
