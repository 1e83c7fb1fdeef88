import { PolicyError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import { joinTexts, type Text } from "../../../core/text.ts";
import type { CampaignRow } from "../../../storage/rows.ts";
import type { TemplateDifference } from "../plan/drift.ts";
import type { NumberLimits } from "../plan/limits.ts";
import type { RecipientSource } from "../spec.ts";
import { nameOf } from "./pause.ts";

/**
 * Whether the number may send at all, and should.
 *
 * @throws PolicyError `number.not_connected`, `number.quality_red`
 */
export function assertNumber({ status, quality }: Pick<NumberLimits, "status" | "quality">): void {
  if (status !== undefined && status !== "CONNECTED") {
    throw new PolicyError({
      code: "number.not_connected",
      text: {
        en: `The number is ${status}; only a CONNECTED number can send.`,
        es: `El número está en ${status}; solo puede enviar un número CONNECTED.`,
      },
      hint: { en: "See what to do: recado doctor", es: "Vea qué hacer: recado doctor" },
      data: { status },
    });
  }
  if (quality === "RED") {
    throw new PolicyError({
      code: "number.quality_red",
      text: {
        en: "Meta rates the quality of the number RED: sending more now can get it blocked.",
        es: "Meta califica la calidad del número como RED: enviar más ahora puede hacer que lo bloqueen.",
      },
      hint: {
        en: "Wait until the rating has recovered (about a week without blocks and reports), and write only to people who want it. See: recado doctor",
        es: "Espere a que la calificación se recupere (cerca de una semana sin bloqueos ni denuncias) y escriba solo a quien lo desea. Consulte: recado doctor",
      },
      data: { quality },
    });
  }
}

/**
 * Whether the templates are still what was planned.
 *
 * @throws PolicyError `campaigns.template_changed` with a diff, or why the first of them may not be sent
 */
export function assertTemplates(differences: readonly TemplateDifference[], campaign: CampaignRow): void {
  const [first] = differences;
  if (first === undefined) return;
  const told = differences.map(({ text, diff }): Text => {
    const lines = diff.map(({ sign, text: words }) => `\n${sign} ${cleanLine(words)}`).join("");
    return { en: `${text.en}${lines}`, es: `${text.es}${lines}` };
  });
  const refusal = differences.find((difference) => difference.refusal !== undefined)?.refusal;
  throw new PolicyError({
    code: refusal?.code ?? "campaigns.template_changed",
    text: joinTexts(told, "\n"),
    hint: refusal?.hint ?? {
      en: `What was planned is not what would arrive. Plan it again: recado campaigns cancel ${nameOf(campaign)}, then recado campaigns create`,
      es: `Lo planificado no es lo que llegaría. Planifíquela de nuevo: recado campaigns cancel ${nameOf(campaign)} y después recado campaigns create`,
    },
    data: {
      templates: differences.map(({ template, language, variant, fields }) => ({
        template,
        language,
        variant,
        fields,
      })),
    },
  });
}

/** The list is another one than the campaign was planned with. */
export function listChanged(source: Extract<RecipientSource, { kind: "file" }>, campaign: CampaignRow): PolicyError {
  const file = cleanLine(source.name);
  return new PolicyError({
    code: "campaigns.list_changed",
    text: {
      en: `${file} has changed since the campaign was planned.`,
      es: `${file} cambió después de planificar la campaña.`,
    },
    hint: {
      en: `To send to those who were planned: recado campaigns start ${nameOf(campaign)} --as-planned. For the new list, plan a new campaign.`,
      es: `Para enviar a quienes se planificó: recado campaigns start ${nameOf(campaign)} --as-planned. Para la lista nueva, planifique otra campaña.`,
    },
    data: { file: source.name, planned: source.hash },
  });
}

/** The file of a header is gone or another one, so that what was planned cannot be sent. */
export function headerChanged(filename: string, path: string): PolicyError {
  const file = cleanLine(filename);
  return new PolicyError({
    code: "campaigns.header_changed",
    text: {
      en: `${file}, the header's file, is not there any more or has changed since the campaign was planned.`,
      es: `${file}, el archivo del encabezado, ya no está o cambió después de planificar la campaña.`,
    },
    hint: {
      en: `Put the file back as it was: ${cleanLine(path)}`,
      es: `Vuelva a poner el archivo como estaba: ${cleanLine(path)}`,
    },
    data: { file: filename },
  });
}
