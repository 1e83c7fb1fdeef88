import type { Text } from "../../core/text.ts";

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
} as const satisfies Record<string, Text>;

export type RowRefusal = keyof typeof rowRefusals;
