import { recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";

/** The words of a message that a customer sent: its text, the label of the button that was tapped, or a caption. */
export function wordsOf(message: ForeignRecord): string | undefined {
  const type = textAt(message, "type");
  if (type === undefined) return textAt(recordAt(message, "text"), "body");
  const content = recordAt(message, type);
  switch (type) {
    case "text":
      return textAt(content, "body");
    case "button":
      return textAt(content, "text");
    case "interactive":
      return textAt(tapped(content), "title");
    case "edit": {
      // What the message says now; a correction to a stop word counts as one.
      const edited = recordAt(content, "message");
      return textAt(edited, "type") === "edit" ? undefined : wordsOf(edited);
    }
    case "order":
      return textAt(content, "text");
    case "reaction":
      return textAt(content, "emoji");
    case "system":
      return textAt(content, "body");
    default:
      return textAt(content, "caption");
  }
}

/** What the business laid behind the button or list row that was tapped. */
export function tapPayload(message: ForeignRecord): string | undefined {
  const type = textAt(message, "type");
  if (type === "button") return textAt(recordAt(message, "button"), "payload");
  return type === "interactive" ? textAt(tapped(recordAt(message, "interactive")), "id") : undefined;
}

export function repliedTo(message: ForeignRecord): string | undefined {
  return textAt(recordAt(message, "context"), "id") ?? textAt(recordAt(message, "reaction"), "message_id");
}

function tapped(interactive: ForeignRecord): ForeignRecord {
  const kind = textAt(interactive, "type");
  return kind === "button_reply" || kind === "list_reply" ? recordAt(interactive, kind) : {};
}
