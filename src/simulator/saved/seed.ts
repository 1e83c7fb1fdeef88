import { AppError } from "../../core/errors.ts";
import { maskPhone } from "../../core/redact.ts";
import { same, type Text } from "../../core/text.ts";
import { changeCustomer } from "../people/customer-control.ts";
import { createIds } from "../ids.ts";
import { Limits } from "../limits/limits.ts";
import { invalidWorld } from "./seed-world.ts";
import { createState } from "../state.ts";
import { insertTemplate } from "../templates/control.ts";
import type { World } from "../world.ts";

/** Adds to a fresh world what its seed describes. Nothing of it is reported by webhook. */
export function seedWorld(world: World): void {
  const { templates = [], customers = {}, limits = {} } = world.settings.world;
  const add = (place: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      throw invalidWorld(world.settings.worldFile, place, reasonOf(error));
    }
  };
  for (const [place, template] of templates.entries()) {
    add(`templates.${place}`, () => insertTemplate(world, template));
  }
  for (const [phone, changes] of Object.entries(customers)) {
    add(`customers.${maskPhone(phone)}`, () => changeCustomer(world, phone, changes));
  }
  world.limits.change(limits);
}

function reasonOf(error: unknown): Text {
  if (error instanceof AppError) return error.text;
  return same(error instanceof Error ? error.message : String(error));
}

/** Back to the seed: the state, the ids, the clock, the faults, the limits and the webhook of the start. */
export function resetWorld(world: World): void {
  world.clock.reset();
  world.deliverer.reset();
  world.faults.reset();
  world.ids = createIds(world.settings.seed, undefined, world.settings.epoch());
  world.limits = new Limits();
  world.state.messages.clear();
  // Those who wait for a message go on waiting over the reset.
  const messages = world.state.messages;
  world.state = { ...createState(world.settings, world.credentials, world.ids, world.clock), messages };
  world.webhook = world.settings.webhook;
  world.deliverer.setChaos(world.webhook?.chaos);
  seedWorld(world);
  world.events.emit("reset", {});
}
