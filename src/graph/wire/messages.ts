/**
 * `POST /{phone_number_id}/messages`
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
import type { OpenEnum } from "./common.ts";

export const messagesPath = (phoneNumberId: string): string => `/${phoneNumberId}/messages`;

/** Media already uploaded (`id`) or fetched by Meta from a public address (`link`): exactly one of the two. */
export type WireMediaSource = { id: string; link?: never } | { link: string; id?: never };

export type WireCaptionedMedia = WireMediaSource & { caption?: string };
export type WireDocument = WireMediaSource & { caption?: string; filename?: string };
export type WireAudio = WireMediaSource & { voice?: boolean };

export interface WireText {
  /** At most 4,096 characters. */
  body: string;
  preview_url?: boolean;
}

export type WireTemplateParameter =
  | { type: "text"; text: string; parameter_name?: string }
  | {
      type: "currency";
      currency: { fallback_value: string; code: string; amount_1000: number };
      parameter_name?: string;
    }
  | { type: "date_time"; date_time: { fallback_value: string }; parameter_name?: string }
  | { type: "image"; image: WireMediaSource }
  | { type: "video"; video: WireMediaSource }
  | { type: "document"; document: WireMediaSource & { filename?: string } }
  | {
      type: "location";
      location: { latitude: string | number; longitude: string | number; name?: string; address?: string };
    };

export type WireTemplateButtonParameter =
  | { type: "text"; text: string }
  | { type: "payload"; payload: string }
  | { type: "coupon_code"; coupon_code: string };

export type WireTemplateSendComponent =
  | { type: "header"; parameters: WireTemplateParameter[] }
  | { type: "body"; parameters: WireTemplateParameter[] }
  | {
      type: "button";
      sub_type: "url" | "quick_reply" | "copy_code";
      /** Position among the template's buttons, from 0. */
      index: string;
      parameters: WireTemplateButtonParameter[];
    };

export interface WireTemplateSend {
  name: string;
  language: { code: string; policy?: "deterministic" };
  components?: WireTemplateSendComponent[];
}

/** The content of a message: one member named like `type`. */
export type WireContent =
  | { type: "text"; text: WireText }
  | { type: "image"; image: WireCaptionedMedia }
  | { type: "video"; video: WireCaptionedMedia }
  | { type: "document"; document: WireDocument }
  | { type: "audio"; audio: WireAudio }
  | { type: "sticker"; sticker: WireMediaSource }
  | { type: "template"; template: WireTemplateSend };
export type WireContentType = WireContent["type"];

export type WireSendBody = {
  messaging_product: "whatsapp";
  recipient_type?: "individual";
  /** E.164 with `+`: without it Meta may put the sender's own country code in front. */
  to: string;
  context?: { message_id: string };
  /** At most 512 characters; comes back in every status webhook of the message. */
  biz_opaque_callback_data?: string;
} & WireContent;

export interface WireSendResponse {
  messaging_product: "whatsapp";
  contacts: { input: string; wa_id?: string; user_id?: string }[];
  messages: { id: string; message_status?: OpenEnum<"accepted" | "held_for_quality_assessment" | "paused"> }[];
}
