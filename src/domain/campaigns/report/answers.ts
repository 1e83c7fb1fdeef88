import type { Queryable } from "../../../storage/database.ts";
import {
  countOptOuts,
  countReplies,
  tappedIds,
  tapsOn,
  type AnswerCount,
  type OptOutCount,
  type TapRow,
} from "../../../storage/repos/campaign-answers.ts";
import { isRecord } from "../../webhooks/foreign-json.ts";
import { repliedTo, tapPayload, wordsOf } from "../../webhooks/inbound-words.ts";

/** A button that people tapped. */
export interface TappedButton {
  readonly label: string;
  /** Different people. */
  readonly people: number;
  readonly taps: number;
}

/** Who tapped a button, by variant. */
export interface TapCount {
  readonly variant: string | null;
  readonly people: number;
  /** Of these: Meta reported that their message arrived. */
  readonly reached: number;
}

export interface Answers {
  readonly replies: readonly AnswerCount[];
  readonly optOuts: readonly OptOutCount[];
  readonly taps: readonly TapCount[];
  /** The most tapped first. */
  readonly buttons: readonly TappedButton[];
}

/** What is on the button that was tapped; undefined when the message is no tap on a button of ours. */
export function tappedLabel({ wamid, content }: Pick<TapRow, "wamid" | "content">): string | undefined {
  const message: unknown = JSON.parse(content);
  if (!isRecord(message) || repliedTo(message) !== wamid) return undefined;
  // A form that was filled in has no label.
  return wordsOf(message) ?? tapPayload(message) ?? "…";
}

const pageSize = 500;

interface Tapped {
  readonly people: Set<number>;
  readonly reached: Set<number>;
  taps: number;
}

const nobody = (): Tapped => ({ people: new Set(), reached: new Set(), taps: 0 });

function entryOf<Key>(map: Map<Key, Tapped>, key: Key): Tapped {
  const entry = map.get(key) ?? nobody();
  map.set(key, entry);
  return entry;
}

async function countTaps(db: Queryable, campaignId: number): Promise<Pick<Answers, "taps" | "buttons">> {
  const ids = await tappedIds(db, campaignId);
  const variants = new Map<string | null, Tapped>();
  const buttons = new Map<string, Tapped>();
  for (let start = 0; start < ids.length; start += pageSize) {
    for (const tap of await tapsOn(db, ids.slice(start, start + pageSize))) {
      const label = tappedLabel(tap);
      if (label === undefined) continue;
      for (const entry of [entryOf(variants, tap.variant), entryOf(buttons, label)]) {
        entry.people.add(tap.position);
        if (tap.reached === 1) entry.reached.add(tap.position);
        entry.taps += 1;
      }
    }
  }
  return {
    taps: [...variants].map(([variant, { people, reached }]) => ({
      variant,
      people: people.size,
      reached: reached.size,
    })),
    buttons: [...buttons]
      .map(([label, { people, taps }]) => ({ label, people: people.size, taps }))
      .toSorted((one, other) => other.people - one.people || one.label.localeCompare(other.label, "en")),
  };
}

/**
 * What people did after their message. A reply and an opt-out count when they come less than `within` (milliseconds) after Meta took the
 * message; a tap names the message that it belongs to, and counts whenever it comes.
 */
export async function campaignAnswers(db: Queryable, campaignId: number, within: number): Promise<Answers> {
  return {
    replies: await countReplies(db, campaignId, within),
    optOuts: await countOptOuts(db, campaignId, within),
    ...(await countTaps(db, campaignId)),
  };
}
