import type {
  WireButtonReply,
  WireCallPermissionReply,
  WireFormReply,
  WireIdentity,
  WireInboundLocation,
  WireInboundMedia,
  WireInboundOrder,
  WireInboundReaction,
  WireListReply,
  WirePaymentMethodReply,
  WireSharedContact,
  WireSystemNote,
  WireUnsupportedType,
} from "../../graph/wire/webhooks.ts";
import type { OpenEnum } from "../../graph/wire/common.ts";
import type { ForeignRecord } from "./foreign-json.ts";

/**
 * What a message holds, by `type`, in Meta's spelling. `other` for kinds that are new, and for content that is not of the
 * documented shape: the whole of it is in the event's `message`.
 */
export type InboundContent =
  | { readonly type: "text"; readonly text: { readonly body: string } }
  | { readonly type: "image"; readonly image: WireInboundMedia }
  | { readonly type: "video"; readonly video: WireInboundMedia }
  | { readonly type: "document"; readonly document: WireInboundMedia }
  | { readonly type: "audio"; readonly audio: WireInboundMedia }
  | { readonly type: "sticker"; readonly sticker: WireInboundMedia }
  | { readonly type: "location"; readonly location: WireInboundLocation }
  | { readonly type: "contacts"; readonly contacts: readonly WireSharedContact[] }
  /** A tap on a template's quick reply. */
  | { readonly type: "button"; readonly button: { readonly payload: string; readonly text: string } }
  | { readonly type: "interactive"; readonly interactive: InboundAnswer }
  | { readonly type: "order"; readonly order: WireInboundOrder }
  /** Without `emoji` the reaction was taken back. */
  | { readonly type: "reaction"; readonly reaction: WireInboundReaction }
  /** WhatsApp's own note about the customer: nobody wrote it. */
  | { readonly type: "system"; readonly system: WireSystemNote; readonly identity: WireIdentity | undefined }
  | { readonly type: "edit"; readonly edit: InboundEdit }
  | { readonly type: "revoke"; readonly revoke: { readonly original_message_id: string } }
  | { readonly type: "unsupported"; readonly unsupported: { readonly type?: OpenEnum<WireUnsupportedType> } }
  /** In `history`: the medium itself comes in an event of its own, or not at all. */
  | { readonly type: "media_placeholder" }
  | { readonly type: "other" };

/** What an earlier message says now. */
export interface InboundEdit {
  readonly original_message_id: string;
  readonly content: InboundContent;
}

/** The answer to an interactive message. */
export type InboundAnswer =
  | { readonly type: "button_reply"; readonly button_reply: WireButtonReply }
  | { readonly type: "list_reply"; readonly list_reply: WireListReply }
  | {
      readonly type: "nfm_reply";
      readonly nfm_reply: WireFormReply;
      /** What was filled in, read from `response_json`; undefined where that is not the JSON of an object. */
      readonly response: ForeignRecord | undefined;
    }
  | { readonly type: "call_permission_reply"; readonly call_permission_reply: WireCallPermissionReply }
  | { readonly type: "payment_method"; readonly payment_method: WirePaymentMethodReply }
  /** Its shape is not documented. */
  | { readonly type: "product"; readonly product: unknown };
