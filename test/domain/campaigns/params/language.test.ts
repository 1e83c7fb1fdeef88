import { describe, expect, it } from "vitest";
import type { AppError } from "../../../../src/core/errors.ts";
import { chooseLanguage } from "../../../../src/domain/campaigns/params/choose-language.ts";
import { planLanguages } from "../../../../src/domain/campaigns/params/language.ts";
import type { AskedLanguage } from "../../../../src/domain/campaigns/params/language.ts";
import { findVersions } from "../../../../src/domain/campaigns/params/versions.ts";
import type { WireTemplate } from "../../../../src/graph/wire/templates.ts";
import { template } from "../../templates/samples.ts";

const version = (language: string, status: WireTemplate["status"] = "APPROVED"): WireTemplate =>
  template([{ type: "BODY", text: "Hola" }], { name: "aviso", language, status });

const versions = (...languages: string[]): WireTemplate[] => languages.map((language) => version(language));

function refusal(templates: readonly WireTemplate[], asked: AskedLanguage): AppError {
  try {
    planLanguages("aviso", templates, asked);
  } catch (error) {
    return error as AppError;
  }
  throw new Error("nothing was refused");
}

describe("the version for one person", () => {
  it.each([
    ["es_MX", "en", ["en", "es", "es_MX"], "es_MX"],
    ["es-mx", "en", ["en", "es", "es_MX"], "es_MX"],
    ["es_PE", "en", ["en", "es_MX", "es"], "es"],
    ["es", "en", ["en", "es_MX", "es_AR"], "es_AR"],
    ["es", "es_MX", ["en", "es_AR", "es_MX"], "es_MX"],
    ["pt_PT", "es", ["es", "pt_BR"], "pt_BR"],
    ["fr", "es", ["en", "es_AR"], "es_AR"],
    [null, "en", ["es", "en"], "en"],
    ["", "en", ["es", "en"], "en"],
    ["fr", undefined, ["es", "en"], undefined],
    ["e", "en", ["es", "en"], "en"],
  ])("who reads %s, with fallback %s, of %j is %s", (wanted, fallback, codes, expected) => {
    expect(chooseLanguage(versions(...codes), wanted, fallback)?.language).toBe(expected);
  });
});

describe("the languages of a campaign", () => {
  it("is one for all where one is named, or there is only one", () => {
    const all = versions("es_MX", "en");
    expect(planLanguages("aviso", all, { language: "es" })).toMatchObject({ language: "es_MX", fallback: undefined });
    expect(planLanguages("aviso", all, { language: "es-MX" }).choose("en").language).toBe("es_MX");
    expect(planLanguages("aviso", versions("es"), {}).choose("en").language).toBe("es");
  });

  it("is each person's own with auto, and the stated fallback for others", () => {
    const plan = planLanguages("aviso", versions("es_MX", "en", "pt_BR"), { language: "auto", fallbackLanguage: "es" });
    expect(plan).toMatchObject({ language: "auto", fallback: "es_MX", leftOut: [] });
    expect(plan.versions.map(({ language }) => language)).toEqual(["es_MX", "en", "pt_BR"]);
    expect(["pt", "en_US", "fr", null, undefined].map((wanted) => plan.choose(wanted).language)).toEqual([
      "pt_BR",
      "en",
      "es_MX",
      "es_MX",
      "es_MX",
    ]);
    expect(planLanguages("aviso", versions("en", "es"), { fallbackLanguage: "en" }).language).toBe("auto");
    expect(planLanguages("aviso", versions("es"), { language: "auto" }).fallback).toBe("es");
  });

  it("leaves out versions that Meta would refuse, and says which", () => {
    const all = [version("es"), version("en", "PAUSED"), version("pt_BR", "DELETED"), version("fr", "PENDING")];
    const plan = planLanguages("aviso", all, { language: "auto", fallbackLanguage: "es" });
    expect(plan.versions.map(({ language }) => language)).toEqual(["es"]);
    expect(plan.leftOut.map(({ language, status }) => [language, status])).toEqual([
      ["en", "PAUSED"],
      ["fr", "PENDING"],
    ]);
    expect(plan.choose("en").language).toBe("es");
  });

  it.each([
    [
      "a language that is not there",
      versions("es", "en"),
      { language: "fr" },
      "template.wrong_language",
      "--language en",
    ],
    ["an open choice", versions("es", "en"), {}, "template.language_needed", "--fallback-language en"],
    [
      "auto without a fallback",
      versions("es", "en"),
      { language: "auto" },
      "campaign.fallback_needed",
      "--fallback-language en",
    ],
    [
      "a fallback that is not there",
      versions("es", "en"),
      { language: "auto", fallbackLanguage: "fr" },
      "template.wrong_language",
      "--fallback-language en",
    ],
    [
      "a fallback that is several",
      versions("en", "es_MX", "es_AR"),
      { language: "auto", fallbackLanguage: "es" },
      "template.language_needed",
      "--fallback-language es_AR",
    ],
    [
      "a fallback beside one language",
      versions("es"),
      { language: "es", fallbackLanguage: "en" },
      "usage.conflict",
      "Leave",
    ],
    ["no such template", [], { language: "auto" }, "template.not_found", "recado templates list"],
  ])("is refused with what to type: %s", (_, templates, asked, code, said) => {
    const error = refusal(templates, asked);
    expect(error).toMatchObject({ code, exit: 2 });
    expect(error.hint?.en).toContain(said);
  });

  it.each([
    [[version("es", "PAUSED")], {}, "template.paused"],
    [[version("es", "PAUSED"), version("en")], { language: "es" }, "template.paused"],
    [[version("es", "PENDING"), version("en")], { language: "auto", fallbackLanguage: "es" }, "template.not_approved"],
    [[version("es", "DELETED")], { language: "auto" }, "template.deleted"],
  ])("is refused where it may not be sent now", (templates, asked, code) => {
    expect(refusal(templates, asked)).toMatchObject({ code, exit: 4 });
  });
});

describe("the versions of a template in the account", () => {
  const source = {
    async *list(_: string, filter?: { readonly name?: string }): AsyncGenerator<WireTemplate> {
      const all = [...versions("es", "en"), template([], { name: "aviso_nuevo", language: "es" })];
      yield* all.filter(({ name }) => filter?.name === undefined || name.includes(filter.name));
    },
  };

  it("are all of that very name", async () => {
    const found = await findVersions(source, { wabaId: "1", name: "aviso" });
    expect(found.map(({ language }) => language)).toEqual(["es", "en"]);
  });

  it("are not there under a slip, and the near name is told", async () => {
    const wrong = findVersions(source, { wabaId: "1", name: "avisos" });
    await expect(wrong).rejects.toMatchObject({ code: "template.not_found", data: { near: ["aviso"] } });
  });
});
