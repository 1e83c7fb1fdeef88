import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { parsePhone } from "../../core/phone.ts";
import { sentence } from "../../core/text.ts";
import type { addInput } from "./hand-specs.ts";
import { countryFor } from "./person.ts";

type AddInput = InputOf<typeof addInput>;

const agreements = {
  none: [],
  notices: ["utility,authentication,service"],
  all: ["marketing,utility,authentication,service"],
};

/** Asks a person at a terminal for what a contact needs; whoever gave a number or a user id on the line is asked nothing. */
export async function askPerson(input: AddInput, context: Context): Promise<AddInput> {
  if (input.phone !== undefined || input.userId !== undefined) return input;
  const { prompt } = context;
  const country = await countryFor(input.country, context);
  const phone = await prompt.text({
    option: "--phone",
    message: { en: "Number, with + and the country code", es: "Número, con + y el código de país" },
    check: (text) => {
      const parsed = parsePhone(text, { country });
      return parsed.ok ? undefined : sentence(parsed.text);
    },
  });
  const name =
    input.name ??
    (await prompt.text({
      option: "--name",
      message: { en: "Name (Enter for none)", es: "Nombre (Enter si no lo sabe)" },
      optional: true,
    }));
  const asked = { ...input, phone, name: name === "" ? undefined : name };
  return input.consent.length > 0 ? asked : askConsent(asked, context);
}

async function askConsent(input: AddInput, { prompt }: Context): Promise<AddInput> {
  const agreed = await prompt.select<keyof typeof agreements>({
    option: "--consent",
    message: { en: "What did they agree to?", es: "¿Qué aceptó recibir?" },
    default: "none",
    choices: [
      { value: "none", label: { en: "nothing that I know of", es: "nada, que yo sepa" } },
      { value: "notices", label: { en: "notices, no marketing", es: "avisos, sin publicidad" } },
      { value: "all", label: { en: "notices and marketing", es: "avisos y publicidad" } },
    ],
  });
  if (agreed === "none") return input;
  const source =
    input.source ??
    (await prompt.text({
      option: "--source",
      message: {
        en: 'Where did they agree? For example "store form"',
        es: '¿Dónde lo aceptó? Por ejemplo, "formulario de la tienda"',
      },
    }));
  return { ...input, consent: agreements[agreed], source };
}
