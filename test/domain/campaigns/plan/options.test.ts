import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMaxCost } from "../../../../src/domain/campaigns/plan/budget.ts";
import { readCampaignName } from "../../../../src/domain/campaigns/plan/name.ts";
import { hasOptOutButton } from "../../../../src/domain/campaigns/plan/opt-out-button.ts";
import { isThisMachine } from "../../../../src/core/this-machine.ts";
import { readMaxFailures, readRate } from "../../../../src/domain/campaigns/plan/rate.ts";
import { formatMicros } from "../../../../src/core/money.ts";

describe("a ceiling", () => {
  it.each([
    ["50 USD", 50_000_000],
    ["50USD", 50_000_000],
    ["usd 50", 50_000_000],
    ["50,00 USD", 50_000_000],
    ["50,5 USD", 50_500_000],
    ["49.90 USD", 49_900_000],
    ["0.5 USD", 500_000],
    ["1,250.50 USD", 1_250_500_000],
    ["1.250,50 USD", 1_250_500_000],
    ["1 250 USD", 1_250_000_000],
    ["1'250.5 USD", 1_250_500_000],
    ["1.250.000 USD", 1_250_000_000_000],
    ["0.1234 USD", 123_400],
  ])("reads %s", (text, micros) => {
    expect(readMaxCost(text, "USD")).toEqual({ micros, currency: "USD" });
  });

  it.each(["50", "USD", "-5 USD", "0 USD", "1.250 USD", "1,250 USD", "12.34.5 USD", "5 dollars", "1.2,3.4 USD", ""])(
    "does not guess what %j is",
    (text) => {
      expect(() => readMaxCost(text, "USD")).toThrow(expect.objectContaining({ code: "usage.bad_amount" }));
    },
  );

  it.each(["1.250 USD", "1,250 USD", "12.34.5 USD"])("says of %j what cannot be told, and how to write it", (text) => {
    expect(() => readMaxCost(text, "USD")).toThrow(
      expect.objectContaining({
        text: expect.objectContaining({ en: expect.stringContaining("separates thousands") as string }) as object,
        hint: expect.objectContaining({ es: expect.stringContaining('"1250 USD"') as string }) as object,
      }),
    );
  });

  it("is in the currency of the account, or refused", () => {
    expect(() => readMaxCost("50,00 EUR", "USD")).toThrow(
      expect.objectContaining({
        code: "campaigns.other_currency",
        data: { option: "--max-cost", currency: "USD", given: "EUR" },
      }),
    );
  });

  it("reads back every amount that recado writes with two places or more than three", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (micros) => {
        const text = formatMicros(micros);
        fc.pre(!/\.\d{3}$/.test(text));
        expect(readMaxCost(`${text} USD`, "USD").micros).toBe(micros);
      }),
    );
  });
});

describe("a rate", () => {
  it.each([
    ["20/s", 20],
    ["20", 20],
    ["0.5/s", 0.5],
    ["600/min", 10],
    ["3600/h", 1],
    ["1,5 / s", 1.5],
  ])("reads %s", (text, perSecond) => {
    expect(readRate(text, undefined)).toBe(perSecond);
  });

  it.each(["0/s", "fast", "-3", "20/day", ""])("refuses %j", (text) => {
    expect(() => readRate(text, undefined)).toThrow(expect.objectContaining({ code: "usage.bad_rate" }));
  });

  it.each(["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"])("has no limit to %s", (url) => {
    expect(isThisMachine(url)).toBe(true);
    expect(readRate("max", url)).toBe("max");
  });

  it.each(["https://graph.facebook.com", "http://127.0.0.1.example.com", "not an address", undefined])(
    "always has a limit to %s",
    (url) => {
      expect(isThisMachine(url)).toBe(false);
      expect(() => readRate("max", url)).toThrow(expect.objectContaining({ code: "usage.bad_rate" }));
    },
  );

  it.each([
    ["20%", 0.2],
    ["20", 0.2],
    ["2,5 %", 0.025],
    ["100%", 1],
  ])("of failures reads %s", (text, share) => {
    expect(readMaxFailures(text)).toBe(share);
  });
});

describe("a name", () => {
  it.each([
    ["spring-sale", "spring-sale"],
    ["  Oferta   de mayo ", "Oferta de mayo"],
    ["Año_2026.v2", "Año_2026.v2"],
    ["x".repeat(60), "x".repeat(60)],
  ])("%j is kept as %j", (given, kept) => {
    expect(readCampaignName(given)).toBe(kept);
  });

  it.each(["", "-x", "a/b", "cam_3", "CAM_3", "a\u001b[31m", "x".repeat(61), "a\nb,c", "=1+1"])(
    "%j is none",
    (given) => {
      expect(() => readCampaignName(given)).toThrow(expect.objectContaining({ code: "usage.bad_campaign_name" }));
    },
  );
});

describe("a button to opt out", () => {
  const withButton = (text: string, type = "QUICK_REPLY") => ({
    name: "t",
    language: "es",
    category: "MARKETING" as const,
    components: [{ type: "BUTTONS" as const, buttons: [{ type, text } as { type: "QUICK_REPLY"; text: string }] }],
  });

  it.each([
    "BAJA",
    "No recibir más",
    "Darme de baja",
    "Stop promotions",
    "Unsubscribe",
    "Sair",
    "No más, gracias",
    "Não quero receber",
  ])("says %s", (text) => {
    expect(hasOptOutButton(withButton(text))).toBe(true);
  });

  it.each(["Comprar", "Ver el stock", "Me interesa", "No, gracias", "Cancelar cita", "Bajar la app", "Nonstop"])(
    "does not say %s",
    (text) => {
      expect(hasOptOutButton(withButton(text))).toBe(false);
    },
  );

  it("is a quick reply: an address or a call is no way out", () => {
    expect(hasOptOutButton(withButton("BAJA", "PHONE_NUMBER"))).toBe(false);
  });
});
