import { ConfigError, exitCodes } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { GraphClient } from "../../graph/client.ts";
import { GraphError } from "../../graph/errors.ts";
import type { CallOptions } from "../../graph/request.ts";
import type { WireTokenInfo } from "../../graph/wire/tokens.ts";

/** What recado's commands need a token to be allowed. */
export const neededScopes = ["whatsapp_business_management", "whatsapp_business_messaging"] as const;

export const newToken: Text = {
  en: "Make a new token for a system user in Meta's business settings, then run: recado init",
  es: "Cree un token nuevo para un usuario del sistema en la configuración del negocio de Meta y ejecute: recado init",
};

/** True for the errors that another token may cure. */
export function blamesToken(error: unknown): error is GraphError | ConfigError {
  if (error instanceof GraphError) return error.kind === "auth";
  return (
    error instanceof ConfigError && ["config.no_token", "config.bad_token", "config.token_invalid"].includes(error.code)
  );
}

/**
 * Asks Meta about the token. Some tokens may not be asked about (undefined): they can be good all the same.
 *
 * @throws GraphError (exit 3) or ConfigError when Meta refuses the token
 */
export async function inspectToken(
  graph: GraphClient,
  accessToken: string,
  options: CallOptions,
): Promise<WireTokenInfo | undefined> {
  let info: WireTokenInfo;
  try {
    info = await graph.tokens.debug(accessToken, options);
  } catch (error) {
    if (error instanceof GraphError && error.exit !== exitCodes.temporary && error.kind !== "auth") return undefined;
    throw error;
  }
  if (info.is_valid) return info;
  throw new ConfigError({
    code: "config.token_invalid",
    text: { en: "Meta says that this token is not valid.", es: "Meta responde que este token no es válido." },
    hint: newToken,
  });
}

/** The permissions that the token lacks; none when Meta did not list them. */
export function missingScopes(info: WireTokenInfo | undefined): string[] {
  const { scopes } = info ?? {};
  return scopes === undefined ? [] : neededScopes.filter((scope) => !scopes.includes(scope));
}

/** The accounts that the token was given, where it was given some and not all. */
export function accountsOf(info: WireTokenInfo | undefined): string[] {
  const targets = (info?.granular_scopes ?? [])
    .filter(({ scope }) => scope === "whatsapp_business_management")
    .flatMap(({ target_ids }) => target_ids ?? []);
  return [...new Set(targets)];
}
