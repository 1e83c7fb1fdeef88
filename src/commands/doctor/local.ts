import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { readConfig } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { pathsOf } from "../../cli/paths.ts";
import { environmentIsComplete, type Settings } from "../../cli/settings.ts";
import type { Text } from "../../core/text.ts";
import { fail, pass, warn, type Check } from "./check.ts";

const oldestNode = [20, 18, 1] as const;

/** @param version as `process.versions.node` gives it: `22.11.0` */
export function checkNode(version: string): Check {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  const differing = oldestNode.findIndex((wanted, place) => (parts[place] ?? 0) !== wanted);
  const enough = differing < 0 || (parts[differing] ?? 0) > (oldestNode[differing] ?? 0);
  const text: Text = { en: `Node ${version}`, es: `Node ${version}` };
  if (enough) return pass("node", text);
  return fail("node", text, {
    en: `Install Node ${oldestNode.join(".")} or newer: https://nodejs.org`,
    es: `Instale Node ${oldestNode.join(".")} o una versión posterior: https://nodejs.org`,
  });
}

/** Those of recado's own files that others may read: `[path, mode to set]`. */
function openToOthers(folder: string): [string, string][] {
  const places: [string, string][] = [
    [folder, "700"],
    [join(folder, "config.json"), "600"],
    [join(folder, "secrets.json"), "600"],
  ];
  return places.filter(([place]) => existsSync(place) && (statSync(place).mode & 0o077) !== 0);
}

export function checkConfig({ host }: Context): Check {
  if (environmentIsComplete(host.env)) {
    return pass("config", {
      en: "The environment says everything; no profile is needed",
      es: "El entorno lo indica todo; no hace falta un perfil",
    });
  }
  const paths = pathsOf(host);
  const profiles = Object.keys(readConfig(paths).profiles);
  const file = join(paths.config, "config.json");
  if (profiles.length === 0) {
    return fail(
      "config",
      { en: `There is no profile in ${file}`, es: `No hay ningún perfil en ${file}` },
      { en: "Run: recado init", es: "Ejecute: recado init" },
    );
  }
  const open = host.platform === "win32" ? [] : openToOthers(paths.config);
  if (open.length > 0) {
    const list = open.map(([place]) => place).join(", ");
    const commands = open.map(([place, mode]) => `chmod ${mode} "${place}"`).join(" && ");
    return warn(
      "config",
      {
        en: `Other users of this computer may read ${list}`,
        es: `Otros usuarios de este equipo pueden leer ${list}`,
      },
      { en: `Run: ${commands}`, es: `Ejecute: ${commands}` },
    );
  }
  return pass("config", { en: `Profiles in ${file}`, es: `Perfiles en ${file}` });
}

function nearestFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

export function checkFolders({ host }: Context): Check {
  const paths = pathsOf(host);
  for (const folder of new Set([paths.config, paths.data])) {
    try {
      accessSync(nearestFolder(folder), constants.W_OK | constants.X_OK);
    } catch {
      return fail(
        "folders",
        { en: `The folder ${folder} cannot be written to`, es: `No se puede escribir en la carpeta ${folder}` },
        {
          en: "Check who owns it, or set RECADO_HOME to a folder of yours.",
          es: "Revise de quién es, o indique una carpeta propia en RECADO_HOME.",
        },
      );
    }
  }
  return pass("folders", {
    en: `Data is kept in ${paths.data}`,
    es: `Los datos se guardan en ${paths.data}`,
  });
}

export function checkAppSecret(settings: Settings): Check {
  if (settings.appSecret !== undefined) {
    return pass("app-secret", {
      en: "The app secret is set: webhooks can be verified",
      es: "El secreto de la aplicación está guardado: se pueden verificar los webhooks",
    });
  }
  return warn(
    "app-secret",
    {
      en: "The app secret is missing: a real webhook cannot be told from a forged one",
      es: "Falta el secreto de la aplicación: no se puede distinguir un webhook auténtico de uno falso",
    },
    {
      en: "Copy it from the app's settings (Basic) at Meta, and set RECADO_APP_SECRET, or run: recado init --app-secret …",
      es: "Cópielo de la configuración básica de la aplicación en Meta y defina RECADO_APP_SECRET, o ejecute: recado init --app-secret …",
    },
  );
}

/** Opening brings the schema up to date, or says why it cannot. */
export async function checkDatabase(context: Context): Promise<Check> {
  const db = await context.db();
  await db.query("SELECT COUNT(*) AS count FROM messages");
  return pass("database", {
    en: `The database opens, its schema is current: ${db.location}`,
    es: `La base de datos abre y su esquema está al día: ${db.location}`,
  });
}
