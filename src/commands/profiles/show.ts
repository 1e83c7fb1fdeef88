import type { Context } from "../../cli/context.ts";
import { readSecrets } from "../../cli/secrets.ts";
import { variables } from "../../cli/settings.ts";
import { line, pairs, view, type Cell, type View } from "../../cli/view.ts";
import { maskSecret } from "../../core/redact.ts";
import type { Text } from "../../core/text.ts";
import { findProfile, profileRow, readProfiles, shownDatabase } from "./known.ts";

const masked = (secret: string | undefined): string | null => (secret === undefined ? null : maskSecret(secret));

const stores = {
  file: { en: "a file that only you can read", es: "un archivo que solo usted puede leer" },
  keychain: { en: "the system's keychain", es: "el llavero del sistema" },
} as const satisfies Record<string, Text>;

/** One profile whole, secrets masked: the keys of the list, and `secrets` beside the rest. */
export async function run(input: { name: string | undefined }, context: Context): Promise<View> {
  const known = readProfiles(context);
  const name = input.name ?? known.current;
  const profile = findProfile(known, name);
  const stored = await readSecrets(known.paths, name, profile.secretStore);
  const secrets = {
    accessToken: masked(stored.accessToken),
    appSecret: masked(stored.appSecret),
    verifyToken: masked(stored.verifyToken),
  };
  const database = shownDatabase(known.paths, name, profile);
  const facts = {
    ...profileRow(name, profile, known.current),
    verifiedName: profile.verifiedName ?? null,
    appId: profile.appId ?? null,
    catalogId: profile.catalogId ?? null,
    graphUrl: profile.graphUrl ?? null,
    database,
    currency: profile.currency ?? null,
    country: profile.country ?? null,
    marketingLimit: profile.marketingLimit ?? null,
    secretStore: profile.secretStore,
  };
  const unset: Cell = { text: { en: "not set", es: "sin definir" }, tone: "dim" };
  const overriding = Object.values(variables).filter((variable) => context.host.env[variable]);
  return view({
    data: { ...facts, secrets },
    rows: [{ ...facts, ...secrets }],
    blocks: [
      line(name === known.current ? { en: `${name} (in use)`, es: `${name} (en uso)` } : name, "strong"),
      pairs(
        [{ en: "Number", es: "Número" }, profile.displayPhoneNumber ?? null],
        [{ en: "Number ID", es: "ID del número" }, profile.phoneNumberId],
        [{ en: "Name", es: "Nombre" }, profile.verifiedName ?? null],
        [{ en: "Account ID", es: "ID de la cuenta" }, profile.wabaId],
        [{ en: "App ID", es: "ID de la aplicación" }, profile.appId ?? null],
        [{ en: "Catalog ID", es: "ID del catálogo" }, profile.catalogId ?? null],
        [{ en: "Graph", es: "Graph" }, profile.graphUrl ?? { text: { en: "Meta", es: "Meta" } }],
        [{ en: "Currency", es: "Moneda" }, profile.currency ?? null],
        [{ en: "Time zone", es: "Zona horaria" }, profile.timezone ?? { text: { en: "UTC", es: "UTC" }, tone: "dim" }],
        [{ en: "Country", es: "País" }, profile.country ?? null],
        [
          { en: "Marketing limit", es: "Límite de publicidad" },
          profile.marketingLimit ?? { text: { en: "none", es: "ninguno" }, tone: "dim" },
        ],
        [{ en: "Database", es: "Base de datos" }, database],
        [{ en: "Access token", es: "Token de acceso" }, secrets.accessToken ?? unset],
        [{ en: "App secret", es: "Secreto de la aplicación" }, secrets.appSecret ?? unset],
        [{ en: "Verify token", es: "Token de verificación" }, secrets.verifyToken ?? unset],
        [{ en: "Secrets kept in", es: "Secretos guardados en" }, { text: stores[profile.secretStore] }],
      ),
      ...(overriding.length === 0
        ? []
        : [
            line(
              {
                en: `Set in the environment, which comes first: ${overriding.join(", ")}`,
                es: `Definido en el entorno, que tiene prioridad: ${overriding.join(", ")}`,
              },
              "warn" as const,
            ),
          ]),
    ],
  });
}
