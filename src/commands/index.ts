import type { CommandTree } from "../cli/program.ts";
import { campaigns } from "./campaigns/index.ts";
import { consent } from "./consent/index.ts";
import { contacts } from "./contacts/index.ts";
import { costs } from "./costs/index.ts";
import { demo } from "./demo/index.ts";
import { doctor } from "./doctor/index.ts";
import { help } from "./help/index.ts";
import { init } from "./init/index.ts";
import { media } from "./media/index.ts";
import { messages } from "./messages/index.ts";
import { profiles } from "./profiles/index.ts";
import { segments } from "./segments/index.ts";
import { send } from "./send/index.ts";
import { simulator } from "./simulator/index.ts";
import { templates } from "./templates/index.ts";
import { webhooks } from "./webhooks/index.ts";
import { work } from "./work/index.ts";

/** Every command, in the order of `recado --help`. Literals only: a body is loaded when it runs. */
export const commands: CommandTree = [
  demo,
  init,
  doctor,
  send,
  campaigns,
  work,
  contacts,
  segments,
  consent,
  templates,
  media,
  messages,
  webhooks,
  costs,
  simulator,
  profiles,
  help,
];
