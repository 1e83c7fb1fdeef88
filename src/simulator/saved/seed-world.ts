import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { InputError } from "../../core/errors.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import type { BusinessChanges } from "../people/business.ts";
import { businessInput } from "../people/business-shape.ts";
import { customerInput, explainIssue, limitsInput, templateInput, text } from "../control/input.ts";
import type { CustomerChanges } from "../people/customer-control.ts";
import { unreadable } from "./file-errors.ts";
import type { LimitChanges } from "../limits/limits.ts";
import type { StatusDelays } from "../options.ts";
import type { InsertTemplate } from "../templates/control.ts";
import { lastMoment } from "../time/milliseconds.ts";
import { isObject } from "../validate/check.ts";

/** What a world begins with and a reset goes back to. */
export interface SeedWorld {
  /** The word from which ids and tokens follow. */
  readonly seed?: string;
  /** Where the virtual clock begins, as ISO 8601; the real time when left out. */
  readonly now?: string;
  /** Of the account, as ISO 4217; default USD. The simulator knows what messages cost in USD and EUR. */
  readonly currency?: string;
  /** Of the account and its number. */
  readonly name?: string;
  /** As `POST /_simulator/templates` takes them. */
  readonly templates?: readonly InsertTemplate[];
  /** By phone number, as `POST /_simulator/customers/{phone}` takes them. */
  readonly customers?: Readonly<Record<string, CustomerChanges>>;
  /** As `POST /_simulator/limits` takes them. */
  readonly limits?: LimitChanges;
  /** As `POST /_simulator/business` takes it. */
  readonly business?: BusinessChanges;
  readonly delays?: StatusDelays;
  readonly templateReview?: "manual" | number;
}

const ms = v.pipe(v.number(), v.minValue(0));
const phone = v.pipe(text, v.regex(/^\+?\d(?:[\s().-]*\d){6,14}$/));

const worldInput = v.strictObject({
  seed: v.exactOptional(v.pipe(text, v.minLength(1))),
  now: v.exactOptional(
    v.pipe(
      text,
      v.check((time) => Date.parse(time) <= lastMoment),
    ),
  ),
  currency: v.exactOptional(v.pipe(text, v.regex(/^[A-Z]{3}$/))),
  name: v.exactOptional(v.pipe(text, v.minLength(1))),
  templates: v.exactOptional(v.array(templateInput)),
  customers: v.exactOptional(v.record(phone, customerInput)),
  limits: v.exactOptional(limitsInput),
  business: v.exactOptional(businessInput),
  delays: v.exactOptional(
    v.strictObject({ sent: v.exactOptional(ms), delivered: v.exactOptional(ms), read: v.exactOptional(ms) }),
  ),
  templateReview: v.exactOptional(v.union([v.literal("manual"), ms])),
});

/** @param file where the world was read from; undefined when a program gave it */
export function invalidWorld(file: string | undefined, place: string, reason: Text): InputError {
  const where = place === "" ? reason : joinTexts([same(place), reason], ": ");
  const stop = (sentence: string): string => (sentence.endsWith(".") ? sentence : `${sentence}.`);
  return new InputError({
    code: "input.bad_world",
    text: {
      en: stop(`The simulated world${file === undefined ? "" : ` in ${file}`} is not valid. ${where.en}`),
      es: stop(`El mundo simulado${file === undefined ? "" : ` de ${file}`} no es válido. ${where.es}`),
    },
    hint: {
      en: "What it may have is listed by: recado simulator start --help",
      es: "Lo que puede contener se ve con: recado simulator start --help",
    },
    data: { ...(file === undefined ? {} : { file }), ...(place === "" ? {} : { path: place }) },
  });
}

/** Checks a world as strictly as the control calls check their bodies. */
export function readWorld(value: unknown, file?: string): SeedWorld {
  if (!isObject(value)) {
    throw invalidWorld(file, "", { en: "It must be an object.", es: "Debe ser un objeto." });
  }
  const result = v.safeParse(worldInput, value);
  if (result.success) return result.output;
  const { place, reason } = explainIssue(result.issues[0]);
  throw invalidWorld(file, place, reason);
}

/** Reads a world from a JSON file. */
export async function readWorldFile(file: string): Promise<SeedWorld> {
  let content: string;
  try {
    content = await readFile(file, "utf8");
  } catch (cause) {
    throw unreadable(file, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw invalidWorld(file, "", {
      en: `It is not JSON: ${cause instanceof Error ? cause.message : "unknown"}.`,
      es: `No es JSON: ${cause instanceof Error ? cause.message : "desconocido"}.`,
    });
  }
  return readWorld(value, file);
}
