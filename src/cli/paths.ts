import { join } from "node:path";
import type { Host } from "./host.ts";

export interface Paths {
  /** Profiles and secrets. */
  readonly config: string;
  /** Databases. */
  readonly data: string;
}

/** Where recado keeps its files: `RECADO_HOME` for all of it, else the platform's usual folders. */
export function pathsOf(host: Pick<Host, "env" | "home" | "platform" | "cwd">): Paths {
  const { env, home, platform } = host;
  if (env["RECADO_HOME"]) return { config: env["RECADO_HOME"], data: env["RECADO_HOME"] };
  if (platform === "darwin") {
    const folder = join(home, "Library", "Application Support", "recado");
    return { config: folder, data: folder };
  }
  if (platform === "win32") {
    const roaming = env["APPDATA"] ?? join(home, "AppData", "Roaming");
    const local = env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
    return { config: join(roaming, "recado"), data: join(local, "recado") };
  }
  return {
    config: join(env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "recado"),
    data: join(env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "recado"),
  };
}
