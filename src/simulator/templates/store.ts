import type { WireParameterFormat, WireTemplateComponent } from "../../graph/wire/templates.ts";
import type { Course } from "../sending/course.ts";
import { planTemplate, type TemplatePlan } from "./plan.ts";

/** What people make of a template. */
export type QualityScore = "GREEN" | "YELLOW" | "RED" | "UNKNOWN";

/** What the clock will do to a template. */
export type TemplateStep = "review" | "unpause" | "category" | "archive" | "pacing" | "deletion";

/** How far the assessment of a template's first messages has come. */
export interface TemplatePacing {
  /** Messages that went through since the assessment began. */
  sent: number;
  /** `holding`: messages wait for the decision. `released`: it was good, and there is no second assessment. */
  state: "counting" | "holding" | "released";
}

/** What is sent with a creation or an edit and only read back. */
export type TemplateExtras = Readonly<Record<string, unknown>>;

export interface TemplateState {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  category: string;
  status: string;
  parameterFormat: WireParameterFormat;
  components: WireTemplateComponent[];
  plan: TemplatePlan;
  rejectedReason: string;
  /** Milliseconds of the virtual clock, as all moments here. */
  readonly createdAt: number;
  updatedAt: number;
  ttlSeconds?: number;
  extras: TemplateExtras;
  /** `AUTO_GENERATED` for those of Direct Send; missing for those that the business made. */
  readonly source?: string;
  previousCategory?: string;
  /** The category that Meta thinks right, where it is another one. */
  correctCategory?: string;
  readonly libraryName?: string;
  /** The kinds of a library template's parameters in order, checked at every send. */
  readonly bodyParamTypes?: readonly string[];
  quality: { score: QualityScore; date: number };
  /** How often its quality has paused it. The third time disables it. */
  pauses: number;
  /** Why it is paused. A pause of pacing ends by hand only. */
  pausedBy?: "quality" | "pacing";
  lastPausedAt?: number;
  /** The status that it goes back to when it is taken out of the archive. */
  archivedFrom?: string;
  pacing?: TemplatePacing;
  /** When it was edited while approved, the last 30 days. */
  edits: number[];
  /** The moment of each step that is to come. A timer that does not match any longer does nothing. */
  due: { [Step in TemplateStep]?: number };
  /** Sends of each day, by the number of days since 1970. */
  sends: Map<number, number>;
  /** How many people blocked the business after it, by day and reason. */
  blocks: { readonly day: number; readonly reason: string; readonly count: number }[];
}

/** What a template is made from; the rest begins empty. */
export type TemplateParts = Pick<TemplateState, "id" | "name" | "language" | "category" | "status" | "components"> & {
  readonly now: number;
} & Partial<
    Pick<
      TemplateState,
      "parameterFormat" | "ttlSeconds" | "extras" | "source" | "libraryName" | "bodyParamTypes" | "correctCategory"
    >
  >;

export function makeTemplate({ now, ...parts }: TemplateParts): TemplateState {
  return {
    parameterFormat: "POSITIONAL",
    rejectedReason: "NONE",
    extras: {},
    createdAt: now,
    updatedAt: now,
    quality: { score: "UNKNOWN", date: now },
    pauses: 0,
    edits: [],
    due: {},
    sends: new Map(),
    blocks: [],
    ...parts,
    plan: planTemplate(parts.components),
  };
}

const nameAndLanguage = (name: string, language: string): string => `${name}\n${language}`;

/** The templates by id, and by name with language. */
export class TemplateStore {
  /** When the last ones were made through the API. */
  creations: number[] = [];
  /** The messages held back, by template id. */
  readonly held = new Map<string, Course[]>();
  /** Templates of other accounts of the same business, by account id: what can be migrated from there. */
  readonly elsewhere = new Map<string, TemplateState[]>();
  readonly #byId = new Map<string, TemplateState>();
  readonly #byName = new Map<string, TemplateState>();

  get(id: string): TemplateState | undefined {
    return this.#byId.get(id);
  }

  find(name: string, language: string): TemplateState | undefined {
    return this.#byName.get(nameAndLanguage(name, language));
  }

  /** Oldest first. */
  values(): TemplateState[] {
    return [...this.#byId.values()];
  }

  /** Those that the business made, which its limit counts. */
  get size(): number {
    let size = 0;
    for (const { source } of this.#byId.values()) if (source === undefined) size++;
    return size;
  }

  add(template: TemplateState): void {
    this.#byId.set(template.id, template);
    this.#byName.set(nameAndLanguage(template.name, template.language), template);
  }

  remove(template: TemplateState): void {
    this.#byId.delete(template.id);
    this.#byName.delete(nameAndLanguage(template.name, template.language));
  }
}
