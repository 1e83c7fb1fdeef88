/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media */
import { exactlyOne } from "./cross.ts";
import { flag, shape, text, webAddress, type Rule, type Shape } from "./rules.ts";

/** A file: uploaded before, or at an address, with members of its kind. */
export function media(others: Shape = {}): Rule {
  return shape({ id: text(), link: webAddress, ...others }, (value, path, findings) =>
    exactlyOne(value, path, "id", "link", findings),
  );
}

const caption = text({ max: 1024, least: 0 });
export const filename = text();

export const mediaRules = {
  image: media({ caption }),
  video: media({ caption }),
  document: media({ caption, filename }),
  audio: media({ voice: flag }),
  sticker: media(),
} as const satisfies Record<string, Rule>;
