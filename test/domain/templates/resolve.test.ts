import { describe, expect, it } from "vitest";
import { InputError, PolicyError } from "../../../src/core/errors.ts";
import { findTemplate, pickTemplate, type TemplateSource } from "../../../src/domain/templates/resolve.ts";
import type { WireTemplate } from "../../../src/graph/wire/templates.ts";
import { template } from "./samples.ts";

function versions(...languages: (string | [string, string])[]): WireTemplate[] {
  return languages.map((entry) => {
    const [language, status] = typeof entry === "string" ? [entry, "APPROVED"] : entry;
    return template([{ type: "BODY", text: "Hola" }], { language, status });
  });
}

describe("pickTemplate", () => {
  it.each<[string, WireTemplate[], string | undefined, string]>([
    ["the only one", versions("es_MX"), undefined, "es_MX"],
    ["the exact one", versions("es", "es_MX"), "es", "es"],
    ["the only region of a language", versions("es_MX", "en_US"), "es", "es_MX"],
    ["another spelling", versions("pt_BR"), "pt-br", "pt_BR"],
    ["what is left beside a deleted one", versions(["es", "DELETED"], "en"), undefined, "en"],
    ["a status that nobody has heard of", versions(["es", "FLAGGED"]), undefined, "es"],
  ])("chooses %s", (_, templates, language, expected) => {
    expect(pickTemplate("pedido_enviado", templates, language).language).toBe(expected);
  });

  it.each<[string, WireTemplate[], string | undefined, string, RegExp]>([
    ["several languages", versions("es", "en"), undefined, "template.language_needed", /varios idiomas: en, es/],
    ["several regions", versions("es_MX", "es_AR"), "es", "template.language_needed", /es_AR, es_MX/],
    ["a language that there is not", versions("es", "en"), "pt_BR", "template.wrong_language", /existe en en, es/],
    ["a region when only the language exists", versions("es"), "es_MX", "template.wrong_language", /existe en es/],
    ["a name that there is not", [], undefined, "template.not_found", /No hay ninguna plantilla/],
  ])("asks about %s", (_, templates, language, code, es) => {
    const pick = () => pickTemplate("pedido_enviado", templates, language);
    expect(pick).toThrow(InputError);
    expect(pick).toThrow(
      expect.objectContaining({ code, text: expect.objectContaining({ es: expect.stringMatching(es) }) }),
    );
  });

  it.each([
    ["PENDING", "template.not_approved"],
    ["IN_APPEAL", "template.not_approved"],
    ["REJECTED", "template.rejected"],
    ["PAUSED", "template.paused"],
    ["DISABLED", "template.disabled"],
    ["PENDING_DELETION", "template.deleted"],
    ["ARCHIVED", "template.archived"],
    ["LIMIT_EXCEEDED", "template.not_approved"],
  ])("refuses %s with a next step", (status, code) => {
    const pick = () => pickTemplate("pedido_enviado", versions(["es", status]));
    expect(pick).toThrow(PolicyError);
    expect(pick).toThrow(expect.objectContaining({ code, exit: 4, hint: expect.anything() }));
  });

  it("says why Meta rejected it", () => {
    const rejected = template([], { status: "REJECTED", rejected_reason: "INVALID_FORMAT" });
    expect(() => pickTemplate("pedido_enviado", [rejected])).toThrow(/INVALID_FORMAT/);
  });
});

describe("findTemplate", () => {
  const account = ["pedido_enviado", "pedido_enviado_v2", "factura"].map((name) =>
    template([{ type: "BODY", text: "Hola" }], { name }),
  );
  const source: TemplateSource = {
    // Like Meta's, the filter finds longer names too.
    async *list(_, filter) {
      yield* account.filter(({ name }) => name.includes(filter?.name ?? ""));
    },
  };

  it("takes the exact name although the filter finds longer ones", async () => {
    await expect(findTemplate(source, { wabaId: "1", name: "pedido_enviado" })).resolves.toBe(account[0]);
  });

  it("suggests near names", async () => {
    await expect(findTemplate(source, { wabaId: "1", name: "pedido_enviada" })).rejects.toMatchObject({
      code: "template.not_found",
      hint: { en: "Did you mean pedido_enviado?" },
    });
  });
});
