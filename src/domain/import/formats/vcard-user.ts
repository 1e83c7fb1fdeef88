/** Whom an instant-messaging address (`whatsapp:…`) means. */
export interface UserAddress {
  readonly kind: "userId" | "username" | "phone";
  readonly value: string;
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Undefined where it is not one of WhatsApp, or says nothing that we know. */
export function readUserAddress(text: string, whatsapp: boolean): UserAddress | undefined {
  const colon = text.indexOf(":");
  const scheme = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (scheme !== "whatsapp" && !whatsapp) return undefined;
  const value = unescapeUri(text.slice(colon + 1)).trim();
  if (/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(value)) return { kind: "userId", value };
  if (/^\+?\d[\d ().-]{4,30}$/.test(value)) return { kind: "phone", value };
  return /^@?[a-z0-9._]{3,35}$/i.test(value) ? { kind: "username", value: value.replace(/^@/, "") } : undefined;
}
