import type { Text } from "../../../core/text.ts";
import type { Column } from "../mapping/columns.ts";

/** Why a row is left out, apart from its phone number (`core/phone`). */
export const rowRefusals = {
  "row.extra_cells": {
    en: "this row has more cells than there are columns: a separator is inside a cell without quotation marks",
    es: "esta fila tiene más celdas que columnas: hay un separador dentro de una celda sin comillas",
  },
  "row.bad_quotes": {
    en: "the quotation marks of this row are wrong, so that its cells cannot be told apart",
    es: "las comillas de esta fila están mal puestas y no se pueden distinguir sus celdas",
  },
  "row.bad_card": {
    en: "a line of this card cannot be read",
    es: "una línea de esta tarjeta no se puede leer",
  },
  "row.bad_json": {
    en: "this line is not a JSON object",
    es: "esta línea no es un objeto JSON",
  },
  "phone.several_numbers": {
    en: "this contact has several numbers and nothing says which one is on WhatsApp: keep one, or choose a column with --map phone=…",
    es: "este contacto tiene varios números y nada indica cuál está en WhatsApp: deje uno solo o elija una columna con --map phone=…",
  },
  "user_id.unreadable": {
    en: "this is not one of Meta's user ids: they look like US.90817263544536271819",
    es: "no es un identificador de usuario de Meta: tienen la forma US.90817263544536271819",
  },
  "country.unknown": {
    en: "this country is not known: write its name, its two-letter code (ES) or its calling code (+34)",
    es: "no se reconoce este país: escriba su nombre, sus dos letras (ES) o su código de país (+34)",
  },
  "consent.unreadable": {
    en: "this is neither a yes nor a no: write yes or no, or leave it blank",
    es: "no es ni un sí ni un no: escriba sí o no, o déjelo en blanco",
  },
  "consent.purpose_unknown": {
    en: "this is not a purpose: write marketing, utility, authentication or service, separated by commas",
    es: "no es una finalidad: escriba marketing, avisos, códigos o atención, separadas por comas",
  },
  "consent.date_unreadable": {
    en: "this is not a date: write it as 2025-03-25",
    es: "no es una fecha: escríbala como 2025-03-25",
  },
  "consent.date_serial": {
    en: "this is a spreadsheet's inner number for a date: format the column as a date and export the list again",
    es: "es el número interno con que la hoja de cálculo guarda una fecha: dé formato de fecha a la columna y exporte de nuevo la lista",
  },
  "consent.date_ambiguous": {
    en: "day and month can be read either way: write the date as 2025-03-25, or say which country the list is from",
    es: "el día y el mes se pueden leer de dos maneras: escriba la fecha como 2025-03-25 o indique de qué país es la lista",
  },
  "consent.date_in_future": {
    en: "this date has not come yet: nobody can have agreed then",
    es: "esta fecha aún no ha llegado: nadie puede haber aceptado ese día",
  },
  "consent.evidence_unreadable": {
    en: "this does not say where the proof is: write a link, sha256: with 64 digits, or a file below the list's folder (proofs/ana.pdf)",
    es: "no indica dónde está la prueba: escriba un enlace, sha256: con 64 cifras o un archivo dentro de la carpeta de la lista (pruebas/ana.pdf)",
  },
  "consent.evidence_missing": {
    en: "this file of proof is not beside the list: put it there, or correct its name",
    es: "este archivo de prueba no está junto a la lista: póngalo ahí o corrija su nombre",
  },
  "consent.missing": {
    en: "nothing in this row or about the file says that this person agreed (--require-consent)",
    es: "nada en esta fila ni sobre el archivo indica que esta persona haya aceptado (--require-consent)",
  },
  "contact.erased": {
    en: "this person was erased at their request and is not to be contacted",
    es: "los datos de esta persona se borraron a petición suya y no se la debe contactar",
  },
  "contact.two_people": {
    en: "this number and this user id are two contacts: merge them (recado contacts merge) or correct the row",
    es: "este número y este identificador de usuario son dos contactos: únalos (recado contacts merge) o corrija la fila",
  },
  "row.cell_too_long": {
    en: "this cell holds more than 10,000 characters: something else was put into it",
    es: "esta celda tiene más de 10 000 caracteres: se le puso otra cosa",
  },
  "username.unreadable": {
    en: "this is not a WhatsApp user name: 3 to 35 of a–z, 0–9, . and _",
    es: "no es un nombre de usuario de WhatsApp: de 3 a 35 caracteres entre a–z, 0–9, . y _",
  },
} as const satisfies Record<string, Text>;

export type RowRefusal = keyof typeof rowRefusals;

/** The cell for which a row is left out, and why. */
export interface CellRefusal {
  readonly column: Column;
  readonly code: RowRefusal;
}
