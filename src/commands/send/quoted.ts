import type { Context } from "../../cli/context.ts";
import { InputError } from "../../core/errors.ts";
import { findByWamid, getMessage } from "../../storage/repos/messages.ts";

/** A message that an answer or a reaction is about. */
export interface Quoted {
  readonly wamid: string;
  /** Who it was exchanged with, in E.164, where recado knows the message. */
  readonly customer: string | undefined;
}

/**
 * The message with our id or Meta's. One that recado never saw is taken by its wamid: no listener may have been running.
 * @throws InputError `messages.not_found` for what is neither, or for one that never reached Meta
 */
export async function findQuoted(id: string, option: string, context: Context): Promise<Quoted> {
  const db = await context.db();
  const row = (await getMessage(db, id)) ?? (await findByWamid(db, id));
  const wamid = row?.wamid ?? (id.startsWith("wamid.") ? id : undefined);
  if (wamid !== undefined) return { wamid, customer: row?.customer_phone ?? undefined };
  throw new InputError({
    code: "messages.not_found",
    text: {
      en: `${option} "${id}": there is no such message at Meta.`,
      es: `${option} "${id}": no hay ningún mensaje así en Meta.`,
    },
    hint: {
      en: "Give an id of recado messages list, or a wamid.",
      es: "Indique un id de recado messages list, o un wamid.",
    },
    data: { option },
  });
}
