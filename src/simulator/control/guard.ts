import { tokenOf } from "../http/auth.ts";
import type { ControlContext } from "./routes.ts";
import { ControlError } from "./error.ts";
import type { World } from "../world.ts";

const loopback = /^(?:::1|(?:::ffff:)?127\.)/;
/** Names that nobody else can give to this computer; an address is no name at all. */
const ownName = /^(?:localhost|\[[\da-f:.]+\]|\d+(?:\.\d+){3})(?::\d+)?$/i;

/**
 * Who may use the control calls: this computer without a token, others with it, and never the page of another site. Such
 * a page may have had its name pointed at this computer, so that the browser takes the two for the same site: a name
 * that is not this computer's own asks for the token too.
 */
export function guard(context: ControlContext, world: World): void {
  const origin = context.req.header("origin");
  const host = context.req.header("host") ?? "";
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new ControlError(403, "foreign_origin", {
      en: "Control calls are not for pages of other sites.",
      es: "Las llamadas de control no son para páginas de otros sitios.",
    });
  }
  const isHere = loopback.test(context.env.incoming.socket.remoteAddress ?? "") && ownName.test(host);
  if (isHere) return;
  if (tokenOf(context.req.header("authorization"), context.req.query("access_token")) === world.credentials.accessToken)
    return;
  throw new ControlError(403, "no_token", {
    en: "From another computer, or under another name than localhost, control calls need the access token as a bearer token.",
    es: "Desde otro equipo, o con otro nombre que localhost, las llamadas de control necesitan el token de acceso como bearer.",
  });
}
