import { Buckets } from "./buckets.ts";
import { GraphFault } from "../errors.ts";

/** The limits in force; `null` where there is none. */
export interface LimitSettings {
  /** Messages a second of one business number. */
  mps: number | null;
  /** Messages to the same person: one in `seconds`, or so many at once that are then paid off at that pace. */
  pair: { burst: number; seconds: number } | null;
  /** Unique people a day outside their service windows. */
  portfolio: number | null;
  /** Management calls an hour. */
  management: number | null;
  /** Templates of the account; each language counts. 250 for a business that is not verified. */
  templates: number | null;
  templatesPerHour: number | null;
  /** Messages of a new marketing template that go out at once, and the minutes that the next ones wait. */
  pacing: { threshold: number; minutes: number } | null;
}

/**
 * Where an ordinary account with a verified business stands.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput
 */
const defaultLimits: LimitSettings = {
  mps: 80,
  pair: { burst: 45, seconds: 6 },
  portfolio: 100_000,
  management: 5_000,
  templates: 6_000,
  templatesPerHour: 100,
  pacing: null,
};

/** Limits to be set; `null` lifts one. */
export type LimitChanges = { readonly [Name in keyof LimitSettings]?: LimitSettings[Name] | undefined };

/** What has been used up, as plain data. */
export interface SavedLimits {
  readonly settings: LimitSettings;
  readonly numbers: Moment[];
  readonly pairs: Moment[];
  /** The pairs that may send again only when everything is paid off. */
  readonly drained?: string[];
  readonly people: Moment[];
  readonly hour: { readonly from: number; readonly calls: number };
}

type Moment = [key: string, at: number];

const day = 86_400_000;
const hour = 3_600_000;
/** Messages a second of a number that is used in the WhatsApp Business app as well; nothing raises it. */
const sharedNumber = 20;

/** Meta's limits, kept on the virtual clock. */
export class Limits {
  settings: LimitSettings = { ...defaultLimits };
  readonly #numbers = new Buckets();
  readonly #pairs = new Buckets();
  /** When each person was last written to outside a window; the longest ago first. */
  #people = new Map<string, number>();
  #hour = { from: 0, calls: 0 };

  /** `null` lifts a limit. Returns those in force. */
  change(changes: LimitChanges): LimitSettings {
    const settings = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.settings = { ...this.settings, ...settings };
    return this.settings;
  }

  save(): SavedLimits {
    const pairs = this.#pairs.save();
    return {
      settings: this.settings,
      numbers: this.#numbers.save().moments,
      pairs: pairs.moments,
      drained: pairs.drained,
      people: [...this.#people],
      hour: this.#hour,
    };
  }

  restore({ settings, numbers, pairs, drained = [], people, hour }: SavedLimits): void {
    this.settings = settings;
    this.#numbers.restore(numbers, []);
    this.#pairs.restore(pairs, drained);
    this.#people = new Map(people);
    this.#hour = { ...hour };
  }

  /** Messages a second of a number, `null` without limit. @param shared used in the WhatsApp Business app as well */
  throughput(shared: boolean): number | null {
    return shared ? Math.min(this.settings.mps ?? sharedNumber, sharedNumber) : this.settings.mps;
  }

  /** Refuses a message that comes too soon after others. One that is refused uses nothing up. */
  takeMessage(phoneNumberId: string, to: string, now: number, shared = false): void {
    const mps = this.throughput(shared);
    const ofNumber = mps === null ? undefined : { burst: Math.max(mps, 1), interval: 1_000 / mps, debt: false };
    if (ofNumber !== undefined && !this.#numbers.hasRoom(phoneNumberId, now, ofNumber)) {
      throw new GraphFault(130429, {
        details:
          "Message failed to send because there were too many messages sent from this phone number in a short period of time.",
      });
    }
    const { pair } = this.settings;
    const ofPair = pair === null ? undefined : { burst: pair.burst, interval: pair.seconds * 1_000, debt: true };
    if (ofPair !== undefined && !this.#pairs.take(`${phoneNumberId}/${to}`, now, ofPair)) {
      throw new GraphFault(131056, {
        details:
          "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
      });
    }
    if (ofNumber !== undefined) this.#numbers.take(phoneNumberId, now, ofNumber);
  }

  /** False when the portfolio has reached its unique people of the last 24 hours. */
  takePerson(to: string, now: number): boolean {
    const { portfolio } = this.settings;
    // Where there is no limit nobody is remembered, however many people there are.
    if (portfolio === null) return true;
    for (const [person, at] of this.#people) {
      if (now - at < day) break;
      this.#people.delete(person);
    }
    if (!this.#people.has(to) && this.#people.size >= portfolio) return false;
    this.#people.delete(to);
    this.#people.set(to, now);
    return true;
  }

  /** Counts a management call and refuses it above the hourly limit. */
  takeManagementCall(now: number): void {
    this.#beginHour(now);
    const { management } = this.settings;
    if (management !== null && this.#hour.calls >= management)
      throw new GraphFault(80007, {
        details: "There have been too many calls to this WhatsApp Business account. Wait a bit and try again.",
      });
    this.#hour.calls++;
  }

  /** How much of the hour is used up, and after how many milliseconds it begins anew. */
  managementUsage(now: number): { readonly percent: number; readonly resetsIn: number } {
    this.#beginHour(now);
    const { management } = this.settings;
    return {
      percent: management === null ? 0 : Math.min(100, Math.floor((100 * this.#hour.calls) / management)),
      resetsIn: this.#hour.from + hour - now,
    };
  }

  #beginHour(now: number): void {
    if (now - this.#hour.from >= hour || now < this.#hour.from) this.#hour = { from: now, calls: 0 };
  }
}
