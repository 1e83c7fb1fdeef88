import type { Context } from "../../cli/context.ts";
import { InputError, UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type {
  WireLibraryButtonInput,
  WireLibraryTemplate,
  WireTemplateFromLibrary,
} from "../../graph/wire/template-library.ts";

export interface LibraryChoice {
  readonly library: string;
  /** What it is to be called in the account; the library's own name when absent. */
  readonly name: string | undefined;
  readonly language: string | undefined;
  readonly buttonUrl: string | undefined;
  readonly buttonPhone: string | undefined;
}

function notThere(name: string, others: Iterable<string>): InputError {
  const near = nearest(name, others);
  return new InputError({
    code: "template.not_in_library",
    text: {
      en: `Meta's library has no template "${name}".`,
      es: `La biblioteca de Meta no tiene ninguna plantilla "${name}".`,
    },
    hint:
      near.length === 0
        ? { en: "See which there are: recado templates library", es: "Vea cuáles hay: recado templates library" }
        : { en: `Did you mean ${near.join(", ")}?`, es: `¿Quiso decir ${near.join(", ")}?` },
    data: { template: name, near },
  });
}

async function findInLibrary(choice: LibraryChoice, context: Context): Promise<WireLibraryTemplate> {
  const { templates } = await context.graph();
  const { library: name, language } = choice;
  const found: WireLibraryTemplate[] = [];
  for await (const template of templates.library({ search: name, language, signal: context.signal })) {
    if (template.name === name) found.push(template);
  }
  const [first, ...others] = found;
  if (first === undefined) {
    const names = new Set<string>();
    for await (const template of templates.library({ language, signal: context.signal })) names.add(template.name);
    throw notThere(name, names);
  }
  if (others.length === 0) return first;
  const languages = found.map((template) => template.language).toSorted();
  throw new InputError({
    code: "template.language_needed",
    text: {
      en: `The template "${name}" exists in several languages: ${languages.join(", ")}.`,
      es: `La plantilla "${name}" existe en varios idiomas: ${languages.join(", ")}.`,
    },
    hint: {
      en: `Say which one: --language ${languages[0] ?? ""}`,
      es: `Indique cuál: --language ${languages[0] ?? ""}`,
    },
    data: { template: name, languages },
  });
}

function needed(option: string, what: { en: string; es: string }): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: {
      en: `This template has a button with ${what.en}: ${option} is missing.`,
      es: `Esta plantilla tiene un botón con ${what.es}: falta ${option}.`,
    },
    data: { option },
  });
}

/** The library's buttons lead to places of each business. */
function buttonInput(button: { readonly type: string }, choice: LibraryChoice): WireLibraryButtonInput {
  const { buttonUrl, buttonPhone } = choice;
  switch (button.type) {
    case "URL": {
      if (buttonUrl === undefined) throw needed("--button-url", { en: "an address", es: "una dirección" });
      const example = buttonUrl.replace("{{1}}", "1042");
      const url = example === buttonUrl ? {} : { url_suffix_example: example };
      return { type: "URL", url: { base_url: buttonUrl, ...url } };
    }
    case "PHONE_NUMBER":
      if (buttonPhone === undefined) throw needed("--button-phone", { en: "a phone number", es: "un teléfono" });
      return { type: "PHONE_NUMBER", phone_number: buttonPhone };
    case "OTP":
      return { type: "OTP", otp_type: "COPY_CODE" };
    default:
      return { type: "QUICK_REPLY" };
  }
}

/** What makes a template of one's own of one of Meta's library. */
export async function fromLibrary(
  choice: LibraryChoice,
  context: Context,
): Promise<{ readonly body: WireTemplateFromLibrary; readonly original: WireLibraryTemplate }> {
  const original = await findInLibrary(choice, context);
  const { name, language, category, buttons = [] } = original;
  const inputs = buttons.map((button) => buttonInput(button, choice));
  const body: WireTemplateFromLibrary = {
    name: choice.name ?? name,
    language,
    category: category === "AUTHENTICATION" ? "AUTHENTICATION" : "UTILITY",
    library_template_name: name,
    ...(inputs.length === 0 ? {} : { library_template_button_inputs: inputs }),
  };
  return { body, original };
}
