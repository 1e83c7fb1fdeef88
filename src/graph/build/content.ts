import {
  addressRequest,
  buttons,
  callPermissionRequest,
  contactRequest,
  ctaUrl,
  flow,
  list,
  locationRequest,
  mixedButtons,
  voiceCall,
} from "./interactive.ts";
import { orderDetails, orderStatus } from "./orders.ts";
import { audio, contacts, document, image, location, pin, reaction, sticker, text, video, voice } from "./plain.ts";
import { catalog, mediaCarousel, product, productCarousel, productList } from "./products.ts";
import { template } from "./template.ts";

/**
 * The content of a message, one function for each kind. Each gives what stands beside the recipient in a send:
 * `messages.send(id, { messaging_product: "whatsapp", to, ...content.text("Hola") })`.
 *
 * What Meta would refuse is refused here: InputError `message.invalid`, whose text names the place in Meta's spelling
 * (`interactive.action.buttons[1].reply.title`), and whose `data.problems` has all of them.
 */
export const content = {
  text,
  image,
  video,
  document,
  audio,
  voice,
  sticker,
  location,
  contacts,
  reaction,
  buttons,
  mixedButtons,
  list,
  ctaUrl,
  flow,
  product,
  productList,
  catalog,
  mediaCarousel,
  productCarousel,
  locationRequest,
  addressRequest,
  orderDetails,
  orderStatus,
  callPermissionRequest,
  voiceCall,
  contactRequest,
  pin,
  template,
} as const;
