import { isoTime } from "../../core/clock.ts";
import { same } from "../../core/text.ts";
import type { WireTokenInfo } from "../../graph/wire/tokens.ts";
import { missingScopes, neededScopes, newToken } from "../init/token.ts";
import { fail, pass, warn, type Check } from "./check.ts";

const day = 86_400_000;
const soon = 7 * day;

/** @param info undefined where Meta does not let the token be asked about */
export function checkScopes(info: WireTokenInfo | undefined): Check {
  if (info?.scopes === undefined) {
    return warn(
      "token-scopes",
      {
        en: "Meta does not say which permissions this token has",
        es: "Meta no informa qué permisos tiene este token",
      },
      {
        en: `Make sure that it has ${neededScopes.join(" and ")}.`,
        es: `Asegúrese de que tenga ${neededScopes.join(" y ")}.`,
      },
    );
  }
  const missing = missingScopes(info);
  if (missing.length === 0) return pass("token-scopes", same(neededScopes.join(", ")));
  return fail(
    "token-scopes",
    {
      en: `The token lacks a permission: ${missing.join(", ")}`,
      es: `Al token le falta un permiso: ${missing.join(", ")}`,
    },
    newToken,
  );
}

/** @param now milliseconds since the epoch */
export function checkExpiry(info: WireTokenInfo | undefined, now: number): Check {
  const expires = info?.expires_at;
  if (expires === undefined) {
    return warn(
      "token-expiry",
      { en: "Meta does not say when this token expires", es: "Meta no informa cuándo vence este token" },
      {
        en: "A system user's token can be made so that it never expires.",
        es: "El token de un usuario del sistema puede crearse de modo que no venza.",
      },
    );
  }
  if (expires === 0) {
    return pass("token-expiry", { en: "The token never expires", es: "El token no vence" });
  }
  const left = expires * 1_000 - now;
  const date = isoTime(expires * 1_000)
    .slice(0, 16)
    .replace("T", " ");
  if (left <= 0) {
    return fail(
      "token-expiry",
      { en: `The token expired on ${date} UTC`, es: `El token venció el ${date} UTC` },
      newToken,
    );
  }
  const text = { en: `The token expires on ${date} UTC`, es: `El token vence el ${date} UTC` };
  return left < soon ? warn("token-expiry", text, newToken) : pass("token-expiry", text);
}
