import { ControlError } from "./error.ts";
import { announceCategory, changeCategory, detectCategory } from "../templates/category.ts";
import {
  type InsertTemplate,
  insertTemplate,
  knownTemplate,
  setTemplateStatus,
  type TemplateStatusChange,
} from "../templates/control.ts";
import { nodeOf } from "../templates/node.ts";
import { decide, hold } from "../templates/pacing.ts";
import { setQuality } from "../templates/quality.ts";
import type { QualityScore, TemplateState } from "../templates/store.ts";
import type { World } from "../world.ts";

const scores = ["GREEN", "YELLOW", "RED", "UNKNOWN"] as const;
const categories = ["AUTHENTICATION", "MARKETING", "UTILITY"] as const;
const decisions = ["hold", "release", "drop"] as const;
const day = 86_400_000;

/** Why people blocked the business after a template, and how many: `{"SPAM": 12}`. `compare` shows it. */
export type TemplateBlocks = Readonly<Record<string, number>>;

/** A template with all that Graph tells of it. */
export interface SimulatedTemplate extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
}

const pick = ({ id, name, language, category, status }: TemplateState): SimulatedTemplate => ({
  id,
  name,
  language,
  category,
  status,
});

/** How a template's category changes. */
export interface CategoryChange {
  /** At once, without the notice of 24 hours. */
  readonly now?: boolean | undefined;
  /** Only report that the category would be right. */
  readonly detected?: boolean | undefined;
}

function oneOf<Known extends string>(known: readonly Known[], given: string, code: string): Known {
  const found = known.find((candidate) => candidate.toUpperCase() === given.toUpperCase());
  if (found !== undefined) return found;
  throw new ControlError(400, code, {
    en: `"${given}" is not known here. Use one of ${known.join(", ")}.`,
    es: `"${given}" no se conoce aquí. Use uno de estos valores: ${known.join(", ")}.`,
  });
}

function countBlocks(template: TemplateState, blocks: TemplateBlocks, now: number): void {
  for (const [reason, count] of Object.entries(blocks)) {
    template.blocks.push({ day: Math.floor(now / day), reason: reason.toUpperCase(), count });
  }
}

/** What a test or the page can do to templates, as Meta would. */
export interface TemplateControl {
  /** The templates of the account as Graph shows them, with every field. */
  templates(): SimulatedTemplate[];

  /** Inserts a template as if Meta had reviewed it; APPROVED unless told otherwise. */
  template(input: InsertTemplate): { id: string };

  /** Approves, rejects, pauses or disables, and reports it by webhook. */
  setTemplateStatus(id: string, change: TemplateStatusChange): void;

  /** Sets the quality: RED pauses for 3 hours, then for 6, and disables the third time. */
  setTemplateQuality(id: string, score: QualityScore | Lowercase<QualityScore>, blocks?: TemplateBlocks): void;

  /** Announces another category, which applies 24 hours later. */
  changeTemplateCategory(id: string, category: string, change?: CategoryChange): void;

  /** Holds a template's messages from now on; or releases or drops those that are held. */
  decidePacing(id: string, decision: "hold" | "release" | "drop"): void;
}

export const templateControls = (world: World): TemplateControl => ({
  templates: () => world.state.templates.values().map((template) => ({ ...nodeOf(template), ...pick(template) })),

  template: (input) => insertTemplate(world, input),

  setTemplateStatus: (id, change) => setTemplateStatus(world, id, change),

  setTemplateQuality(id, score, blocks = {}) {
    const template = knownTemplate(world, id);
    const known = oneOf(scores, score, "bad_quality");
    countBlocks(template, blocks, world.clock.now());
    void setQuality(world, template, known);
  },

  changeTemplateCategory(id, category, change = {}) {
    const template = knownTemplate(world, id);
    const known = oneOf(categories, category, "bad_category");
    if (change.detected === true) void detectCategory(world, template, known);
    else if (change.now === true) void changeCategory(world, template, known);
    else void announceCategory(world, template, known);
  },

  decidePacing(id, decision) {
    const template = knownTemplate(world, id);
    const known = oneOf(decisions, decision, "bad_decision");
    if (known === "hold") hold(world, template);
    else if (template.pacing?.state === "holding") void decide(world, template, known);
    else {
      throw new ControlError(409, "not_held", {
        en: "No messages of this template are held back. Begin with the decision hold.",
        es: "No se retiene ningún mensaje de esta plantilla. Empiece con la decisión hold.",
      });
    }
  },
});
