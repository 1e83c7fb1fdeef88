import { seededDigits } from "./ids.ts";
import { magicNumbers, type MagicOutcome } from "./magic-numbers.ts";

/** A person on the other side. Those never touched by a control call or an inbound message have the defaults. */
export interface Customer {
  readonly phone: string;
  name: string;
  username?: string;
  /** The business-scoped user id: country, dot, up to 128 letters and digits. */
  bsuid: string;
  /** Stopped marketing messages from this business. */
  optOut: boolean;
  /** Blocked this business. */
  blocked: boolean;
  onWhatsApp: boolean;
  readReceipts: boolean;
  /** Milliseconds added before `delivered`. */
  delay: number;
  /** When the 24-hour window closes, for each business number that the person wrote to. */
  readonly windows: Map<string, number>;
  outcome?: MagicOutcome;
}

// Enough to give invented people a plausible country; nobody may read it back from the id.
const countries: readonly (readonly [prefix: string, country: string])[] = [
  ["351", "PT"],
  ["502", "GT"],
  ["503", "SV"],
  ["504", "HN"],
  ["506", "CR"],
  ["507", "PA"],
  ["591", "BO"],
  ["593", "EC"],
  ["595", "PY"],
  ["598", "UY"],
  ["33", "FR"],
  ["34", "ES"],
  ["39", "IT"],
  ["44", "GB"],
  ["49", "DE"],
  ["51", "PE"],
  ["52", "MX"],
  ["54", "AR"],
  ["55", "BR"],
  ["56", "CL"],
  ["57", "CO"],
  ["58", "VE"],
  ["62", "ID"],
  ["91", "IN"],
];

function countryOf(phone: string): string {
  return countries.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? "US";
}

/** The digits of a phone number, however it is written. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, "");
}

/** The people that differ from the defaults, and the defaults for everybody else. */
export class Customers {
  readonly #seed: string;
  readonly #known = new Map<string, Customer>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** For reading. Somebody new is not kept, so that a large campaign costs no memory here. */
  get(phone: string): Customer {
    return this.#known.get(phone) ?? this.#create(phone);
  }

  /** For changing: from now on the person is kept. */
  keep(phone: string): Customer {
    const customer = this.get(phone);
    this.#known.set(phone, customer);
    return customer;
  }

  known(): IterableIterator<Customer> {
    return this.#known.values();
  }

  #create(phone: string): Customer {
    const outcome = magicNumbers.find((entry) => entry.phone === phone)?.outcome;
    return {
      phone,
      name: `Customer ${phone.slice(-4)}`,
      bsuid: `${countryOf(phone)}.${seededDigits(this.#seed, `customer ${phone}`, 20)}`,
      optOut: outcome === "opted-out",
      blocked: false,
      onWhatsApp: outcome !== "undeliverable",
      readReceipts: true,
      delay: outcome === "slow" ? 3_600_000 : 0,
      windows: new Map(),
      ...(outcome === undefined ? {} : { outcome }),
    };
  }
}
