import { mediaPath, mediaUploadPath } from "../graph/wire/media.ts";
import { messagesPath } from "../graph/wire/messages.ts";
import { phoneNumberPath, phoneNumbersPath } from "../graph/wire/phone-numbers.ts";
import { templatePath, templatesPath } from "../graph/wire/templates.ts";
import { debugTokenPath } from "../graph/wire/tokens.ts";
import { subscribedAppsPath, wabaPath } from "../graph/wire/wabas.ts";
import { deleteMedia, getMedia, uploadMedia } from "./handlers/media.ts";
import { postMessage } from "./handlers/messages.ts";
import { getPhoneNumber, listPhoneNumbers } from "./handlers/phone-numbers.ts";
import { createTemplate, deleteTemplates, getTemplate, listTemplates } from "./handlers/templates.ts";
import { debugToken } from "./handlers/tokens.ts";
import { getWaba, listSubscribedApps, subscribeApp, unsubscribeApp } from "./handlers/wabas.ts";
import type { Route } from "./router.ts";

const phone = "{phone_number_id}";
const waba = "{waba_id}";
const template = "{template_id}";
const media = "{media_id}";
const messaging = "whatsapp_business_messaging";
const management = "whatsapp_business_management";

/** Every Graph call that the simulator answers. */
export const routes: readonly Route[] = [
  { name: `POST ${messagesPath(phone)}`, handler: "messages", scope: messaging, run: postMessage },

  { name: `POST ${mediaUploadPath(phone)}`, handler: "media", scope: messaging, run: uploadMedia },
  { name: `GET ${mediaPath(media)}`, handler: "media", scope: messaging, run: getMedia },
  { name: `DELETE ${mediaPath(media)}`, handler: "media", scope: messaging, run: deleteMedia },

  { name: `GET ${templatesPath(waba)}`, handler: "templates", scope: management, run: listTemplates },
  { name: `POST ${templatesPath(waba)}`, handler: "templates", scope: management, run: createTemplate },
  { name: `DELETE ${templatesPath(waba)}`, handler: "templates", scope: management, run: deleteTemplates },
  { name: `GET ${templatePath(template)}`, handler: "templates", scope: management, run: getTemplate },

  { name: `GET ${phoneNumbersPath(waba)}`, handler: "phone-numbers", scope: management, run: listPhoneNumbers },
  { name: `GET ${phoneNumberPath(phone)}`, handler: "phone-numbers", scope: management, run: getPhoneNumber },

  { name: `GET ${wabaPath(waba)}`, handler: "wabas", scope: management, run: getWaba },
  { name: `GET ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: listSubscribedApps },
  { name: `POST ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: subscribeApp },
  { name: `DELETE ${subscribedAppsPath(waba)}`, handler: "wabas", scope: management, run: unsubscribeApp },

  { name: `GET ${debugTokenPath}`, handler: "tokens", scope: undefined, run: debugToken },
];
