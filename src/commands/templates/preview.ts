import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { composeTemplate } from "../../domain/templates/compose.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { withSamples } from "../../domain/templates/samples.ts";
import { bindValues, readParams } from "../../domain/templates/values.ts";
import { templateParts } from "../../domain/templates/variables.ts";
import type { WireTemplate, WireTemplateComponent, WireTemplatePreview } from "../../graph/wire/templates.ts";
import { findOne } from "./find-one.ts";
import type { previewInput } from "./index.ts";

export async function run(input: InputOf<typeof previewInput>, context: Context): Promise<View> {
  const found = await findOne(input.name, input.language, context);
  const template = { ...found, components: await presetComponents(found, context) };
  const given = {
    named: readParams(input.param),
    positional: input.values,
    ...(input.header === undefined ? {} : { header: { link: input.header } }),
  };
  // What is wrong is told as it would be when sending; what is merely missing is filled with samples.
  const wrong = bindValues(template, given).problems.some(({ code }) => code !== "template.missing_value");
  if (wrong) composeTemplate(template, given);
  const rendered = renderTemplate(template, withSamples(template, given));
  const text = previewText(rendered);
  const { id, name, language } = template;
  return view({
    data: { template: { id, name, language }, ...rendered, rendered: text.en },
    blocks: [line(`${name} (${language})`, "strong"), verbatim(context.say(text).replace(/^/gm, "  │ "))],
  });
}

/** The words of an authentication template are Meta's, in each language: Meta is asked for them. */
async function presetComponents(template: WireTemplate, context: Context): Promise<WireTemplateComponent[]> {
  if (template.category.toUpperCase() !== "AUTHENTICATION") return template.components;
  const { body, footer } = templateParts(template);
  if (body?.text !== undefined) return template.components;
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const { templates } = await context.graph();
  const request = {
    languages: [template.language],
    securityRecommendation: body?.add_security_recommendation,
    expirationMinutes: footer?.code_expiration_minutes,
  };
  const previews = await templates.previews(wabaId, request, { signal: context.signal });
  const preset = previews.find(({ language }) => language === template.language) ?? previews[0];
  return preset === undefined ? template.components : template.components.map((part) => worded(part, preset));
}

function worded(part: WireTemplateComponent, preset: WireTemplatePreview): WireTemplateComponent {
  if (part.type === "BODY") return { ...part, text: preset.body };
  if (part.type === "FOOTER" && preset.footer !== undefined) return { ...part, text: preset.footer };
  if (part.type !== "BUTTONS") return part;
  const buttons = part.buttons.map((button, place) => {
    const text = preset.buttons?.[place]?.text;
    return button.type === "OTP" && button.text === undefined && text !== undefined ? { ...button, text } : button;
  });
  return { ...part, buttons };
}
