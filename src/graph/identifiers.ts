import { InputError } from "../core/errors.ts";

/**
 * Checks an id before it becomes part of a path: Graph's ids are digits or base64-like words, so anything else is a slip
 * (or an attempt to reach another path) and is refused before a byte leaves.
 */
export function graphId(id: string, name: string): string {
  if (/^[\w-]{1,256}$/.test(id)) return id;
  const shown = JSON.stringify(id.slice(0, 40));
  throw new InputError({
    code: "graph.bad_id",
    text: {
      en: `${shown} cannot be used as ${name}: an id has only letters, digits, "_" and "-".`,
      es: `${shown} no sirve como ${name}: un identificador solo lleva letras, números, "_" y "-".`,
    },
    hint: {
      en: "Copy the id from WhatsApp Manager, without spaces or slashes.",
      es: "Copie el identificador desde el Administrador de WhatsApp, sin espacios ni barras.",
    },
    data: { name },
  });
}
