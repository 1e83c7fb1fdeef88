import { getCountries, getCountryCallingCode } from "libphonenumber-js/min";
import { describe, expect, test } from "vitest";
import { countryOf } from "../../src/simulator/people/countries.ts";
import { startSimulator } from "../../src/testing.ts";
import { control, offer, send, template } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;

describe("the country of a phone number", () => {
  test.each([
    ["12025550111", "US"],
    ["15550100200", "US"],
    ["14165550111", "CA"],
    ["18765550111", "JM"],
    ["18095550111", "DO"],
    ["17875550111", "PR"],
    ["79161234567", "RU"],
    ["77011234567", "KZ"],
    ["447400123456", "GB"],
    ["5511961234567", "BR"],
    ["5989123456", "UY"],
    ["59995181234", "CW"],
    ["5993181234", "BQ"],
    ["870773111632", "ZZ"],
  ])("%s is %s", (phone, country) => {
    expect(countryOf(phone)).toBe(country);
  });

  test("is one that has its calling code, for every calling code there is", () => {
    const holders = new Map<string, string[]>();
    for (const country of getCountries()) {
      const calling = getCountryCallingCode(country);
      holders.set(calling, [...(holders.get(calling) ?? []), country]);
    }
    // Ascension has a calling code, and in ISO 3166 it belongs to Saint Helena.
    holders.set("247", ["SH"]);
    const wrong = [...holders].filter(
      ([calling, of]) => !of.some((country) => country === countryOf(`${calling}00000`)),
    );
    expect(wrong).toEqual([]);
  });
});

test.each([
  ["UK", 400],
  ["ZZ", 400],
  ["br", 400],
  ["GB", 200],
  ["JM", 200],
])("a business restricted in %s: %i", async (country, status) => {
  await using sim = await startSimulator(still);
  const answer = await control(sim, "POST", "business", { restrictedCountries: [country] });
  expect(answer.status).toBe(status);
});

test("marketing is kept from the United States only, not from all of +1", async () => {
  await using sim = await startSimulator(still);
  sim.template(offer);
  sim.business({ usMarketing: false });
  const phones = ["12025550111", "14165550111", "18765550111"];
  for (const phone of phones) await send(sim, template(offer.name, offer.language, undefined, phone));
  await sim.advance("1m");
  expect(sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual([131049, "read", "read"]);
});
