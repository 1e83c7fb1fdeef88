import type { Text } from "./text.ts";

/** Why a text was not read as one telephone number: stable words that reports and scripts may match on. */
export type PhoneRefusal =
  | "phone.empty"
  | "phone.not_a_phone"
  | "phone.scientific"
  | "phone.several"
  | "phone.extension"
  | "phone.no_country"
  | "phone.ambiguous"
  | "phone.invalid";

/** What is wrong and what to mend. None of them repeats the number: reports show it beside the text. */
export const phoneRefusals: Readonly<Record<PhoneRefusal, Text>> = {
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
