import type { Text } from "../../core/text.ts";
import type { TemplateVariable, VariableKind } from "./variables.ts";

/** Why one value, or the lack of it, keeps a template from being sent. `code` is stable. */
export interface ValueProblem {
  readonly code:
    | "template.missing_value"
    | "template.unknown_value"
    | "template.too_many_values"
    | "template.value_given_twice"
    | "template.empty_value"
    | "template.bad_characters"
    | "template.value_too_long"
    | "template.wrong_header"
    | "template.bad_time";
  /** The variable's key, or the key as it was given. */
  readonly key?: string;
  readonly text: Text;
}

/** Meta's limits, in characters. */
export const limits = {
  header: 60,
  body: 1024,
  /** The filled body of a template that has nothing but a body. */
  bodyAlone: 32_768,
  buttonUrl: 2000,
  payload: 256,
  /** Meta's own pages differ (15 or 20): the larger one is checked here, the smaller one by Meta. */
  couponCode: 20,
  oneTimeCode: 15,
} as const;

/** Characters as a person counts them, so that an emoji is not two. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

const lengthLimits: Partial<Record<VariableKind, number>> = {
  code: limits.oneTimeCode,
  "coupon-code": limits.couponCode,
  payload: limits.payload,
};

/** File endings that Meta takes for a kind of header. Documents may have any. */
const endings: Partial<Record<VariableKind, readonly string[]>> = {
  image: ["jpg", "jpeg", "png"],
  video: ["mp4", "3gp", "3gpp"],
};
const tellingEndings = new Set("jpg jpeg png gif webp mp4 3gp 3gpp mov avi mp3 ogg pdf".split(" "));

function linkProblem(variable: TemplateVariable, value: string): ValueProblem | undefined {
  const { key } = variable;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    return {
      code: "template.wrong_header",
      key,
      text: {
        en: `"${key}" must be a public address that begins with https://.`,
        es: `"${key}" debe ser una dirección pública que empiece con https://.`,
      },
    };
  }
  const ending = /\.([a-z0-9]+)$/i.exec(url.pathname)?.[1]?.toLowerCase();
  const wanted = endings[variable.kind];
  // An address without a telling ending may still be the right kind: Meta looks at what it downloads.
  if (wanted === undefined || ending === undefined || !tellingEndings.has(ending) || wanted.includes(ending)) {
    return undefined;
  }
  const list = wanted.map((name) => `.${name}`).join(", ");
  return {
    code: "template.wrong_header",
    key,
    text: {
      en: `"${key}" is a .${ending} file; this template's header takes ${list}.`,
      es: `"${key}" es un archivo .${ending}; el encabezado de esta plantilla acepta ${list}.`,
    },
  };
}

/** Reads `19.4326,-99.1332` (degrees); undefined when it is not a place on Earth. */
export function parseLocation(value: string): { latitude: string; longitude: string } | undefined {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(value);
  const [, latitude, longitude] = match ?? [];
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180 ? { latitude, longitude } : undefined;
}

/** Reads `<catalog id>/<product id>`; undefined when it has another form. */
export function parseProduct(value: string): { catalog: string; product: string } | undefined {
  const [, catalog, product] = /^\s*(\d+)\s*\/\s*(\S.*?)\s*$/.exec(value) ?? [];
  return catalog === undefined || product === undefined ? undefined : { catalog, product };
}

function productProblem({ key }: TemplateVariable, value: string): ValueProblem | undefined {
  if (parseProduct(value) !== undefined) return undefined;
  return {
    code: "template.wrong_header",
    key,
    text: {
      en: `"${key}" must be a catalog's id and a product's, such as 77/mug-blue.`,
      es: `"${key}" debe ser el id de un catálogo y el de un producto, por ejemplo 77/taza-azul.`,
    },
  };
}

/** Reads an ISO time with its zone, or milliseconds since 1970, as milliseconds; undefined when it is neither. */
export function parseInstant(value: string): number | undefined {
  const text = value.trim();
  if (/^\d{13}$/.test(text)) return Number(text);
  const hasZone = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const at = hasZone ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function instantProblem({ key }: TemplateVariable, value: string): ValueProblem | undefined {
  if (parseInstant(value) !== undefined) return undefined;
  return {
    code: "template.bad_time",
    key,
    text: {
      en: `"${key}" must be a time such as 2026-12-24T18:00:00-05:00.`,
      es: `"${key}" debe ser un momento, por ejemplo 2026-12-24T18:00:00-05:00.`,
    },
  };
}

function locationProblem({ key }: TemplateVariable, value: string): ValueProblem | undefined {
  if (parseLocation(value) !== undefined) return undefined;
  return {
    code: "template.wrong_header",
    key,
    text: {
      en: `"${key}" must be latitude and longitude in degrees, such as 19.4326,-99.1332.`,
      es: `"${key}" debe ser latitud y longitud en grados, por ejemplo 19.4326,-99.1332.`,
    },
  };
}

function charactersProblem({ key, kind }: TemplateVariable, value: string): ValueProblem | undefined {
  if (kind === "payload") return undefined;
  if ((kind === "url-suffix" || kind === "code") && /\s/.test(value)) {
    return {
      code: "template.bad_characters",
      key,
      text: { en: `"${key}" must not contain spaces.`, es: `"${key}" no debe contener espacios.` },
    };
  }
  if (!/[\n\r\t]| {5}/.test(value)) return undefined;
  return {
    code: "template.bad_characters",
    key,
    text: {
      en: `"${key}" contains a line break, a tab, or more than four spaces in a row; Meta refuses those.`,
      es: `"${key}" contiene un salto de línea, una tabulación o más de cuatro espacios seguidos; Meta no lo acepta.`,
    },
  };
}

/**
 * What Meta would refuse in one value, before it is asked (its error 132007 and others); undefined when nothing is wrong.
 * Limits on the filled text as a whole are checked by `composeTemplate`.
 */
export function valueProblem(variable: TemplateVariable, value: string): ValueProblem | undefined {
  const { key, kind } = variable;
  if (value.trim() === "") {
    return {
      code: "template.empty_value",
      key,
      text: {
        en: `"${key}" is empty; Meta refuses empty values.`,
        es: `"${key}" está vacío; Meta no acepta valores vacíos.`,
      },
    };
  }
  if (kind === "image" || kind === "video" || kind === "document") return linkProblem(variable, value);
  if (kind === "location") return locationProblem(variable, value);
  if (kind === "product") return productProblem(variable, value);
  if (kind === "expiration") return instantProblem(variable, value);
  const limit = lengthLimits[kind];
  if (limit !== undefined && lengthOf(value) > limit) {
    return {
      code: "template.value_too_long",
      key,
      text: {
        en: `"${key}" has ${lengthOf(value)} characters; at most ${limit} are allowed.`,
        es: `"${key}" tiene ${lengthOf(value)} caracteres; se permiten ${limit} como máximo.`,
      },
    };
  }
  return charactersProblem(variable, value);
}
