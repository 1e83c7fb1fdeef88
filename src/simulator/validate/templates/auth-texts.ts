/** The words that Meta puts into one-time-password templates, in a language. */
interface AuthTexts {
  readonly body: string;
  readonly recommendation: string;
  readonly footer: (minutes: number) => string;
  readonly copy: string;
  readonly autofill: string;
}

const english: AuthTexts = {
  body: "*{{1}}* is your verification code.",
  recommendation: "For your security, do not share this code.",
  footer: (minutes) => `This code expires in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  copy: "Copy code",
  autofill: "Autofill",
};

const texts: Readonly<Record<string, AuthTexts>> = {
  en: english,
  es: {
    body: "*{{1}}* es su código de verificación.",
    recommendation: "Por su seguridad, no comparta este código.",
    footer: (minutes) => `Este código vence en ${minutes} ${minutes === 1 ? "minuto" : "minutos"}.`,
    copy: "Copiar código",
    autofill: "Autocompletar",
  },
  pt: {
    body: "*{{1}}* é o seu código de verificação.",
    recommendation: "Para sua segurança, não compartilhe este código.",
    footer: (minutes) => `Este código expira em ${minutes} ${minutes === 1 ? "minuto" : "minutos"}.`,
    copy: "Copiar código",
    autofill: "Preenchimento automático",
  },
};

/** By the first part of the code: `es_MX` has the words of `es`. Languages without words of their own have English ones. */
function authTexts(language: string): AuthTexts {
  const [code = "en"] = language.split("_");
  return (Object.hasOwn(texts, code) ? texts[code] : undefined) ?? english;
}

export function authBody(language: string, recommends: boolean): string {
  const { body, recommendation } = authTexts(language);
  return recommends ? `${body} ${recommendation}` : body;
}

export const authFooter = (language: string, minutes: number): string => authTexts(language).footer(minutes);

/** The label of the button: filling the code in by itself is what the two app kinds do. */
export function authButton(language: string, otpType: string): string {
  const { copy, autofill } = authTexts(language);
  return otpType === "COPY_CODE" ? copy : autofill;
}
