import { filename, media } from "./media.ts";
import { byKind, need, never, oneOf, shape, text, webAddress, type Rule, type Shape } from "./rules.ts";
import { unsupported } from "./words.ts";

const body = (max = 1024): Rule => shape({ text: need(text({ max })) });
const footer = shape({ text: need(text({ max: 60 })) });

const headers = {
  text: shape({ type: oneOf("text"), text: need(text({ max: 60 })) }),
  image: shape({ type: oneOf("image"), image: need(media()) }),
  video: shape({ type: oneOf("video"), video: need(media()) }),
  document: shape({ type: oneOf("document"), document: need(media({ filename })) }),
} as const;
type HeaderKind = keyof typeof headers;
export const headerKinds: readonly HeaderKind[] = ["text", "image", "video", "document"];

export function header(kinds: readonly HeaderKind[] = headerKinds): Rule {
  return byKind("type", Object.fromEntries(kinds.map((kind) => [kind, headers[kind]])));
}

/** What a kind of interactive message has beside its action. */
export interface Parts {
  readonly header?: readonly HeaderKind[];
  readonly headerNeeded?: boolean;
  /** In characters; 1,024 unless said. */
  readonly bodyLimit?: number;
  readonly bodyOptional?: boolean;
  readonly noFooter?: boolean;
}

/** An interactive message of one kind. */
export function interactiveKind(
  type: string,
  { header: kinds, headerNeeded, bodyLimit, bodyOptional, noFooter }: Parts,
  action: Rule,
  also?: Parameters<typeof shape>[1],
): Rule {
  const none = never(unsupported(type));
  const head = kinds === undefined ? none : header(kinds);
  const members: Shape = {
    type: oneOf(type),
    header: headerNeeded === true ? need(head) : head,
    body: bodyOptional === true ? body(bodyLimit) : need(body(bodyLimit)),
    footer: noFooter === true ? none : footer,
    action: need(action),
  };
  return shape(members, also);
}

/** `{name, parameters}`; `parameters` must be there unless `optional`. */
export function namedAction(name: string, parameters?: Rule, optional = false): Rule {
  if (parameters === undefined) return shape({ name: need(oneOf(name)) });
  return shape({ name: need(oneOf(name)), parameters: optional ? parameters : need(parameters) });
}

export const label = text({ max: 20 });
export const linkParameters = shape({ display_text: need(label), url: need(webAddress) });
