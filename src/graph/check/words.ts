/** What the rules say. Each text completes a path, which is masculine in Spanish: "… está vacío". */
import type { Text } from "../../core/text.ts";

export const words = {
  missing: { en: "is missing", es: "falta" },
  empty: { en: "is empty", es: "está vacío" },
  notObject: { en: "must be an object", es: "debe ser un objeto" },
  notList: { en: "must be a list", es: "debe ser una lista" },
  notText: { en: "must be text", es: "debe ser texto" },
  notFlag: { en: "must be true or false", es: "debe ser true o false" },
  notNumber: { en: "must be a number", es: "debe ser un número" },
  notWhole: { en: "must be a whole number", es: "debe ser un número entero" },
  notAddress: {
    en: "must be a web address that begins with https:// or http://",
    es: "debe ser una dirección web que empiece con https:// o http://",
  },
  notJson: {
    en: "holds something that cannot be written as JSON, or is nested too deeply",
    es: "contiene algo que no se puede escribir como JSON o está anidado con demasiados niveles",
  },
  outerSpaces: { en: "must not begin or end with a space", es: "no debe empezar ni terminar con un espacio" },
  characters: {
    en: "contains a line break, a tab, or more than four spaces in a row; Meta refuses those (error 132007)",
    es: "contiene un salto de línea, una tabulación o más de cuatro espacios seguidos; Meta no lo acepta (error 132007)",
  },
  unreadableMember: { en: "has a member that Meta does not know", es: "tiene un miembro que Meta no conoce" },
} as const satisfies Record<string, Text>;

/** Lengths are in characters as a person counts them: an emoji of one code point is one. */
export function tooLong(length: number, limit: number): Text {
  return {
    en: `has ${length} characters; at most ${limit} are allowed`,
    es: `tiene ${length} caracteres; se permiten ${limit} como máximo`,
  };
}

const things = (count: number): Text =>
  count === 1 ? { en: "1 entry", es: "1 elemento" } : { en: `${count} entries`, es: `${count} elementos` };

export function tooMany(count: number, limit: number): Text {
  return {
    en: `has ${things(count).en}; at most ${limit} are allowed`,
    es: `tiene ${things(count).es}; se permiten ${limit} como máximo`,
  };
}

export function tooFew(count: number, least: number): Text {
  return {
    en: `has ${things(count).en}; at least ${least} must be there`,
    es: `tiene ${things(count).es}; debe haber ${least} como mínimo`,
  };
}

export function outside(least: number, most: number): Text {
  return { en: `must be within ${least} and ${most}`, es: `debe estar entre ${least} y ${most}` };
}

export function notOneOf(values: readonly unknown[]): Text {
  const list = values.join(", ");
  return values.length === 1
    ? { en: `must be ${list}`, es: `debe ser ${list}` }
    : { en: `must be one of ${list}`, es: `debe ser uno de ${list}` };
}

export function repeats(path: string): Text {
  return { en: `is the same as ${path}`, es: `es igual que ${path}` };
}

export function unknownMember(near: string | undefined): Text {
  return {
    en: `is not a member that Meta knows here${near === undefined ? "" : `; did you mean ${near}?`}`,
    es: `no es un miembro que Meta conozca aquí${near === undefined ? "" : `; ¿quiso decir ${near}?`}`,
  };
}

export function unsupported(what: string): Text {
  return { en: `cannot be there: ${what} has none`, es: `no puede estar ahí: ${what} no lo lleva` };
}
