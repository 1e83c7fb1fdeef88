import { same, type Language, type Text } from "../../core/text.ts";

type Words = Readonly<Record<string, Text>>;

const messageStatuses: Words = {
  accepted: { en: "accepted", es: "aceptado" },
  sent: { en: "sent", es: "enviado" },
  delivered: { en: "delivered", es: "entregado" },
  read: { en: "read", es: "leído" },
  played: { en: "played", es: "reproducido" },
  failed: { en: "failed", es: "fallido" },
};

const messageTypes: Words = {
  template: { en: "template", es: "plantilla" },
  text: { en: "text", es: "texto" },
  image: { en: "image", es: "imagen" },
  video: { en: "video", es: "video" },
  audio: { en: "audio", es: "audio" },
  document: { en: "document", es: "documento" },
  sticker: { en: "sticker", es: "sticker" },
  location: { en: "location", es: "ubicación" },
  contacts: { en: "contacts", es: "contactos" },
  interactive: { en: "buttons or list", es: "botones o lista" },
  button: { en: "button", es: "botón" },
  order: { en: "order", es: "pedido" },
  reaction: { en: "reaction", es: "reacción" },
  list: { en: "list", es: "lista" },
  cta_url: { en: "link", es: "enlace" },
  flow: { en: "form", es: "formulario" },
  product: { en: "product", es: "producto" },
  product_list: { en: "products", es: "productos" },
  catalog_message: { en: "catalog", es: "catálogo" },
  carousel: { en: "carousel", es: "carrusel" },
  location_request_message: { en: "asks for the location", es: "pide la ubicación" },
  address_message: { en: "asks for the address", es: "pide la dirección" },
  order_details: { en: "order to pay", es: "pedido por pagar" },
  order_status: { en: "state of the order", es: "estado del pedido" },
  call_permission_request: { en: "asks whether it may call", es: "pide permiso para llamar" },
  voice_call: { en: "offers a call", es: "ofrece una llamada" },
  request_contact_info: { en: "asks for the phone number", es: "pide el teléfono" },
  edit: { en: "corrected message", es: "mensaje corregido" },
  revoke: { en: "deleted message", es: "mensaje eliminado" },
  system: { en: "note of WhatsApp", es: "aviso de WhatsApp" },
  unsupported: { en: "of a kind that is not passed on", es: "de un tipo que no se transmite" },
};

const templateStatuses: Words = {
  approved: { en: "approved", es: "aprobada" },
  pending: { en: "in review", es: "en revisión" },
  in_appeal: { en: "in appeal", es: "en apelación" },
  rejected: { en: "rejected", es: "rechazada" },
  paused: { en: "paused", es: "en pausa" },
  disabled: { en: "disabled", es: "desactivada" },
  archived: { en: "archived", es: "archivada" },
  limit_exceeded: { en: "limit exceeded", es: "límite superado" },
  pending_deletion: { en: "being deleted", es: "eliminándose" },
  deleted: { en: "deleted", es: "eliminada" },
};

const categories: Words = {
  marketing: { en: "marketing", es: "publicidad" },
  utility: { en: "utility", es: "avisos" },
  authentication: { en: "authentication", es: "códigos" },
  service: { en: "service", es: "atención" },
  marketing_lite: { en: "marketing (Marketing Messages)", es: "publicidad (Marketing Messages)" },
  "authentication-international": { en: "authentication from abroad", es: "códigos del extranjero" },
  authentication_international: { en: "authentication from abroad", es: "códigos del extranjero" },
  referral_conversion: { en: "after an ad", es: "tras un anuncio" },
  group_marketing: { en: "marketing in groups", es: "publicidad en grupos" },
  group_utility: { en: "utility in groups", es: "avisos en grupos" },
  group_service: { en: "service in groups", es: "atención en grupos" },
};

const priceTypes: Words = {
  regular: { en: "charged", es: "se cobra" },
  free_customer_service: { en: "free", es: "gratis" },
  free_entry_point: { en: "free", es: "gratis" },
  free_group_customer_service: { en: "free", es: "gratis" },
};

const deliveryStates: Words = {
  pending: { en: "on its way", es: "en camino" },
  delivered: { en: "delivered", es: "entregado" },
  failed: { en: "given up", es: "abandonado" },
};

const words = { deliveryStates, messageStatuses, messageTypes, templateStatuses, categories, priceTypes } as const;

/** A code of Meta's in a person's words; one that is new is shown as it is. */
export function wordOf(kind: keyof typeof words, code: string, language: Language): string {
  const known: Words = words[kind];
  const key = code.toLowerCase();
  return ((Object.hasOwn(known, key) ? known[key] : undefined) ?? same(code))[language];
}
