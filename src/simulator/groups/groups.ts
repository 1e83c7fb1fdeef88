import type { WireJoinApprovalMode } from "../../graph/wire/groups.ts";

/** People in a group, the business not counted. */
export const mostMembers = 8;
/** Messages pinned at once; a further one takes the oldest down. */
export const mostPins = 3;

/** A group of a business number. */
export interface GroupState {
  readonly id: string;
  readonly phoneNumberId: string;
  subject: string;
  description?: string;
  joinApproval: WireJoinApprovalMode;
  suspended: boolean;
  /** Milliseconds of the virtual clock, as all times here. */
  readonly createdAt: number;
  /** The last part of the invite link; another one after a reset of the link. */
  inviteCode: string;
  /** Phone numbers, in the order of joining. */
  readonly members: string[];
  readonly requests: JoinRequest[];
  readonly pins: { message: string; until: number }[];
  /** When the 24-hour window closes that any member's message opens. */
  windowUntil: number;
  picture?: { mimeType: string; sha256: string };
}

/** Somebody who asks to be let in. */
export interface JoinRequest {
  readonly id: string;
  readonly phone: string;
  readonly at: number;
}

/** All groups as plain data. */
export interface SavedGroups {
  /** How many there have been. */
  readonly count: number;
  readonly list: GroupState[];
}

/** Whether an id has the form of a group's: `capi_group:` and numbers, in base64. */
export const isGroupId = (id: string): boolean => id.startsWith("Y2FwaV9ncm91cD");

export const inviteLink = (group: GroupState): string => `https://chat.whatsapp.com/${group.inviteCode}`;

/** Takes a word out of a list; false when it is not there. */
export function removeFrom<Item>(list: Item[], matches: (item: Item) => boolean): Item | undefined {
  const place = list.findIndex(matches);
  return place === -1 ? undefined : list.splice(place, 1)[0];
}

/** The groups by id, oldest first. */
export class GroupStore {
  readonly #groups = new Map<string, GroupState>();
  #count = 0;

  get(id: string): GroupState | undefined {
    return this.#groups.get(id);
  }

  /** Those of one business number. */
  of(phoneNumberId: string): GroupState[] {
    return this.values().filter((group) => group.phoneNumberId === phoneNumberId);
  }

  values(): GroupState[] {
    return [...this.#groups.values()];
  }

  /** An id of the form that decoding real ones shows: the business number and a running number. */
  nextId(businessDigits: string): string {
    this.#count++;
    const running = String(120_363_000_000_000_000n + BigInt(this.#count));
    return Buffer.from(`capi_group:${businessDigits}:${running}`).toString("base64url");
  }

  add(group: GroupState): void {
    this.#groups.set(group.id, group);
  }

  remove(id: string): void {
    this.#groups.delete(id);
  }

  save(): SavedGroups {
    return { count: this.#count, list: this.values() };
  }

  restore({ count, list }: SavedGroups): void {
    this.#count = count;
    for (const group of list) this.add(group);
  }
}
