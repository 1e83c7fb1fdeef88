import { InputError } from "../../../core/errors.ts";
import { maxRecordCharacters } from "./limits.ts";
import { maxLine } from "./vcard-reader.ts";
import type { ReadingFault } from "./vcard-reader.ts";

const megabytes = (bytes: number): number => bytes / 1024 / 1024;

export function noCards(fileName: string): InputError {
  return new InputError({
    code: "import.no_cards",
    text: {
      en: `${fileName} has no contact cards (vCard) in it.`,
      es: `${fileName} no contiene ninguna tarjeta de contacto (vCard).`,
    },
    hint: {
      en: "export the contacts again, from the phone or the address book",
      es: "exporte de nuevo los contactos, desde el teléfono o la agenda",
    },
    data: { file: fileName },
  });
}

/** @param card which card of the file, from 1 */
export function unreadableCards(fault: ReadingFault, fileName: string, card: number): InputError {
  const data = { file: fileName, card };
  if (fault === "open-card") {
    return new InputError({
      code: "import.open_card",
      text: {
        en: `${fileName} ends in the middle of card ${card}: a part of the file is missing.`,
        es: `${fileName} termina a mitad de la tarjeta ${card}: falta una parte del archivo.`,
      },
      hint: {
        en: "export or copy the file again and import it: nothing has been imported",
        es: "exporte o copie de nuevo el archivo e impórtelo: no se ha importado nada",
      },
      data,
    });
  }
  const limit = megabytes(fault === "long-line" ? maxLine : maxRecordCharacters);
  return new InputError({
    code: "import.record_too_long",
    text:
      fault === "long-line"
        ? {
            en: `${fileName}, card ${card}: a line is longer than ${limit} MB.`,
            es: `${fileName}, tarjeta ${card}: una línea ocupa más de ${limit} MB.`,
          }
        : {
            en: `${fileName}, card ${card}: it holds more than ${limit} MB of text.`,
            es: `${fileName}, tarjeta ${card}: contiene más de ${limit} MB de texto.`,
          },
    hint: {
      en: `delete card ${card} from the file, or shorten it, and import the file again: nothing has been imported`,
      es: `elimine o acorte la tarjeta ${card} e importe de nuevo el archivo: no se ha importado nada`,
    },
    data,
  });
}
