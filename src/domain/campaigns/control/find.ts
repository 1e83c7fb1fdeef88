import { InputError } from "../../../core/errors.ts";
import { readRef } from "../../../core/ids.ts";
import { nearest } from "../../../core/nearest.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Queryable } from "../../../storage/database.ts";
import { findCampaignByName, getCampaign, listCampaigns } from "../../../storage/repos/campaigns.ts";
import type { CampaignRow } from "../../../storage/rows.ts";

/**
 * The campaign with this name, or with this id (`cam_3`), which those without a name have too.
 *
 * @param phoneNumberId whose names are looked through
 * @throws InputError `campaigns.not_found`
 */
export async function requireCampaign(
  db: Queryable,
  phoneNumberId: string | undefined,
  given: string,
): Promise<CampaignRow> {
  const name = given.normalize("NFC").trim().replace(/\s+/g, " ");
  const named = phoneNumberId === undefined ? undefined : await findCampaignByName(db, phoneNumberId, name);
  if (named !== undefined) return named;
  const id = readRef("cam", name);
  const numbered = id === undefined ? undefined : await getCampaign(db, id);
  if (numbered !== undefined) return numbered;
  const known = phoneNumberId === undefined ? [] : await listCampaigns(db, { phoneNumberId, limit: 1_000 });
  throw notFound(
    given,
    nearest(
      name,
      known.flatMap(({ name }) => name ?? []),
    ),
  );
}

function notFound(given: string, near: readonly string[]): InputError {
  const shown = cleanLine(given);
  const names = near.map((name) => `"${name}"`).join(", ");
  return new InputError({
    code: "campaigns.not_found",
    text: { en: `There is no campaign "${shown}".`, es: `No hay ninguna campaña "${shown}".` },
    hint:
      near.length === 0
        ? { en: "See: recado campaigns list", es: "Consulte: recado campaigns list" }
        : { en: `Did you mean ${names}?`, es: `¿Quiso decir ${names}?` },
    data: { campaign: given, near },
  });
}
