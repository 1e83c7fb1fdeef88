import { purposeOfWord } from "../cells/purposes.ts";
import { plainWords } from "../cells/words.ts";
import type { ImportField } from "./fields.ts";
import {
  aboutConsent,
  againstConsent,
  besideConsent,
  besidePhone,
  consentWords,
  phoneWords,
  phrasesAboutConsent,
  utilityWords,
  wholeHeaders,
} from "./header-words.ts";

// `Fecha de baja` may be empty for most, and `Motivo de baja` is no answer: only what can be answered with yes or no.
const optOut = new RegExp(
  "^(?:se dio de |dad[oa] de |de )?bajas?$|^opt(?:ed)? ?out$|^unsubscribed?$|^(?:desuscrit|desinscrit|descadastrad)[oa]s?$|" +
    "^no contactar$|^nao contatar$|^do not contact$|^no molestar$|^nao perturbe$|^nao perturbar$|^do not disturb$|^dnd$|^dnc$|" +
    "^(?:lista )?robinson$|^bloquead[oa]s?$|^blocked$|^no enviar(?: mensajes)?$|^nao enviar(?: mensagens)?$|^do not (?:send|message|text)$|" +
    "^no desea (?:mensajes|contacto|ser contactad[oa])$|^no quiere mensajes$",
);
/** `Baja WhatsApp`, `WhatsApp opt-out`: for the channel that this is about. */
const channel = /^(?:whatsapp|wa) | (?:de |del |en |do |no |from |on )?(?:whatsapp|wa)$/;

/** `No acepta mensajes`, but not `Acepta (sí/no)`. */
function isDenied(words: readonly string[]): boolean {
  if (words.some((word) => againstConsent.has(word))) return true;
  const last = words.findLastIndex((word) => consentWords.has(word));
  return words.slice(0, last).some((word) => word === "no" || word === "nao");
}

function guessConsent(words: readonly string[]): ImportField | undefined {
  if (!words.some((word) => consentWords.has(word)) || isDenied(words)) return undefined;
  const rest = words.filter((word) => !consentWords.has(word));
  const phrase = rest.join(" ");
  const about =
    phrasesAboutConsent.find(([, said]) => said.test(phrase)) ??
    aboutConsent.find(([, said]) => rest.some((word) => said.has(word)));
  if (about !== undefined) return about[0];
  for (const word of rest) {
    if (utilityWords.has(word)) return "consent_utility";
    const purpose = purposeOfWord(word);
    if (purpose !== undefined) return purpose === "utility" ? "consent_notices" : `consent_${purpose}`;
  }
  // `Acepta tarjeta` is about something else.
  return rest.every((word) => besideConsent.has(word)) ? "consent" : undefined;
}

function guessPlain(key: string): ImportField | undefined {
  const known = wholeHeaders.get(key);
  if (known !== undefined) return known;
  if (optOut.test(key.replace(channel, ""))) return "opt_out";
  const words = key.split(" ");
  const isPhone = words.some((word) => phoneWords.has(word));
  if (isPhone && words.every((word) => phoneWords.has(word) || besidePhone.has(word))) return "phone";
  return guessConsent(words);
}

/** What a column holds, by its header in Spanish, Portuguese or English; `custom` when the header says nothing to us. */
export function guessField(header: string): ImportField {
  // `phoneNumber`, as programs write it, after the words as they stand: `WhatsApp` is one.
  const apart = header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return guessPlain(plainWords(header)) ?? guessPlain(plainWords(apart)) ?? "custom";
}
