import type { Profile } from "../../cli/config.ts";
import { UsageError } from "../../core/errors.ts";

/** The name is also a file's name, and a word on the command line. */
export function checkName(name: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name)) return name;
  throw new UsageError({
    code: "usage.bad_profile_name",
    text: {
      en: `A profile cannot be called "${name}".`,
      es: `Un perfil no puede llamarse "${name}".`,
    },
    hint: {
      en: "Use letters, digits, dots, hyphens and underscores, for example: cafe-lima",
      es: "Use letras, cifras, puntos, guiones y guiones bajos; por ejemplo: cafe-lima",
    },
    data: { option: "--profile", value: name },
  });
}

/** A real account's token is not lost to somebody who only wants to play. */
export function guardRealAccount(name: string, existing: Profile | undefined, graphUrl: string): void {
  if (existing === undefined || existing.simulator === true || existing.graphUrl === graphUrl) return;
  throw new UsageError({
    code: "usage.real_account",
    text: {
      en: `The profile "${name}" is a real account. The simulator would take its place, and its token would be lost.`,
      es: `El perfil "${name}" es una cuenta real. El simulador ocuparía su lugar y se perdería su token.`,
    },
    hint: {
      en: "Use another profile: recado init --simulator --profile simulator",
      es: "Use otro perfil: recado init --simulator --profile simulador",
    },
  });
}
