import * as v from "valibot";
import type { WireTemplateComponent } from "../../graph/wire/templates.ts";
import { courseShape } from "../sending/course-shape.ts";
import { makeTemplate, type TemplateState, TemplateStore } from "./store.ts";
import { isObject } from "../validate/check.ts";

/** The templates as plain data. */

const text = v.string();
const time = v.number();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const maybe = v.exactOptional;

export const templateShape = v.strictObject({
  id: text,
  name: text,
  language: text,
  category: text,
  status: text,
  parameterFormat: v.picklist(["POSITIONAL", "NAMED"]),
  components: v.array(v.custom<WireTemplateComponent>(isObject)),
  rejectedReason: text,
  createdAt: time,
  updatedAt: time,
  ttlSeconds: maybe(v.number()),
  extras: v.record(text, v.unknown()),
  source: maybe(text),
  previousCategory: maybe(text),
  correctCategory: maybe(text),
  libraryName: maybe(text),
  bodyParamTypes: maybe(v.array(text)),
  quality: v.strictObject({ score: v.picklist(["GREEN", "YELLOW", "RED", "UNKNOWN"]), date: time }),
  pauses: count,
  pausedBy: maybe(v.picklist(["quality", "pacing"])),
  lastPausedAt: maybe(time),
  archivedFrom: maybe(text),
  pacing: maybe(v.strictObject({ sent: count, state: v.picklist(["counting", "holding", "released"]) })),
  edits: v.array(time),
  due: v.strictObject({
    review: maybe(time),
    unpause: maybe(time),
    category: maybe(time),
    archive: maybe(time),
    pacing: maybe(time),
    deletion: maybe(time),
  }),
  sends: v.array(v.tuple([count, count])),
  blocks: v.array(v.strictObject({ day: count, reason: text, count })),
});

/** What the store knows besides the templates themselves. */
export const templateLifeShape = v.strictObject({
  creations: v.array(time),
  held: v.array(v.tuple([text, v.array(courseShape)])),
  elsewhere: v.array(v.tuple([text, v.array(templateShape)])),
});

/** The task of a step on the clock. */
export const templateTaskShape = v.strictObject({
  kind: v.literal("template"),
  step: v.picklist(["review", "unpause", "category", "archive", "pacing", "deletion"]),
  template: text,
});

export type SavedTemplate = v.InferOutput<typeof templateShape>;
export type SavedTemplateLife = v.InferOutput<typeof templateLifeShape>;

/** The plan follows from the components, and is left out. */
export function saveTemplate({ plan: _plan, sends, bodyParamTypes, ...rest }: TemplateState): SavedTemplate {
  return {
    ...rest,
    extras: { ...rest.extras },
    sends: [...sends],
    ...(bodyParamTypes === undefined ? {} : { bodyParamTypes: [...bodyParamTypes] }),
  };
}

/** Everything else about components was checked when they were made. */
const isComponent = (component: WireTemplateComponent): boolean =>
  typeof component.type === "string" && (component.type !== "BUTTONS" || Array.isArray(component.buttons));

function restoreTemplate({ sends, ...saved }: SavedTemplate): TemplateState {
  if (!saved.components.every(isComponent)) throw new TypeError(`the template ${saved.id} is damaged`);
  const template = makeTemplate({ ...saved, now: saved.updatedAt });
  return Object.assign(template, saved, { sends: new Map(sends) });
}

export function saveTemplateLife({ creations, held, elsewhere }: TemplateStore): SavedTemplateLife {
  return {
    creations,
    held: [...held],
    elsewhere: [...elsewhere].map(([account, templates]) => [account, templates.map(saveTemplate)]),
  };
}

export function restoreTemplates(templates: readonly SavedTemplate[], life: SavedTemplateLife): TemplateStore {
  const store = new TemplateStore();
  for (const template of templates) store.add(restoreTemplate(template));
  store.creations = life.creations;
  for (const [id, messages] of life.held) store.held.set(id, messages);
  for (const [account, others] of life.elsewhere) store.elsewhere.set(account, others.map(restoreTemplate));
  return store;
}
