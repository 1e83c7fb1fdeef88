import { checkContent, refusal, type CheckOptions } from "../check/send.ts";
import type { WireInteractiveHeader, WireMediaSource, WireNamedDocument } from "../wire/messages.ts";
import { onlyOne, type OneOf } from "./one-of.ts";

/** The members that have a value. */
export type Given<Members> = {
  [Name in keyof Members as undefined extends Members[Name] ? never : Name]: Members[Name];
} & {
  [Name in keyof Members as undefined extends Members[Name] ? Name : never]?: Exclude<Members[Name], undefined>;
};

/** Leaves out what is undefined, as JSON does. */
export function given<Members extends object>(members: Members): Given<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>;
}

/** A list's entries made into others. What is no list is passed on: the check tells where it stands. */
export function each<Entry, Made>(entries: readonly Entry[], make: (entry: Entry, index: number) => Made): Made[] {
  return Array.isArray(entries) ? entries.map((entry, index) => make(entry, index)) : (entries as unknown as Made[]);
}

/** The content itself, when Meta would take it. @throws InputError `message.invalid` naming the first place. */
export function checked<Content extends object>(content: Content, options?: CheckOptions): Content {
  const problems = checkContent(content, options);
  if (problems.length > 0) throw refusal(problems);
  return content;
}

/** A line of text (at most 60 characters) or one file above the body. */
export type MessageHeader =
  | string
  | OneOf<{
      image: WireMediaSource;
      video: WireMediaSource;
      document: WireNamedDocument;
    }>;

function headerOf(header: MessageHeader): WireInteractiveHeader {
  if (typeof header === "string") return { type: "text", text: header };
  onlyOne(header, ["image", "video", "document"], "interactive.header");
  if (header.image !== undefined) return { type: "image", image: header.image };
  if (header.video !== undefined) return { type: "video", video: header.video };
  return { type: "document", document: header.document };
}

/** The text of an interactive message and what may stand around it. */
export interface MessageFrame {
  readonly header?: MessageHeader | undefined;
  /** At most 1,024 characters; 4,096 above a list. */
  readonly body: string;
  /** At most 60 characters. */
  readonly footer?: string | undefined;
}

const line = (text: string | undefined) => (text === undefined ? undefined : { text });

export function bodyAndFooter({ body, footer }: Omit<MessageFrame, "header">) {
  return { body: { text: body }, ...given({ footer: line(footer) }) };
}

export function around({ header, body, footer }: MessageFrame) {
  return {
    ...given({ header: header === undefined ? undefined : headerOf(header) }),
    ...bodyAndFooter({ body, footer }),
  };
}
