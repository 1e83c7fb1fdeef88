import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { findByWamid, getMessage } from "../../storage/repos/messages.ts";
import type { readInput } from "./index.ts";

/** Which message at Meta, on which number. One that recado did not see is taken by its wamid. */
async function target(id: string, context: Context): Promise<{ wamid: string; phoneNumberId: string }> {
  const db = await context.db();
  const row = (await getMessage(db, id)) ?? (await findByWamid(db, id));
  if (row?.direction === "in" && row.wamid !== null) {
    return { wamid: row.wamid, phoneNumberId: row.phone_number_id };
  }
  if (row === undefined && id.startsWith("wamid.")) {
    return { wamid: id, phoneNumberId: requireSetting(await context.settings(), "phoneNumberId") };
  }
  throw new InputError({
    code: row === undefined ? "messages.not_found" : "messages.not_received",
    text:
      row === undefined
        ? { en: `There is no message "${id}" here.`, es: `Aquí no hay ningún mensaje "${id}".` }
        : { en: "Only a message that came in can be read.", es: "Solo se puede leer un mensaje recibido." },
    hint: {
      en: "List them with: recado messages list --direction in",
      es: "Consúltelos con: recado messages list --direction in",
    },
  });
}

const showsTyping: Text = {
  en: 'The customer sees "typing…" for 25 seconds, or until you answer.',
  es: 'El cliente ve "escribiendo…" durante 25 segundos o hasta que usted responda.',
};
const wouldShowTyping: Text = {
  en: 'The customer would see "typing…" for 25 seconds, or until you answer.',
  es: 'El cliente vería "escribiendo…" durante 25 segundos o hasta que usted responda.',
};

export async function run(input: InputOf<typeof readInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const { wamid, phoneNumberId } = await target(input.id, context);
  const { typing, dryRun } = input;
  if (!dryRun) {
    const { messages } = await context.graph();
    await messages.markAsRead(phoneNumberId, wamid, { typing, signal: context.signal });
  }
  return view({
    data: { dryRun, read: { wamid, typing } },
    rows: [{ wamid, typing, dryRun }],
    blocks: [
      line(
        dryRun
          ? { en: "Would mark it as read.", es: "Se marcaría como leído." }
          : { en: "Marked as read.", es: "Marcado como leído." },
      ),
      ...(typing ? [line(dryRun ? wouldShowTyping : showsTyping)] : []),
    ],
  });
}
