import { exitCodes } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";

/** What each exit code says: no code without its words. */
export const exitMeanings: Readonly<Record<keyof typeof exitCodes, Text>> = {
  ok: { en: "done; an empty list is done", es: "hecho; una lista vacía también es un resultado" },
  fault: { en: "our fault, or unclassified", es: "falla nuestra o sin clasificar" },
  usage: {
    en: "wrong use: options, arguments or a bad file",
    es: "uso incorrecto: opciones, argumentos o archivo con errores",
  },
  config: { en: "not configured or not authorised", es: "falta configuración o autorización" },
  refused: {
    en: "refused, by Meta or by our own rules (consent, window, budget); repeating will not help",
    es: "rechazado por Meta o por nuestras reglas (consentimiento, ventana, presupuesto); repetir no ayuda",
  },
  temporary: {
    en: "temporary: network, rate limit, Meta's outage; repeating may help",
    es: "temporal: red, límite de solicitudes o caída de Meta; repetir puede ayudar",
  },
  partial: { en: "partly done; the rest is listed", es: "hecho en parte; se muestra lo que falta" },
  uncertain: {
    en: "uncertain: some sends may or may not have gone out; never repeat blindly",
    es: "incierto: algunos envíos pueden haber salido o no; no repita sin comprobar",
  },
  differences: { en: "differences found", es: "se encontraron diferencias" },
  interrupted: { en: "interrupted", es: "interrumpido" },
};
