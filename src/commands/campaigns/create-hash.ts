import { requestHash } from "../../domain/messages/request.ts";
import type { HeaderMedia, RecipientSource } from "../../domain/campaigns/spec.ts";
import type { AskedText } from "./create-texts.ts";
import type { Timing } from "./create-timing.ts";

function markOf(header: HeaderMedia | undefined): string | null {
  switch (header?.kind) {
    case undefined:
      return null;
    case "link":
      return header.link;
    case "id":
      return header.id;
    case "file":
      return header.hash;
  }
}

/**
 * Equal for two commands that ask for the same campaign: what was said, and the list's bytes. It covers nothing that changes by
 * itself (contacts, prices, the template's text), so that a command that is repeated finds what it made.
 */
export function askedHash(asked: {
  readonly texts: readonly AskedText[];
  readonly timing: Timing;
  readonly source: RecipientSource;
  /** Where national numbers of a list are from, where that was said. */
  readonly country: string | undefined;
  readonly limit: number | undefined;
  readonly seed: string;
}): string {
  const { texts, timing, source, country, limit, seed } = asked;
  const { testTo: _, ...rest } = timing;
  return requestHash({
    recipients: [],
    texts: texts.map(({ name, languages, params, defaults, header }) => ({
      name,
      template: languages.versions[0]?.name,
      language: languages.language,
      fallback: languages.fallback,
      params,
      defaults,
      header: markOf(header?.media),
    })),
    source: source.kind === "contacts" ? source : { kind: "list", hash: source.hash, country },
    limit,
    seed,
    ...rest,
  });
}
