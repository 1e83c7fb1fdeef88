import type { Cell } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import { methodWord as commonMethodWord } from "../words.ts";

const methods: Readonly<Record<string, Text>> = {
  operator: { en: "noted by hand", es: "anotado a mano" },
};

/** How a consent was given, as tables say it. */
export function methodWord(method: string): Text {
  return (Object.hasOwn(methods, method) ? methods[method] : undefined) ?? commonMethodWord(method);
}

const actions: Readonly<Record<string, Text>> = {
  granted: { en: "agreed", es: "aceptó" },
  withdrawn: { en: "withdrew", es: "se dio de baja" },
  declined: { en: "said no", es: "dijo que no" },
};

/** An instant as tables say it; a day that was given without an hour is no midnight. @param iso with milliseconds */
export function whenCell(iso: string): string {
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " ");
}

export function actionCell(action: string): Cell {
  const text = (Object.hasOwn(actions, action) ? actions[action] : undefined) ?? action;
  return { text, tone: action === "granted" ? "good" : action === "withdrawn" ? "bad" : "warn" };
}
