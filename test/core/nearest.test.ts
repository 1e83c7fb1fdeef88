import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/core/nearest.ts";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["abc", "", 3],
    ["", "abc", 3],
    ["send", "send", 0],
    ["snd", "send", 1],
    ["sendd", "send", 1],
    ["sand", "send", 1],
    ["sned", "send", 1],
    ["kitten", "sitting", 3],
    ["año", "ano", 1],
  ])("%j to %j is %i", (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  it("is symmetric, zero only for equal words, and never more than the longer word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (left, right) => {
        const distance = editDistance(left, right);
        expect(editDistance(right, left)).toBe(distance);
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
});

describe("nearest", () => {
  const names = ["pedido_enviado", "pedido_recibido", "factura_pendiente", "oferta_otono", "hello_world"];

  it.each([
    ["pedido_enviadp", ["pedido_enviado"]],
    ["Pedido-Enviado", ["pedido_enviado"]],
    ["oferta_otoño", ["oferta_otono"]],
    ["pedido", ["pedido_enviado", "pedido_recibido"]],
    ["zzz", []],
    ["", []],
  ])("%j suggests %j", (word, expected) => {
    expect(nearest(word, names)).toEqual(expected);
  });

  it("stops at the limit and names each candidate once", () => {
    expect(nearest("lst", ["list", "last", "list", "lost", "lust"], 2)).toEqual(["last", "list"]);
  });

  it("does not call every short word near", () => {
    expect(nearest("x", ["y", "list"])).toEqual([]);
  });
});
