import type { Clock } from "../../core/clock.ts";
import { makeRoom } from "../make-room.ts";
import { countryOf } from "./countries.ts";
import { magicNumbers, type MagicOutcome } from "./magic-numbers.ts";
import { UserIds } from "./user-ids.ts";

/** A person on the other side. Those never touched by a control call or an inbound message have the defaults. */
export interface Customer {
  readonly phone: string;
  name: string;
  /** Without the @ in front. Who has one may write without showing the phone number. */
  username?: string;
  /** The business-scoped user id: country, dot, up to 128 letters and digits. */
  bsuid: string;
  /** The same for linked portfolios: `US.ENT.…`. */
  parentBsuid?: string;
  /** What the security code of the person's phone comes to; sends may ask for it. */
  identityHash?: string;
  /** Stopped marketing messages from this business. */
  optOut: boolean;
  /** Blocked this business. */
  blocked: boolean;
  onWhatsApp: boolean;
  readReceipts: boolean;
  /** The phone can be reached; messages wait until it can. */
  online: boolean;
  /** Has the chat open: what arrives is read at once, without a `delivered` before. */
  chatOpen: boolean;
  /** Part of an experiment of Meta's: marketing messages fail with 130472. */
  inExperiment: boolean;
  /** In the business's contact book: webhooks show the phone number also beside a user name. */
  contactBook: boolean;
  /** Milliseconds added before `delivered`. */
  delay: number;
  /** When the 24-hour window closes, for each business number that the person wrote to. */
  readonly windows: Map<string, number>;
  /** When the person came from an ad or a page and waits for an answer, for each business number. */
  readonly referrals: Map<string, number>;
  /** Until when everything is free after such an answer, for each business number. */
  readonly freeEntries: Map<string, number>;
  outcome?: MagicOutcome;
}

/** The digits of a phone number, however it is written. */
export function digitsOf(phone: string): string {
  // Nearly always E.164, which needs no search: this runs several times for each message.
  const digits = phone.startsWith("+") ? phone.slice(1) : phone;
  return isDigits(digits) ? digits : phone.replace(/\D/g, "");
}

function isDigits(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < 48 || unit > 57) return false;
  }
  return true;
}

/** @param username with or without the @ in front */
export function takeUsername(customer: Customer, username: string): void {
  customer.username = username.replace(/^@/, "");
}

const outcomes = new Map(magicNumbers.map(({ phone, outcome }) => [phone, outcome]));
const userIdPattern = /^[A-Z]{2}\.(?:ENT\.)?([A-Za-z0-9]{1,128})$/;

/** Whether a word has the form of a user id, a parent's included: `US.1234…`, `US.ENT.1234…`. */
export function isUserId(word: string): boolean {
  return userIdPattern.test(word);
}

export function isParentUserId(word: string): boolean {
  return isUserId(word) && word.startsWith("ENT.", 3);
}

const mostLately = 5_000;

/** The people that differ from the defaults, and the defaults for everybody else. */
export class Customers {
  readonly #known = new Map<string, Customer>();
  /** Those with the defaults that were asked for last: each message asks several times. */
  readonly #lately = new Map<string, Customer>();
  readonly #userIds: UserIds;
  readonly #parentIds: UserIds;
  readonly #clock: Clock;
  readonly #most: number;
  readonly #withParents: () => boolean;

  /**
   * @param most people kept; beyond it the first go first, but nobody with an open window before the others
   * @param withParents whether the portfolio is linked to others, so that everybody has a parent user id
   */
  constructor(seed: string, clock: Clock, most: number, withParents: () => boolean) {
    this.#userIds = new UserIds(seed, "user ids");
    this.#parentIds = new UserIds(seed, "parent user ids");
    this.#clock = clock;
    this.#most = most;
    this.#withParents = withParents;
  }

  /** For reading. Somebody new is not kept for long, so that a large campaign costs no memory here. */
  get(phone: string): Customer {
    const found = this.#known.get(phone) ?? this.#lately.get(phone);
    if (found !== undefined) return found;
    const customer = this.#create(phone);
    if (this.#lately.size >= mostLately) this.#lately.clear();
    this.#lately.set(phone, customer);
    return customer;
  }

  /** For changing: from now on the person is kept. */
  keep(phone: string): Customer {
    const known = this.#known.get(phone);
    if (known !== undefined) return known;
    const now = this.#clock.now();
    makeRoom(this.#known, this.#most, ({ windows }) => [...windows.values()].some((until) => until > now));
    const customer = this.get(phone);
    this.#lately.delete(phone);
    this.#known.set(phone, customer);
    return customer;
  }

  /** Somebody else takes the phone number: the defaults again, and user ids that nobody has had. */
  renew(phone: string): Customer {
    const before = this.#generationOf(this.keep(phone));
    const customer = this.#create(phone, before + 1);
    this.#known.set(phone, customer);
    return customer;
  }

  /** The person has left the phone number, and WhatsApp does not know it any longer; the user ids stay theirs. */
  vacate({ phone, bsuid, parentBsuid }: Customer): void {
    this.keep(phone);
    const parent = parentBsuid === undefined ? {} : { parentBsuid };
    this.#known.set(phone, { ...this.#create(phone), bsuid, ...parent, onWhatsApp: false });
  }

  /** The person behind a user id or a parent user id; undefined when nobody in this portfolio has it. */
  byUserId(userId: string): Customer | undefined {
    const digits = userIdPattern.exec(userId)?.[1];
    if (digits === undefined) return undefined;
    const parent = isParentUserId(userId);
    const idOf = (customer: Customer): string | undefined => (parent ? this.parentIdOf(customer) : customer.bsuid);
    const phone = (parent ? this.#parentIds : this.#userIds).phoneOf(digits);
    const derived = phone === undefined ? undefined : this.get(phone);
    if (derived !== undefined && idOf(derived) === userId) return derived;
    // Ids given by a control call do not follow from the phone number.
    for (const customer of this.#known.values()) if (idOf(customer) === userId) return customer;
    return undefined;
  }

  /** The parent user id: the person's own, or the one that follows from the phone number in linked portfolios. */
  parentIdOf(customer: Customer): string | undefined {
    return customer.parentBsuid ?? (this.#withParents() ? this.newParentId(customer) : undefined);
  }

  /** The parent user id that follows from the phone number and whose it is now. */
  newParentId(customer: Customer): string {
    const digits = this.#parentIds.digitsOf(customer.phone, this.#generationOf(customer));
    return `${countryOf(customer.phone)}.ENT.${digits}`;
  }

  known(): IterableIterator<Customer> {
    return this.#known.values();
  }

  #generationOf({ bsuid }: Customer): number {
    return this.#userIds.generationOf(userIdPattern.exec(bsuid)?.[1] ?? "");
  }

  #create(phone: string, generation = 0): Customer {
    const outcome = outcomes.get(phone);
    return {
      phone,
      name: `Customer ${phone.slice(-4)}`,
      bsuid: `${countryOf(phone)}.${this.#userIds.digitsOf(phone, generation)}`,
      optOut: outcome === "opted-out",
      blocked: false,
      onWhatsApp: outcome !== "undeliverable",
      readReceipts: true,
      online: true,
      chatOpen: outcome === "read-without-delivered",
      inExperiment: false,
      contactBook: false,
      delay: outcome === "slow" ? 3_600_000 : 0,
      windows: new Map(),
      referrals: new Map(),
      freeEntries: new Map(),
      ...(outcome === undefined ? {} : { outcome }),
    };
  }
}
