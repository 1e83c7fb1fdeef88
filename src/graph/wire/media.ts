/**
 * Media files of a phone number.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
export const mediaUploadPath = (phoneNumberId: string): string => `/${phoneNumberId}/media`;
export const mediaPath = (mediaId: string): string => `/${mediaId}`;

/** The answer to an upload; the id lives for 30 days. */
export interface WireMediaUploaded {
  id: string;
}

/** What a file is, and where it can be read. */
export interface WireMedia {
  messaging_product: "whatsapp";
  /** Lives for five minutes and needs the bearer token. */
  url: string;
  mime_type: string;
  /** Hexadecimal here, base64 in webhooks. */
  sha256: string;
  file_size: number | string;
  id: string;
}
