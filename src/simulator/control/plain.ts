import { isTooDeep } from "../http/read-body.ts";
import { ControlError } from "./error.ts";

export const notJson = (): ControlError =>
  new ControlError(400, "bad_json", {
    en: "What the control call was given is not valid JSON, or is nested too deeply.",
    es: "Los datos de la llamada de control no son JSON válido, o tienen demasiados niveles.",
  });

/** Refuses what could not come as the body of a call: an object that contains itself, or far too many levels. */
export function refuseUnwritable(given: unknown): void {
  let json: string | undefined;
  try {
    json = JSON.stringify(given);
  } catch {
    throw notJson();
  }
  if (json !== undefined && isTooDeep(json)) throw notJson();
}
