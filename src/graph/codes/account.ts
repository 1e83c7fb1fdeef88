import { type GraphErrorEntry } from "./entry.ts";

/** The account: its standing, payment, block list and usernames. */
export const accountCodes: readonly GraphErrorEntry[] = [
  {
    code: 131_031,
    name: "account_locked",
    kind: "account",
    retry: "no",
    stops: true,
    title: { en: "Account locked", es: "Cuenta bloqueada" },
    explanation: {
      en: "Meta has locked the account: for a policy violation, or because data such as the PIN did not match.",
      es: "Meta bloqueó la cuenta por incumplir una política o porque un dato, como el PIN, no coincidió.",
    },
    next: {
      en: "Look at the account's quality page in WhatsApp Manager, and ask there for a review if it is a mistake.",
      es: "Vea la calidad de la cuenta en el Administrador de WhatsApp y pida allí una revisión si es un error.",
    },
  },
  {
    code: 131_037,
    name: "display_name_missing",
    kind: "setup",
    retry: "no",
    stops: true,
    title: { en: "Display name not approved", es: "Nombre visible no aprobado" },
    explanation: {
      en: "This number may send only once its display name is approved.",
      es: "Este número no podrá enviar hasta que se apruebe su nombre visible.",
    },
    next: {
      en: "Ask for the approval in WhatsApp Manager.",
      es: "Pida la aprobación en el Administrador de WhatsApp.",
    },
  },
  {
    code: 131_042,
    name: "payment_problem",
    kind: "billing",
    retry: "no",
    stops: true,
    title: { en: "Payment problem", es: "Problema de pago" },
    explanation: {
      en: "Meta cannot bill the account: no payment method, a card refused, or a limit reached.",
      es: "Meta no puede cobrar a la cuenta: falta un medio de pago, se rechazó la tarjeta o se alcanzó un límite.",
    },
    next: {
      en: "Put the payment method right in Meta's billing hub.",
      es: "Corrija el medio de pago en la sección de facturación de Meta.",
    },
  },
  {
    code: 134_011,
    name: "payments_terms",
    kind: "account",
    retry: "no",
    title: { en: "Payment terms not accepted", es: "Condiciones de pago no aceptadas" },
    explanation: {
      en: "The terms of WhatsApp payments have not been accepted.",
      es: "No se aceptaron las condiciones de pagos de WhatsApp.",
    },
    next: { en: "Accept them at the link that Meta gives.", es: "Acéptelas en el enlace que indica Meta." },
  },
  {
    code: 139_100,
    name: "block_partial",
    kind: "recipient",
    retry: "no",
    title: { en: "Some people were not blocked", es: "No se bloqueó a algunas personas" },
    explanation: {
      en: "Not everyone on the list could be blocked or unblocked.",
      es: "No se pudo bloquear o desbloquear a todas las personas de la lista.",
    },
    next: {
      en: "Only people who wrote in the last 24 hours can be blocked.",
      es: "Solo se puede bloquear a quienes escribieron en las últimas 24 horas.",
    },
  },
  {
    code: 139_101,
    name: "block_list_full",
    kind: "recipient",
    retry: "no",
    title: { en: "Block list full", es: "Lista de bloqueados llena" },
    explanation: {
      en: "The list of blocked people is full at 64,000.",
      es: "La lista de personas bloqueadas está llena: admite 64\u00a0000.",
    },
    next: { en: "Unblock some first.", es: "Desbloquee primero a algunas." },
  },
  {
    code: 139_102,
    name: "block_list_changed",
    kind: "server",
    retry: "yes",
    title: { en: "Block list changed meanwhile", es: "La lista de bloqueados cambió" },
    explanation: {
      en: "The list of blocked people was changed at the same time.",
      es: "La lista de personas bloqueadas se modificó al mismo tiempo.",
    },
    next: { en: "Try again.", es: "Inténtelo de nuevo." },
  },
  {
    code: 139_103,
    name: "block_internal",
    kind: "server",
    retry: "yes",
    title: { en: "Blocking failed", es: "Falló el bloqueo" },
    explanation: {
      en: "Meta could not change the list of blocked people.",
      es: "Meta no pudo modificar la lista de personas bloqueadas.",
    },
    next: {
      en: "Try again in a few minutes; https://metastatus.com shows outages.",
      es: "Inténtelo de nuevo en unos minutos; https://metastatus.com informa de las caídas.",
    },
  },
  {
    code: 147_001,
    name: "username_taken",
    kind: "username",
    retry: "no",
    title: { en: "Username taken", es: "Nombre de usuario ocupado" },
    explanation: { en: "Someone else has this username.", es: "Otra persona tiene este nombre de usuario." },
    next: { en: "Choose another username.", es: "Elija otro nombre de usuario." },
  },
  {
    code: 147_002,
    name: "username_not_eligible",
    kind: "username",
    retry: "no",
    title: { en: "Username not allowed", es: "Nombre de usuario no permitido" },
    explanation: {
      en: "This number may not have this username.",
      es: "Este número no puede tener este nombre de usuario.",
    },
    next: { en: "Choose another username.", es: "Elija otro nombre de usuario." },
  },
  {
    code: 147_003,
    name: "username_page_unlinked",
    kind: "username",
    retry: "no",
    title: { en: "Facebook Page not linked", es: "Página de Facebook sin vincular" },
    explanation: {
      en: "The username belongs to a Facebook Page that is not linked.",
      es: "El nombre de usuario pertenece a una página de Facebook sin vincular.",
    },
    next: { en: "Link the Page to the business first.", es: "Vincule primero la página a la empresa." },
  },
  {
    code: 147_004,
    name: "username_instagram_unlinked",
    kind: "username",
    retry: "no",
    title: { en: "Instagram account not linked", es: "Cuenta de Instagram sin vincular" },
    explanation: {
      en: "The username belongs to an Instagram account that is not linked.",
      es: "El nombre de usuario pertenece a una cuenta de Instagram sin vincular.",
    },
    next: {
      en: "Link the Instagram account to the business first.",
      es: "Vincule primero la cuenta de Instagram a la empresa.",
    },
  },
  {
    code: 147_005,
    name: "username_transfer",
    kind: "username",
    retry: "no",
    title: { en: "Username must be transferred", es: "Hay que transferir el nombre de usuario" },
    explanation: {
      en: "The username is in use on another number of the business.",
      es: "Otro número de la empresa usa el nombre de usuario.",
    },
    next: { en: "Transfer it in WhatsApp Manager.", es: "Transfiéralo en el Administrador de WhatsApp." },
  },
];
