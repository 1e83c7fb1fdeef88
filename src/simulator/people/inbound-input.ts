/** What a person does, as the control call `inbound` takes it: one content member, named like its type, or a tap. */
export interface InboundInput extends InboundContent {
  /** A phone number in any spelling, or a user id. */
  readonly from: string;
  readonly profile?: { readonly name?: string | undefined; readonly username?: string | undefined } | undefined;
  /** The business number written to; the first one when left out. */
  readonly phone_number_id?: string | undefined;
  /** Written in this group, of which the person is a member. */
  readonly group_id?: string | undefined;
  /** Follows from the member when left out. */
  readonly type?: string | undefined;
  /** A button or row of the message answered, by its title or id: the right kind of answer is made of it. */
  readonly tap?: string | undefined;
  /** What a tapped form was filled with. */
  readonly response?: Readonly<Record<string, unknown>> | undefined;
  /** The person shares the own number, as asked for. */
  readonly shareContact?: true | undefined;
  /** The message answered or tapped on, or that this one was passed on. */
  readonly context?: InboundContext | undefined;
  /** The advertisement through which the person came; `true` for a sample. */
  readonly referral?: true | Readonly<Record<string, unknown>> | undefined;
  /** Beside `system` of `customer_identity_changed`. */
  readonly identity?: (OpenObject & { readonly hash?: string | undefined }) | undefined;
}

/** What is said: one of them. */
export interface InboundContent {
  readonly text?: string | { readonly body: string } | undefined;
  readonly image?: InboundMedia | undefined;
  readonly video?: InboundMedia | undefined;
  readonly document?: InboundMedia | undefined;
  readonly audio?: InboundMedia | undefined;
  readonly sticker?: InboundMedia | undefined;
  readonly location?: InboundLocation | undefined;
  readonly contacts?: readonly OpenObject[] | undefined;
  readonly button?: { readonly payload: string; readonly text: string } | undefined;
  readonly interactive?: TypedObject | undefined;
  readonly order?: InboundOrder | undefined;
  /** Without an emoji, or with an empty one, the reaction is taken back. */
  readonly reaction?: { readonly message_id: string; readonly emoji?: string | undefined } | undefined;
  /** WhatsApp's own note about the person. */
  readonly system?: TypedObject | undefined;
  readonly edit?: InboundEdit | undefined;
  readonly revoke?: { readonly original_message_id: string } | undefined;
  /** Something that the platform does not pass on: `{type: "poll_creation"}`. */
  readonly unsupported?: { readonly type?: string; readonly code?: 131051 | 131060 | 130501 | undefined } | undefined;
}

/** Members as they stand in the webhook. */
type OpenObject = Readonly<Record<string, unknown>>;
type TypedObject = OpenObject & { readonly type: string };

/** A file that a person sends. */
export interface InboundMedia {
  readonly mime_type?: string | undefined;
  readonly caption?: string | undefined;
  readonly filename?: string | undefined;
  readonly voice?: boolean | undefined;
  readonly animated?: boolean | undefined;
  /** The file in base64; a few bytes when left out. */
  readonly data?: string | undefined;
}

/** A place that a person sends, in degrees. */
export interface InboundLocation {
  readonly latitude: number;
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
  readonly url?: string;
}

/** What a person puts into the cart of a catalog. */
export interface InboundOrder {
  readonly catalog_id: string;
  readonly text?: string;
  readonly product_items: readonly {
    readonly product_retailer_id: string;
    readonly quantity: number;
    readonly item_price: number;
    readonly currency: string;
  }[];
}

/** A person changes a message. */
export interface InboundEdit {
  readonly original_message_id: string;
  /** The message as it is now; or only its `text`. */
  readonly message?: TypedObject | undefined;
  readonly text?: string | undefined;
}

/** The message that is answered or passed on, by its `id` (or `message_id`). */
export interface InboundContext {
  readonly id?: string | undefined;
  readonly message_id?: string | undefined;
  readonly forwarded?: boolean | undefined;
  readonly frequently_forwarded?: boolean | undefined;
  readonly referred_product?: { readonly catalog_id: string; readonly product_retailer_id: string } | undefined;
}

const contents: Readonly<Record<keyof InboundContent, true>> = {
  text: true,
  image: true,
  video: true,
  document: true,
  audio: true,
  sticker: true,
  location: true,
  contacts: true,
  button: true,
  interactive: true,
  order: true,
  reaction: true,
  system: true,
  edit: true,
  revoke: true,
  unsupported: true,
};

/** The content's type; undefined when there is none, or more than one. */
export function inboundType(input: InboundInput): string | undefined {
  const given = Object.entries(input).flatMap(([name, value]) =>
    value !== undefined && Object.hasOwn(contents, name) ? [name] : [],
  );
  if (input.tap !== undefined || input.shareContact === true) return given.length === 0 ? "tap" : undefined;
  if (input.type === undefined) return given.length === 1 ? given[0] : undefined;
  return given.includes(input.type) || (input.type === "unsupported" && given.length === 0) ? input.type : undefined;
}
