import type { Text } from "./text.ts";

/** Why a text was not read as one telephone number: stable words that reports and scripts may match on. */
export type PhoneRefusal =
  | "phone.empty"
  | "phone.not_a_phone"
  | "phone.scientific"
  | "phone.several"
  | "phone.extension"
  | "phone.internal_id"
  | "phone.user_id"
  | "phone.no_country"
  | "phone.ambiguous"
  | "phone.invalid";

export interface RefusedPhone {
  readonly ok: false;
  readonly code: PhoneRefusal;
  /** What is wrong and what to mend; never repeats the number. */
  readonly text: Text;
}

/** What is wrong and what to mend. None of them repeats the number: reports show it beside the text. */
const phoneRefusals: Readonly<Record<PhoneRefusal, Text>> = {
  "phone.empty": { en: "there is no phone number", es: "no hay número de teléfono" },
  "phone.not_a_phone": {
    en: "this is not a phone number: leave only digits, spaces and the +",
    es: "no es un número de teléfono: deje solo cifras, espacios y el +",
  },
  "phone.scientific": {
    en: "the spreadsheet has cut this number short and the lost digits cannot be recovered: format the column as text and enter the number again",
    es: "la hoja de cálculo ha recortado este número y las cifras perdidas no se pueden recuperar: dé formato de texto a la columna y escriba de nuevo el número",
  },
  "phone.several": {
    en: "there is more than one phone number: keep the one to write to",
    es: "hay más de un número de teléfono: deje solo aquel al que se va a escribir",
  },
  "phone.extension": {
    en: "a number with an extension cannot receive messages: enter a direct number",
    es: "un número con extensión no puede recibir mensajes: indique un número directo",
  },
  "phone.internal_id": {
    en: "this is an internal id of WhatsApp (@lid), not a phone number, and no number can be worked out from it: enter the person's number",
    es: "es un identificador interno de WhatsApp (@lid), no un número de teléfono, y de él no se puede obtener el número: escriba el de la persona",
  },
  "phone.user_id": {
    en: "this is a WhatsApp user id, not a phone number: put it in a column named user_id",
    es: "es un identificador de usuario de WhatsApp, no un número de teléfono: póngalo en una columna llamada user_id",
  },
  "phone.no_country": {
    en: "the country is missing: write the number with + and the country code",
    es: "falta el país: escriba el número con + y el código de país",
  },
  "phone.ambiguous": {
    en: "this can be read as two different numbers: write it with + and the country code",
    es: "se puede leer como dos números distintos: escríbalo con + y el código de país",
  },
  "phone.invalid": {
    en: "no such phone number can exist: check the digits, the area code and the country code",
    es: "no puede existir un número de teléfono así: revise las cifras, el código de área y el código de país",
  },
};

/** Says more than "invalid" where the length alone tells what happened. */
export const wrongLength: Readonly<Record<"short" | "long", Text>> = {
  short: {
    en: "digits are missing: check the number and its area code",
    es: "faltan cifras: revise el número y su código de área",
  },
  long: {
    en: "there are too many digits: check the number (one from another country needs a + in front)",
    es: "sobran cifras: revise el número (si es de otro país, necesita un + delante)",
  },
};

/** Says more than "scientific" where the spreadsheet left no E, but zeros. */
export const endsInZeros: Text = {
  en: "so many zeros at the end are what a spreadsheet leaves of a number that it cut short: enter the number again, with a + in front if the zeros are its own",
  es: "tantos ceros al final son lo que deja una hoja de cálculo cuando recorta un número: escríbalo de nuevo, con un + delante si los ceros son suyos",
};

/** Says more than "ambiguous" where the country is not what is in doubt: "+39 (0)393…". */
export const zeroInDoubt: Text = {
  en: "with and without the (0) these are two different numbers: write it as it is dialled from abroad, without brackets",
  es: "con el (0) y sin él son dos números distintos: escríbalo como se marca desde el extranjero, sin paréntesis",
};

/** Says more than "ambiguous" when the two numbers are of two countries. */
export function eitherCountry(one: Text, other: Text): Text {
  return {
    en: `this can be read as two different numbers (${one.en} or ${other.en}): write it with + and the country code`,
    es: `se puede leer como dos números distintos (${one.es} o ${other.es}): escríbalo con + y el código de país`,
  };
}

/** Says more than "invalid" when the digits are a whole number of another country. */
export function fromElsewhere(country: Text, elsewhere: Text): Text {
  return {
    en: `this is no number of the country that was given (${country.en}); with a + in front it is one of another (${elsewhere.en}): write it so if that is meant`,
    es: `no es un número del país indicado (${country.es}); con un + delante es de otro (${elsewhere.es}): escríbalo así si se trata de ese`,
  };
}

/** A refusal with the usual words of its code, or with better ones. */
export function refusePhone(code: PhoneRefusal, text: Text = phoneRefusals[code]): RefusedPhone {
  return { ok: false, code, text };
}
