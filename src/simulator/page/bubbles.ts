import type { SimulatedMessage } from "../sending/messages.ts";
import type { ReceivedMessage } from "../state.ts";
import { isObject } from "../validate/check.ts";
import type { World } from "../world.ts";
import { type Frame, frameOf, objects, templateOf, text } from "./frame.ts";

/** Something that can be tapped under a message. Without an id there is nothing to answer with: a link, a call. */
interface Tappable {
  readonly title: string;
  readonly id: string | undefined;
}

export interface Bubble extends Frame {
  readonly at: number;
  readonly mine: boolean;
  readonly message: SimulatedMessage | ReceivedMessage;
  readonly buttons: readonly Tappable[];
}

const shown = 60;
/** What a customer does in words: nothing has to be said beside them. */
const inWords = new Set(["text", "button", "interactive"]);

/** What stands on a person's screen: both sides, in order. */
export function bubblesOf(world: World, phone: string): Bubble[] {
  const sent = world.state.messages.list({ to: phone }).map((message) => ({
    at: Number(message.timestamp) * 1_000,
    mine: true,
    message,
    ...frameOf(world, message),
    buttons: message.status === "failed" ? [] : tappablesOf(world, message),
  }));
  const received = [...world.state.received.values()]
    .filter(({ from }) => from === phone)
    .map((message) => ({
      at: message.at,
      mine: false,
      message,
      kind: message.text !== undefined && inWords.has(message.type) ? undefined : message.type,
      header: undefined,
      footer: undefined,
      buttons: [],
    }));
  return [...sent, ...received].toSorted((a, b) => a.at - b.at).slice(-shown);
}

function tappablesOf(world: World, message: SimulatedMessage): Tappable[] {
  const payload = isObject(message.payload) ? message.payload : {};
  if (isObject(payload["interactive"])) return ofInteractive(payload["interactive"]);
  if (isObject(payload["template"])) return ofTemplate(world, payload["template"]);
  return [];
}

function ofInteractive(interactive: Readonly<Record<string, unknown>>): Tappable[] {
  const action = isObject(interactive["action"]) ? interactive["action"] : {};
  const buttons = objects(action["buttons"]).flatMap((button) => {
    const reply = isObject(button["reply"]) ? button["reply"] : {};
    const title = text(reply["title"]);
    return title === undefined ? [] : [{ title, id: text(reply["id"]) }];
  });
  const rows = objects(action["sections"])
    .flatMap((section) => objects(section["rows"]))
    .map((row) => ({ title: text(row["title"]) ?? "", id: text(row["id"]) }));
  const parameters = isObject(action["parameters"]) ? action["parameters"] : {};
  const link = text(parameters["display_text"]) ?? text(parameters["flow_cta"]);
  return [...buttons, ...rows, ...(link === undefined ? [] : [{ title: link, id: undefined }])];
}

function ofTemplate(world: World, send: Readonly<Record<string, unknown>>): Tappable[] {
  return (templateOf(world, send)?.components ?? []).flatMap((component) =>
    component.type === "BUTTONS"
      ? component.buttons.flatMap((button) => {
          const title = "text" in button ? text(button.text) : undefined;
          return title === undefined ? [] : [{ title, id: button.type === "QUICK_REPLY" ? title : undefined }];
        })
      : [],
  );
}
