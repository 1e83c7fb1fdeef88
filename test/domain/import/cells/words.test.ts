import { describe, expect, it } from "vitest";
import { readPurposes } from "../../../../src/domain/import/cells/purposes.ts";
import { readOptOut, readState, readYesNo } from "../../../../src/domain/import/cells/words.ts";

describe("answers", () => {
  it.each([
    ["yes", ["Sí", "si", "S", "SIM", "Yes", "TRUE", "Verdadero", "1", "x", "✓", "✔️", "Acepto", "opt-in"]],
    ["no", ["No", "n", "NÃO", "false", "Falso", "0", "opt-out", "Baja", "✗", "unsubscribed"]],
    ["blank", ["", "  ", "-", "—"]],
    ["unreadable", ["quizás", "pendiente", "sí, pero no", "25/03/2025", "2"]],
  ])("%s", (answer, cells) => {
    expect(cells.map((cell) => [cell, readYesNo(cell)])).toEqual(cells.map((cell) => [cell, answer]));
  });

  it.each([
    ["yes", ["Sí", "x", "1", "✓", "Baja", "de baja", "Unsubscribed", "opt-out", "no acepta"]],
    ["no", ["No", "0", "✗", "suscrito", "Subscribed", "acepta"]],
    ["blank", ["", "-"]],
    ["unreadable", ["quizás", "25/03/2025"]],
  ])("%s, where a column asks who opted out", (answer, cells) => {
    expect(cells.map((cell) => [cell, readOptOut(cell)])).toEqual(cells.map((cell) => [cell, answer]));
  });

  it("purposes in three languages, and nothing when one of them is unknown", () => {
    expect(readPurposes("Avisos, publicidad")).toEqual(["utility", "marketing"]);
    expect(readPurposes("códigos y atención")).toEqual(["authentication", "service"]);
    expect(readPurposes("utility+service+utility")).toEqual(["utility", "service"]);
    expect(readPurposes("")).toEqual([]);
    expect(readPurposes("avisos, sorteos")).toBeUndefined();
  });

  it("our own exports name the state that a consent was in", () => {
    expect(["granted", "withdrawn", "declined", "unknown", "", " granted ", "sí", "quizás"].map(readState)).toEqual([
      "yes",
      "withdrawn",
      "no",
      "blank",
      "blank",
      "yes",
      "yes",
      "unreadable",
    ]);
  });
});
