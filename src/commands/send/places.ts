import type { InputOf } from "../../cli/input.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { WireContactCard } from "../../graph/wire/messages.ts";
import { readPhone } from "../read-phone.ts";
import { onlyOne, refusedIn, type Asker } from "./ask.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { contactInput, locationInput, reactionInput } from "./kinds.ts";
import { findQuoted } from "./quoted.ts";

/** @throws UsageError for what is no number; where on Earth it may lie, the check of the message knows */
function readDegrees(given: string, option: string): number {
  const degrees = /^-?\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : Number.NaN;
  if (Number.isFinite(degrees)) return degrees;
  throw new UsageError({
    code: "usage.bad_value",
    text: { en: `${option} "${given}" is not a number.`, es: `${option} "${given}" no es un número.` },
    hint: { en: `For example: ${option} -12.0464`, es: `Por ejemplo: ${option} -12.0464` },
    data: { option, value: given },
  });
}

/** In the range that its kind has; what was typed is checked with the whole message. */
async function askDegrees(
  typed: string | undefined,
  option: "--latitude" | "--longitude",
  message: Text,
  ask: Asker,
): Promise<number> {
  return ask.read(typed, { message, option }, (given) => {
    const degrees = readDegrees(given, option);
    const most = option === "--latitude" ? 90 : 180;
    if (typed !== undefined || Math.abs(degrees) <= most) return degrees;
    throw new UsageError({
      code: "usage.bad_value",
      text: { en: `It must be within -${most} and ${most}.`, es: `Debe estar entre -${most} y ${most}.` },
      data: { option },
    });
  });
}

export const location = freeForm<InputOf<typeof locationInput> & FreeFormInput>(async (input, _context, ask) => {
  const { latitude, longitude, name, address } = input;
  const place = {
    latitude: await askDegrees(latitude, "--latitude", { en: "Latitude?", es: "¿Latitud?" }, ask),
    longitude: await askDegrees(longitude, "--longitude", { en: "Longitude?", es: "¿Longitud?" }, ask),
  };
  const words = { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
  return { content: () => ({ type: "location", location: { ...place, ...words } }) };
});

export const contact = freeForm<InputOf<typeof contactInput> & FreeFormInput>(async (input, context, ask) => {
  const name = await ask.text(input.contactName, {
    message: { en: "Whose card is it?", es: "¿De quién es la tarjeta?" },
    option: "--contact-name",
  });
  const given = input.contactPhone.length > 0 ? input.contactPhone : [undefined];
  const phones: string[] = [];
  for (const phone of given) {
    const question = { message: { en: "Which number is on it?", es: "¿Qué número lleva?" }, option: "--contact-phone" };
    phones.push(await ask.read(phone, question, async (one) => readPhone(one, "--contact-phone", context)));
  }
  const { contactEmail, company } = input;
  const card: WireContactCard = {
    // Meta wants one more part beside the whole name: the card's reader sees the whole.
    name: { formatted_name: name, first_name: name },
    // With its id at WhatsApp the card has a button to write to them.
    phones: phones.map((phone) => ({ phone, wa_id: phone.slice(1) })),
    ...(contactEmail.length === 0 ? {} : { emails: contactEmail.map((email) => ({ email })) }),
    ...(company === undefined ? {} : { org: { company } }),
  };
  return { content: () => ({ type: "contacts", contacts: [card] }) };
});

const emojiRefused = refusedIn("reaction.emoji", (emoji) => ({
  type: "reaction",
  reaction: { message_id: "wamid.1", emoji },
}));

type ReactionInput = InputOf<typeof reactionInput> & Omit<FreeFormInput, "replyTo">;

const react = freeForm<ReactionInput & FreeFormInput>(async (input, context, ask) => {
  const removed = onlyOne("<emoji>", input.emoji, "--remove", input.remove ? "" : undefined);
  const which = { message: { en: "To which message (id or wamid)?", es: "¿A qué mensaje (id o wamid)?" } };
  const about = await ask.read(input.message, { ...which, option: "--message" }, async (id) =>
    findQuoted(id, "--message", context),
  );
  const emoji = await ask.text(removed, {
    message: { en: "Which emoji?", es: "¿Qué emoji?" },
    option: "<emoji>",
    check: emojiRefused,
  });
  return { about, content: () => ({ type: "reaction", reaction: { message_id: about.wamid, emoji } }) };
});

export const reaction = async (input: ReactionInput, context: Parameters<typeof react>[1]): ReturnType<typeof react> =>
  react({ ...input, replyTo: undefined }, context);
