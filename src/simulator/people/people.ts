import type { Clock } from "../../core/clock.ts";
import type { Settings } from "../options.ts";
import { BlockList, type SavedBlockList } from "./block-list.ts";
import { type BusinessChanges, type BusinessSettings, changeBusiness, defaultBusiness } from "./business.ts";
import { Customers } from "./customers.ts";
import { GroupStore, type SavedGroups } from "../groups/groups.ts";
import { MarketingCount, type SavedMarketingCount } from "./marketing-count.ts";
import { restoreCustomer, saveCustomer, type SavedCustomer } from "./saved-customer.ts";
import { PhoneUses, type SavedPhoneUses } from "./phone-uses.ts";
import { type SavedWaiting, WaitingMessages } from "./waiting.ts";

/** The part of the state that is about people: who they are, where they meet, what they are owed. */
export interface People {
  readonly business: BusinessSettings;
  readonly customers: Customers;
  readonly phoneUses: PhoneUses;
  readonly groups: GroupStore;
  readonly blockList: BlockList;
  /** The business's own user names, by the id of the number. */
  readonly usernames: Map<string, string>;
  readonly marketingCount: MarketingCount;
  /** Messages for those who cannot be reached. */
  readonly waiting: WaitingMessages;
}

/** @param changes what the seed says of the business */
export function createPeople({ seed, keep, world }: Settings, clock: Clock, changes: BusinessChanges = {}): People {
  const ofWorld = { currency: world.currency };
  const business = changeBusiness(changeBusiness(structuredClone(defaultBusiness), ofWorld), changes);
  return {
    business,
    customers: new Customers(seed, clock, keep.people, () => business.parentUserIds),
    phoneUses: new PhoneUses(),
    groups: new GroupStore(),
    blockList: new BlockList(),
    usernames: new Map(),
    marketingCount: new MarketingCount(),
    waiting: new WaitingMessages(keep.messages),
  };
}

/** The people as plain data: those who are kept, and the rest beside them. */
export interface SavedPeople {
  readonly customers: SavedCustomer[];
  readonly people: {
    /** What a state of an older version does not have is as usual. */
    readonly business: BusinessChanges;
    readonly phoneUses: SavedPhoneUses;
    readonly groups: SavedGroups;
    readonly blockList: SavedBlockList;
    readonly usernames: [phoneNumberId: string, username: string][];
    readonly marketingCount: SavedMarketingCount;
    readonly waiting: SavedWaiting;
  };
}

export function savePeople(people: People): SavedPeople {
  return {
    customers: [...people.customers.known()].map(saveCustomer),
    people: {
      business: people.business,
      phoneUses: people.phoneUses.save(),
      groups: people.groups.save(),
      blockList: people.blockList.save(),
      usernames: [...people.usernames],
      marketingCount: people.marketingCount.save(),
      waiting: people.waiting.save(),
    },
  };
}

export function restorePeople(settings: Settings, clock: Clock, saved: SavedPeople): People {
  const people = createPeople(settings, clock, saved.people.business);
  for (const customer of saved.customers) restoreCustomer(people.customers, customer);
  people.phoneUses.restore(saved.people.phoneUses);
  people.groups.restore(saved.people.groups);
  people.blockList.restore(saved.people.blockList);
  for (const [id, username] of saved.people.usernames) people.usernames.set(id, username);
  people.marketingCount.restore(saved.people.marketingCount);
  people.waiting.restore(saved.people.waiting);
  return people;
}
