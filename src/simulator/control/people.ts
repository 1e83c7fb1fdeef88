import type { BusinessChanges, BusinessSettings } from "../people/business.ts";
import { changeAccount } from "../people/account-changes.ts";
import { ControlError } from "./error.ts";
import {
  changeCustomer,
  type CustomerChanges,
  type CustomerView,
  describeCustomer,
  phoneOf,
  reportPreference,
} from "../people/customer-control.ts";
import { type Sender, receiveMessage } from "../people/inbound.ts";
import { type InboundInput, inboundType } from "../people/inbound-input.ts";
import { reportNumberChange } from "../people/number-change.ts";
import type { World } from "../world.ts";

/** What people do, and what Meta holds about the business: part of the control calls. */
export interface PeopleControl {
  /**
   * A customer writes, taps or reacts; the 24-hour window opens. `blocked` says that the business has blocked the
   * person, so that nothing arrives.
   */
  inbound(input: InboundInput): { id: string; blocked?: true };

  /** Changes a person. Opting out and in again, and a new number, are reported to the business by webhook. */
  customer(phone: string, changes?: CustomerChanges): CustomerView;

  /** Everybody who wrote or was changed, in the order of coming up. */
  customers(): CustomerView[];

  /** One person, known or not, by phone number or user id. */
  describeCustomer(phone: string): CustomerView;

  /** Changes what Meta holds about the business. Returns what is in force. */
  business(changes?: BusinessChanges): BusinessSettings;
}

export const peopleControls = (world: World): PeopleControl => ({
  inbound(input) {
    const type = inboundType(input);
    const sender = type === undefined ? undefined : senderOf(world, input);
    if (type === undefined || sender === undefined) {
      throw new ControlError(400, "bad_inbound", {
        en: "An inbound message needs a phone number in from and one content, such as text, named like its type.",
        es: "Un mensaje entrante necesita un número de teléfono en from y un contenido, por ejemplo text, con el nombre de su tipo.",
      });
    }
    const { id, delivered } = receiveMessage(world, sender, input, type);
    void delivered;
    return world.state.blockList.has(sender.number.id, sender.customer.phone) ? { id, blocked: true } : { id };
  },

  customer(phone, changes = {}) {
    const changed = changeCustomer(world, phoneOf(world, phone), changes);
    if (changed.preferenceChanged) void reportPreference(world, changed.customer);
    if (changed.numberChange !== undefined) void reportNumberChange(world, changed.numberChange);
    return describeCustomer(world, changed.customer);
  },

  customers: () => [...world.state.customers.known()].map((customer) => describeCustomer(world, customer)),

  describeCustomer: (phone) => describeCustomer(world, world.state.customers.get(phoneOf(world, phone))),

  business(changes = {}) {
    const business = changeAccount(world, changes);
    if (Object.keys(changes).length > 0) world.events.emit("limits", business);
    return structuredClone(business);
  },
});

function senderOf(world: World, input: InboundInput): Sender | undefined {
  const { numbers, groups, customers } = world.state;
  const [first] = numbers.values();
  const customer = customers.keep(phoneOf(world, input.from));
  if (input.group_id === undefined) {
    const number = input.phone_number_id === undefined ? first : numbers.get(input.phone_number_id);
    return number === undefined ? undefined : { customer, number };
  }
  const group = groups.get(input.group_id);
  const number = numbers.get(group?.phoneNumberId ?? "");
  if (group === undefined || number === undefined || !group.members.includes(customer.phone)) {
    throw new ControlError(400, "not_in_group", {
      en: "This person is not in the group.",
      es: "Esta persona no está en el grupo.",
    });
  }
  return { customer, number, group };
}
