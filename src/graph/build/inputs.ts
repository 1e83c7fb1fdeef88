/** What the builders take and give, by name. */
export type {
  AddressRequestInput,
  ButtonsInput,
  CtaUrlInput,
  FlowInput,
  InteractiveContent,
  LinkChoice,
  ListInput,
  MixedButtonsInput,
  ReplyChoice,
  VoiceCallInput,
} from "./interactive.ts";
export type { MessageFrame, MessageHeader } from "./make.ts";
export type { OneOf } from "./one-of.ts";
export type { OrderCharge, OrderDetailsInput, OrderItemInput, OrderStatusInput } from "./orders.ts";
export type { MessageContent, TextOptions } from "./plain.ts";
export type {
  CatalogInput,
  MediaCardInput,
  MediaCarouselInput,
  ProductCarouselInput,
  ProductInput,
  ProductListInput,
} from "./products.ts";
export type {
  TemplateBodyInput,
  TemplateButtonInput,
  TemplateCardHeaderInput,
  TemplateHeaderInput,
} from "./template-parts.ts";
export type { TemplateCardInput, TemplateInput } from "./template.ts";
