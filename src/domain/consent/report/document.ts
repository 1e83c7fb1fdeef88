import type { Text } from "../../../core/text.ts";
import type { Language } from "../../../core/text.ts";
import { isoTime } from "../../../core/clock.ts";
import type { Tampering } from "../tampering.ts";
import type { ReportChain, ReportPerson } from "./data.ts";

/** Who made a document, when, and what it covers. */
export interface ReportHead {
  /** Milliseconds. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly version: string;
  readonly profile: string;
  /** Who answers for the data: as it was said for the document, else the name that Meta verified. */
  readonly business: string | undefined;
  /** `+1 202-555-0100`, where it is known. */
  readonly displayPhoneNumber: string | undefined;
  readonly wabaId: string | undefined;
  readonly phoneNumberId: string | undefined;
  readonly scope: Text;
  readonly people: number;
  /** The hash of the ledger's last block; null for an empty ledger. */
  readonly ledgerFingerprint: string | null;
}

/** What was written, and whether all of it is whole. */
export interface ReportTally {
  people: number;
  events: number;
  problems: number;
}

function problemJson({ kind, seq, contact, text }: Tampering, language: Language): Record<string, unknown> {
  return { kind, seq, contact, message: text[language] };
}

function chainJson(chain: ReportChain, language: Language): Record<string, unknown> {
  return { ...chain, problems: chain.problems.map((problem) => problemJson(problem, language)) };
}

/** The document as JSON, a person at a time. `tally` is filled on the way. */
export async function* reportJson(
  head: ReportHead,
  people: AsyncIterable<ReportPerson>,
  { language, tally }: { readonly language: Language; readonly tally: ReportTally },
): AsyncGenerator<string> {
  const { madeAt, scope, version, ...rest } = head;
  const shown = { ...rest, madeAt: isoTime(madeAt), madeWith: `recado ${version}`, scope: scope[language] };
  yield `{"report":${JSON.stringify(shown, null, 2)},\n"contacts":[`;
  let separator = "\n";
  for await (const person of people) {
    count(tally, person);
    const chains = person.chains.map((chain) => chainJson(chain, language));
    yield `${separator}${JSON.stringify({ ...person, chains }, null, 2)}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}

export function count(tally: ReportTally, { chains }: ReportPerson): void {
  tally.people += 1;
  for (const { events, problems } of chains) {
    tally.events += events.length;
    tally.problems += problems.length;
  }
}
