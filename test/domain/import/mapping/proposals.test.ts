import { describe, expect, it } from "vitest";
import { proposeMapping } from "../../../../src/domain/import/mapping/proposals.ts";

const rows = [
  ["Ana", "600 000 012", "25/03/2025", "sí", "17", "\u001b[31mrojo\u001b[0m"],
  ["Bruno", "600 000 013", "2025-03-26", "no", "18", "azul"],
  ["Carla", "+34 600 000 014", "", "", "17", "azul"],
  ["Dora", "600000015", "27 mar 2025", "x", "19", ""],
  ["Elio", "no tiene", "28/3/2025", "sí", "20", ""],
  ["Fina", "600000017", "29/3/2025", "no", "21", ""],
  ["Gil"],
];

describe("what the columns of a list may hold", () => {
  it("is said by their names, else by their cells, else by nothing", () => {
    const proposals = proposeMapping(["Nombre", "Dato", "Desde", "Promo", "Nº", "Color"], rows);
    expect(proposals.map(({ header, field, sure, looks }) => [header, field, sure, looks])).toEqual([
      ["Nombre", "name", "header", null],
      ["Dato", "phone", "cells", "phones"],
      ["Desde", "custom", "nothing", "dates"],
      ["Promo", "custom", "nothing", "answers"],
      ["Nº", "custom", "nothing", null],
      ["Color", "custom", "nothing", null],
    ]);
  });

  it("shows some different values, made safe", () => {
    const [name, , , answers, , colour] = proposeMapping(["Nombre", "Dato", "Desde", "Promo", "Nº", "Color"], rows);
    expect(name?.samples).toEqual(["Ana", "Bruno", "Carla", "Dora", "Elio"]);
    expect(answers?.samples).toEqual(["sí", "no", "x"]);
    expect(colour?.samples).toEqual(["rojo", "azul"]);
    expect(proposeMapping(["A"], [["x".repeat(500)]])[0]?.samples[0]).toHaveLength(40);
  });

  it("a column that is called the phone is no rival of one that only looks like it", () => {
    const proposals = proposeMapping(["Celular", "Dato"], [["600 000 012", "600 000 013"]]);
    expect(proposals.map(({ field, sure }) => [field, sure])).toEqual([
      ["phone", "header"],
      ["custom", "nothing"],
    ]);
  });

  it("of an empty list is what its header says", () => {
    expect(proposeMapping(["Celular", ""], [])).toEqual([
      { place: 0, header: "Celular", field: "phone", sure: "header", looks: null, samples: [] },
      { place: 1, header: "", field: "custom", sure: "nothing", looks: null, samples: [] },
    ]);
  });
});
