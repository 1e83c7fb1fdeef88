import { invalidValue } from "../../errors.ts";
import { inviteLink } from "../../groups/groups.ts";
import type { TemplateState } from "../../templates/store.ts";
import type { World } from "../../world.ts";
import { checkOrderDetails } from "../orders/details.ts";
import type { ButtonPlace } from "./button-parameters.ts";

/** What the parts of a template need to know about the account when they are filled in. */
export interface SendTools extends Pick<ButtonPlace, "groupText" | "checkOrder"> {
  readonly named: boolean;
  /** What changes once the message is accepted. */
  readonly accepted: (() => void)[];
}

/** @param to digits of the person's number, or the group's id */
export function toolsOf(world: World, template: TemplateState, to: string): SendTools {
  const accepted: (() => void)[] = [];
  return {
    named: template.parameterFormat === "NAMED",
    accepted,
    groupText(id) {
      const group = world.state.groups.get(id);
      if (group === undefined) throw invalidValue("Param group_id is not a group of this phone number.");
      return inviteLink(group);
    },
    checkOrder(order, path) {
      const { accepted: change } = checkOrderDetails(world, to, order, path);
      if (change !== undefined) accepted.push(change);
    },
  };
}
