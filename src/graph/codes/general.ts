import { type GraphErrorEntry, minutes, seconds } from "./entry.ts";

/**
 * A wrong app secret is answered with the number of a wrong field, and only the sentence tells: the proof is a field to Meta,
 * and a secret to the person who has to correct it.
 * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export const wrongAppSecret: GraphErrorEntry = {
  code: 100,
  name: "wrong_app_secret",
  kind: "auth",
  retry: "no",
  stops: true,
  title: { en: "Wrong app secret", es: "Secreto de la aplicación incorrecto" },
  explanation: {
    en: "Meta does not accept the app secret: it is not the one of the app that the access token belongs to.",
    es: "Meta no acepta el secreto de la aplicación: no es el de la aplicación a la que pertenece el token de acceso.",
  },
  next: {
    en: "Copy the secret from the app's basic settings in Meta's app dashboard and run: recado init --app-secret <secret> (or set RECADO_APP_SECRET)",
    es: "Copie el secreto de la configuración básica de la aplicación en el panel de Meta y ejecute: recado init --app-secret <secreto> (o defina RECADO_APP_SECRET)",
  },
};

/** Authorisation, permissions, call limits: errors of the whole Graph API. */
export const generalCodes: readonly GraphErrorEntry[] = [
  {
    code: 0,
    name: "token_invalid",
    kind: "auth",
    retry: "no",
    stops: true,
    title: { en: "Token not valid", es: "Token no válido" },
    explanation: {
      en: "The access token is not accepted: it has expired, was revoked, or is not whole.",
      es: "El token de acceso no se acepta: venció, fue revocado o está incompleto.",
    },
    next: {
      en: "Make a new token (best a permanent one of a system user) and run: recado init",
      es: "Cree un token nuevo (mejor uno permanente de un usuario del sistema) y ejecute: recado init",
    },
  },
  {
    code: 1,
    name: "unknown_api_error",
    kind: "server",
    retry: "yes",
    title: { en: "Unknown API error", es: "Error desconocido de la API" },
    explanation: {
      en: "Meta could not handle the request: a passing fault, or a request that it does not understand.",
      es: "Meta no pudo procesar la solicitud: es una falla pasajera o no entiende la solicitud.",
    },
    next: {
      en: "Try again in a few minutes; https://metastatus.com shows outages.",
      es: "Inténtelo de nuevo en unos minutos; https://metastatus.com informa de las caídas.",
    },
  },
  {
    code: 2,
    name: "service_down",
    kind: "server",
    retry: "yes",
    title: { en: "Service down", es: "Servicio caído" },
    explanation: { en: "Meta's service is down for the moment.", es: "El servicio de Meta está caído por el momento." },
    next: {
      en: "Try again in a few minutes; https://metastatus.com shows outages.",
      es: "Inténtelo de nuevo en unos minutos; https://metastatus.com informa de las caídas.",
    },
  },
  {
    code: 3,
    name: "capability_missing",
    kind: "permission",
    retry: "no",
    stops: true,
    title: { en: "Capability missing", es: "Falta una capacidad" },
    explanation: {
      en: "The app may not make this kind of request.",
      es: "La aplicación no puede hacer este tipo de solicitud.",
    },
    next: {
      en: "Check the app's permissions in Meta's app dashboard, then run: recado doctor",
      es: "Revise los permisos de la aplicación en el panel de Meta y luego ejecute: recado doctor",
    },
  },
  {
    code: 4,
    name: "app_rate_limited",
    kind: "throttle",
    retry: { waitMs: minutes(5) },
    title: { en: "App's request limit reached", es: "Límite de solicitudes de la aplicación" },
    explanation: {
      en: "The app has made too many requests in the past hour.",
      es: "La aplicación hizo demasiadas solicitudes en la última hora.",
    },
    next: {
      en: "Wait up to an hour; spread the requests out.",
      es: "Espere hasta una hora y reparta las solicitudes en el tiempo.",
    },
  },
  {
    code: 10,
    name: "permission_denied",
    kind: "permission",
    retry: "no",
    stops: true,
    title: { en: "Permission missing", es: "Falta un permiso" },
    explanation: {
      en: "The token lacks a permission, or the app is not allowed to use the API.",
      es: "Al token le falta un permiso o la aplicación no está autorizada a usar la API.",
    },
    next: {
      en: "Give the token whatsapp_business_messaging and whatsapp_business_management, then run: recado doctor",
      es: "Dé al token whatsapp_business_messaging y whatsapp_business_management y luego ejecute: recado doctor",
    },
  },
  {
    code: 33,
    name: "object_missing",
    kind: "parameter",
    retry: "no",
    title: { en: "Number deleted", es: "Número eliminado" },
    explanation: {
      en: "The phone number was deleted, or the token may not see it.",
      es: "El número de teléfono fue eliminado o el token no tiene acceso a él.",
    },
    next: {
      en: "Check the ids in the profile with: recado doctor",
      es: "Revise los identificadores del perfil con: recado doctor",
    },
  },
  {
    code: 100,
    name: "parameter",
    kind: "parameter",
    retry: "no",
    title: { en: "Wrong parameter", es: "Parámetro incorrecto" },
    explanation: {
      en: "A field of the request is unknown, misspelt, missing or too long.",
      es: "Un campo de la solicitud es desconocido, está mal escrito, falta o es demasiado largo.",
    },
    next: { en: "Correct the field that Meta names.", es: "Corrija el campo que indica Meta." },
  },
  {
    code: 104,
    name: "token_missing",
    kind: "auth",
    retry: "no",
    stops: true,
    title: { en: "Token or proof missing", es: "Falta el token o su prueba" },
    explanation: {
      en: "The request came without a valid access token or app secret proof.",
      es: "La solicitud llegó sin un token de acceso válido o sin la prueba del secreto de la aplicación.",
    },
    next: {
      en: "Check the token and the app secret with: recado doctor",
      es: "Revise el token y el secreto de la aplicación con: recado doctor",
    },
  },
  {
    code: 190,
    name: "token_expired",
    kind: "auth",
    retry: "no",
    stops: true,
    title: { en: "Token expired", es: "Token vencido" },
    explanation: {
      en: "The access token has expired or is not valid.",
      es: "El token de acceso venció o no es válido.",
    },
    next: {
      en: "Make a new token (best a permanent one of a system user) and run: recado init",
      es: "Cree un token nuevo (mejor uno permanente de un usuario del sistema) y ejecute: recado init",
    },
  },
  {
    code: 368,
    name: "policy_blocked",
    kind: "account",
    retry: "no",
    stops: true,
    title: { en: "Blocked for policy", es: "Bloqueada por las políticas" },
    explanation: {
      en: "Meta has blocked the account for a while because of policy violations.",
      es: "Meta bloqueó la cuenta por un tiempo por incumplir sus políticas.",
    },
    next: {
      en: "Look at the account's quality page in WhatsApp Manager, and ask there for a review if it is a mistake.",
      es: "Vea la calidad de la cuenta en el Administrador de WhatsApp y pida allí una revisión si es un error.",
    },
  },
  {
    code: 613,
    name: "call_permission_rate_limited",
    kind: "throttle",
    retry: { waitMs: seconds(1), factor: 2 },
    title: { en: "Too many look-ups", es: "Demasiadas consultas" },
    explanation: {
      en: "Call permissions were asked for too often: five a second are allowed.",
      es: "Se consultaron los permisos de llamada con demasiada frecuencia: se admiten cinco por segundo.",
    },
    next: { en: "Wait, then send more slowly.", es: "Espere y luego envíe más despacio." },
  },
  {
    code: 80007,
    name: "account_rate_limited",
    kind: "throttle",
    retry: { waitMs: minutes(5) },
    title: { en: "Account's request limit reached", es: "Límite de solicitudes de la cuenta" },
    explanation: {
      en: "Too many requests were made for this WhatsApp Business Account in the past hour.",
      es: "Se hicieron demasiadas solicitudes para esta cuenta de WhatsApp Business en la última hora.",
    },
    next: {
      en: "Wait up to an hour; spread the requests out.",
      es: "Espere hasta una hora y reparta las solicitudes en el tiempo.",
    },
  },
  {
    code: [200, 299],
    name: "permission_denied",
    kind: "permission",
    retry: "no",
    stops: true,
    title: { en: "Permission not granted", es: "Permiso no concedido" },
    explanation: {
      en: "A permission was not given to the token, or was taken away.",
      es: "El token no tiene un permiso, o se le retiró.",
    },
    next: {
      en: "Give the token whatsapp_business_messaging and whatsapp_business_management, then run: recado doctor",
      es: "Dé al token whatsapp_business_messaging y whatsapp_business_management y luego ejecute: recado doctor",
    },
  },
];
