/**
 * Files inside a message.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */

/** Media already uploaded (`id`) or fetched by Meta from a public address (`link`): exactly one of the two. */
export type WireMediaSource = { id: string; link?: never } | { link: string; id?: never };

/** Captions have at most 1,024 characters. */
export type WireCaptionedMedia = WireMediaSource & { caption?: string };

/** Without `filename` the phone shows a name of its own. */
export type WireDocument = WireMediaSource & { caption?: string; filename?: string };

/** `voice`: a voice message (OGG/OPUS, mono), whose playing is reported by the status `played`. */
export type WireAudio = WireMediaSource & { voice?: boolean };

/** A file and what the phone calls it. */
export type WireNamedDocument = WireMediaSource & { filename?: string };
