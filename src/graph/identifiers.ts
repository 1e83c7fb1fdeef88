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

/** Group ids are base64, so that one may end in `=`. */
export function groupId(id: string): string {
  return `${graphId(id.replace(/={1,2}$/, ""), "group_id")}${/={0,2}$/.exec(id)?.[0] ?? ""}`;
}

/**
 * Checks the business-scoped user id of one portfolio: a parent id (`US.ENT.…`) stands for a person in several, and not
 * every call takes it.
 * @param path Where it stands, for the error.
 */
export function ownUserId(userId: string, path: string): string {
  if (/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(userId)) return userId;
  const parent = /^[A-Z]{2}\.ENT\./.test(userId);
  throw new InputError({
    code: parent ? "graph.parent_user_id" : "graph.bad_user_id",
    text: parent
      ? {
          en: `${path} is a parent id (…ENT.…), which does not work here.`,
          es: `${path} es un identificador principal (…ENT.…), que aquí no sirve.`,
        }
      : {
          en: `${path} is not a user id: it has two capital letters, a full stop, and up to 128 letters and digits.`,
          es: `${path} no es un identificador de usuario: lleva dos mayúsculas, un punto y hasta 128 letras y cifras.`,
        },
    hint: {
      en: "Use the user id that your own portfolio's webhooks carry.",
      es: "Use el identificador de usuario que traen los webhooks de su propio portafolio.",
    },
    data: { path },
  });
}
