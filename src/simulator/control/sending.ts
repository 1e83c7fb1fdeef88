import type { SendingChanges, SendingSettings } from "../sending/sending.ts";
import type { World } from "../world.ts";

/** What the account may send: the part of the control calls about sends. */
export interface SendingControl {
  /** Changes how the account may send. Returns what is in force. */
  sending(changes?: SendingChanges): SendingSettings;
}

export const sendingControl = (world: World): SendingControl => ({
  sending(changes = {}) {
    const settings = world.state.sending.change(changes);
    if (Object.keys(changes).length > 0) world.events.emit("limits", settings);
    return { ...settings };
  },
});
