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

export const editInput = {
  name: showInput.name,
  marketingLimit: {
    kind: "text",
    value: "n/period",
    text: {
      en: "at most so much marketing to one person, e.g. 2/7d or 1/24h; none for no limit",
      es: "máximo de publicidad por persona, p. ej. 2/7d o 1/24h; none si no hay límite",
    },
  },
  timezone: {
    kind: "text",
    value: "zone",
    text: {
      en: "the account's time zone, e.g. America/Lima: days and months of costs; none for UTC",
      es: "zona horaria de la cuenta, p. ej. America/Lima: días y meses de los costos; none para UTC",
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
      name: "edit",
      summary: { en: "change what a profile says", es: "cambiar lo que dice un perfil" },
      details: {
        en: "The limit counts what went out and what waits to go, per person; a contact may have a limit of its own (recado contacts edit). Only marketing is ever held back.",
        es: "El límite cuenta lo que ya salió y lo que espera salir, por persona; un contacto puede tener su propio límite (recado contacts edit). Solo se retiene la publicidad.",
      },
      input: editInput,
      changes: true,
      examples: [
        "recado profiles edit --marketing-limit 2/7d",
        "recado profiles edit cafe-lima --marketing-limit none",
        "recado profiles edit --timezone America/Lima",
      ],
      load: () => import("./edit.ts"),
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
