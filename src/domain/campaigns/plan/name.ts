import { UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";

const longest = 60;
const pattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._-]*$/u;

/**
 * A campaign's name as it is kept: 1 to 60 letters, digits, spaces, `.`, `-` and `_`, that begins with a letter or a digit and is no
 * id (`cam_3` is the third campaign, whatever its name).
 *
 * @throws UsageError `usage.bad_campaign_name`
 */
export function readCampaignName(given: string): string {
  const name = given.normalize("NFC").trim().replace(/\s+/g, " ");
  if (pattern.test(name) && Array.from(name).length <= longest && !/^cam_\d+$/i.test(name)) return name;
  const shown = cleanLine(given).slice(0, longest);
  throw new UsageError({
    code: "usage.bad_campaign_name",
    text: {
      en: `"${shown}" is no name for a campaign.`,
      es: `"${shown}" no sirve como nombre de una campaña.`,
    },
    hint: {
      en: `Use 1 to ${longest} letters, digits, spaces, ".", "-" or "_", such as spring-sale. Not cam_ and a number.`,
      es: `Use de 1 a ${longest} letras, cifras, espacios, ".", "-" o "_", como oferta-primavera. No cam_ y un número.`,
    },
    data: { option: "<name>" },
  });
}
