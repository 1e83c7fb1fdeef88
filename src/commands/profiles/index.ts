import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const named = {
  name: { kind: "argument", required: true, text: { en: "name of the profile", es: "nombre del perfil" } },
} as const satisfies InputSpec;

const useInput = named;
const removeInput = named;
const showInput = {
  name: {
    kind: "argument",
    required: false,
    text: {
      en: "name of the profile (default: the one in use)",
      es: "nombre del perfil (si falta, el que está en uso)",
    },
  },
} as const satisfies InputSpec;

export const profiles = group({
  name: "profiles",
  summary: { en: "the accounts that recado knows", es: "las cuentas que recado conoce" },
  commands: [
    command({
      name: "list",
      summary: { en: "list the profiles", es: "listar los perfiles" },
      input: {},
      examples: ["recado profiles list", "recado profiles list --json"],
      load: () => import("./list.ts"),
    }),
    command({
      name: "use",
      summary: { en: "choose the profile for the next commands", es: "elegir el perfil de los próximos comandos" },
      input: useInput,
      changes: true,
      examples: ["recado profiles use cafe-lima"],
      load: () => import("./use.ts"),
    }),
    command({
      name: "show",
      summary: { en: "show a profile, secrets masked", es: "mostrar un perfil, con los secretos ocultos" },
      input: showInput,
      examples: ["recado profiles show"],
      load: () => import("./show.ts"),
    }),
    command({
      name: "remove",
      summary: {
        en: "forget a profile and its secrets; its database stays",
        es: "olvidar un perfil y sus secretos; su base de datos se conserva",
      },
      input: removeInput,
      changes: true,
      confirm: { en: "Forget this profile and its secrets?", es: "¿Olvidar este perfil y sus secretos?" },
      examples: ["recado profiles remove cafe-lima --yes"],
      load: () => import("./remove.ts"),
    }),
  ],
});
