import type { Paths } from "../../cli/paths.ts";
import { line, pairs, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { maskSecret } from "../../core/redact.ts";
import { same, type Language, type Text } from "../../core/text.ts";
import { profileRow, shownDatabase } from "../profiles/known.ts";
import type { NewProfile } from "./store.ts";

interface Answer extends NewProfile {
  readonly paths: Paths;
  readonly accountName: string | undefined;
  /** The name of the profile that commands use from now on. */
  readonly current: string;
  readonly dryRun: boolean;
  /** The language just chosen, which may not be the one of this run. */
  readonly speak: Language;
}

const masked = (secret: string | undefined): string | null => (secret === undefined ? null : maskSecret(secret));

/** `{"profile":{name,current,wabaId,…},"secrets":{…masked},"language","dryRun"}` */
export function describeProfile(made: Answer): View {
  const { name, profile, paths, dryRun } = made;
  const say = (text: Text): Text => same(text[made.speak]);
  const secrets = {
    accessToken: masked(made.secrets.accessToken),
    appSecret: masked(made.secrets.appSecret),
    verifyToken: masked(made.secrets.verifyToken),
  };
  const database = shownDatabase(paths, name, profile);
  const unset: Cell = { text: say({ en: "not set", es: "sin definir" }), tone: "dim" };
  const heading = dryRun
    ? { en: `The profile "${name}" would be stored:`, es: `Se guardaría el perfil "${name}":` }
    : { en: `The profile "${name}" is stored.`, es: `El perfil "${name}" quedó guardado.` };
  const blocks: Block[] = [
    line(say(heading), dryRun ? "strong" : "good"),
    pairs(
      [
        say({ en: "Number", es: "Número" }),
        [profile.displayPhoneNumber, profile.verifiedName].filter((part) => part !== undefined).join("  "),
      ],
      [say({ en: "Number ID", es: "ID del número" }), profile.phoneNumberId],
      [
        say({ en: "Account", es: "Cuenta" }),
        [made.accountName, profile.wabaId].filter((part) => part !== undefined).join("  "),
      ],
      [say({ en: "Currency", es: "Moneda" }), profile.currency ?? null],
      [
        say({ en: "Time zone", es: "Zona horaria" }),
        profile.timezone ?? { text: say({ en: "UTC", es: "UTC" }), tone: "dim" },
      ],
      [say({ en: "Country", es: "País" }), profile.country ?? unset],
      [say({ en: "Database", es: "Base de datos" }), database],
      [say({ en: "Access token", es: "Token de acceso" }), secrets.accessToken ?? unset],
      [say({ en: "App secret", es: "Secreto de la aplicación" }), secrets.appSecret ?? unset],
      [say({ en: "Verify token", es: "Token de verificación" }), secrets.verifyToken ?? unset],
    ),
  ];
  if (made.current !== name) {
    blocks.push(
      line(
        say({
          en: `Commands use the profile "${made.current}". To change that: recado profiles use ${name}`,
          es: `Los comandos usan el perfil "${made.current}". Para cambiarlo: recado profiles use ${name}`,
        }),
      ),
    );
  }
  if (!dryRun) {
    blocks.push(
      line(
        say({ en: "Check the set-up with: recado doctor", es: "Revise la configuración con: recado doctor" }),
        "dim",
      ),
    );
  }
  return view({
    data: {
      profile: {
        ...profileRow(name, profile, made.current),
        accountName: made.accountName ?? null,
        verifiedName: profile.verifiedName ?? null,
        appId: profile.appId ?? null,
        catalogId: profile.catalogId ?? null,
        graphUrl: profile.graphUrl ?? null,
        database,
        currency: profile.currency ?? null,
        country: profile.country ?? null,
        secretStore: profile.secretStore,
      },
      secrets,
      language: made.language ?? null,
      dryRun,
    },
    blocks,
  });
}
