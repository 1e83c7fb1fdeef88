import * as v from "valibot";
import type { Text } from "../../core/text.ts";
import type { WireTemplateCreate } from "../../graph/wire/templates.ts";
import { templatePart } from "./file-parts.ts";
import { problem, type FileProblem } from "./file-problem.ts";
import { without, withStandIns } from "./file-stand-in.ts";

const text = v.string();
const flag = v.exactOptional(v.boolean());

const create = v.strictObject({
  name: text,
  language: text,
  category: v.picklist(["AUTHENTICATION", "MARKETING", "UTILITY"]),
  parameter_format: v.exactOptional(v.picklist(["POSITIONAL", "NAMED"])),
  message_send_ttl_seconds: v.exactOptional(v.pipe(v.number(), v.integer())),
  sub_category: v.exactOptional(text),
  cta_url_link_tracking_opted_out: flag,
  is_primary_device_delivery_only: flag,
  components: v.array(templatePart),
});

const enumerations = new Set(["type", "format", "category", "parameter_format", "otp_type", "icon"]);

/** Deeper than any field of a template: what nests further is refused for its shape, not walked. */
const deepest = 12;

/** Meta takes its words in any case and answers them in capitals. */
function inCapitals(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => inCapitals(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      key,
      enumerations.has(key) && typeof member === "string" ? member.toUpperCase() : inCapitals(member, depth + 1),
    ]),
  );
}

/** `components[1].text` */
function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

const kinds: Readonly<Record<string, Text>> = {
  string: {
    en: "must be text (in quotation marks, if it looks like a number)",
    es: "debe ser texto (entre comillas, si parece un número)",
  },
  array: { en: "must be a list", es: "debe ser una lista" },
  number: { en: "must be a number", es: "debe ser un número" },
  integer: { en: "must be a whole number", es: "debe ser un número entero" },
  boolean: { en: "must be true or false", es: "debe ser true o false" },
  union: { en: "must be text", es: "debe ser texto" },
};

interface Issue {
  readonly type: string;
  readonly expected: string | null;
  readonly received: string;
}

function isUnknownField({ type, expected }: Pick<Issue, "type" | "expected">): boolean {
  return type === "strict_object" && expected === "never";
}

function describeIssue({ type, expected, received }: Issue): Text {
  if (isUnknownField({ type, expected })) {
    return { en: "is not a field that recado knows here", es: "no es un campo que recado conozca aquí" };
  }
  if (received === "undefined") return { en: "is missing", es: "falta" };
  if (type === "strict_object") return { en: "must be an object", es: "debe ser un objeto" };
  if (["picklist", "variant", "literal"].includes(type)) {
    const words = (expected ?? "").replaceAll(/[()"]/g, "").split(" | ");
    const list = words.join(", ");
    return { en: `must be one of: ${list}`, es: `debe ser una de estas palabras: ${list}` };
  }
  return kinds[type] ?? { en: "is not valid", es: "no es válido" };
}

export interface Shape {
  /** What the rules can be checked on; undefined when too little of the file is sound. */
  readonly template: WireTemplateCreate | undefined;
  readonly problems: readonly FileProblem[];
  /** Paths that hold something sound only for the sake of the rules: what these say of them does not count. */
  readonly standIns: readonly string[];
}

/** Which parts go with the category is told by the rules, which see the rest of the template too. */
const asCreate = (template: v.InferOutput<typeof create>): WireTemplateCreate => template as WireTemplateCreate;

/** More fields that recado does not know than any mistake brings with it. */
const mostPasses = 50;

// Keys of objects and places in arrays: nothing else has a path here.
function keysOf({
  path = [],
}: {
  readonly path?: readonly { readonly key: unknown }[] | undefined;
}): (string | number)[] {
  return path.flatMap(({ key }) => (typeof key === "string" || typeof key === "number" ? [key] : []));
}

/**
 * Checks that a value has the shape of Meta's create call: which fields there are, and of which kind. All that is wrong is
 * told at once: of fields that it does not know, valibot names only the first of each object.
 */
export function checkShape(value: unknown): Shape {
  // To valibot a list is an object too, whose fields are missing.
  if (Array.isArray(value)) {
    return { template: undefined, problems: [problem("", "must be an object", "debe ser un objeto")], standIns: [] };
  }
  const problems: FileProblem[] = [];
  let rest = inCapitals(value);
  for (let pass = 0; ; pass++) {
    const result = v.safeParse(create, rest);
    if (result.success) return { template: asCreate(result.output), problems, standIns: [] };
    const unknown = result.issues.filter(isUnknownField);
    const told = unknown.length > 0 && pass < mostPasses ? unknown : result.issues;
    problems.push(...told.map((issue) => ({ path: pathOf(keysOf(issue)), text: describeIssue(issue) })));
    if (told !== unknown) {
      const broken = result.issues.map((issue) => keysOf(issue).slice(0, 2));
      const sound = v.safeParse(create, withStandIns(rest, broken));
      const template = sound.success ? asCreate(sound.output) : undefined;
      return { template, problems, standIns: broken.map(pathOf) };
    }
    for (const issue of unknown) rest = without(rest, keysOf(issue));
  }
}
