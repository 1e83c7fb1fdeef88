import type { SendingChanges, SendingSettings } from "../sending/sending.ts";
import type { World } from "../world.ts";

/** What the account may send: the part of the control calls about sends. */
export const sendingControl = (world: World) => ({
  /** Changes how the account may send. Returns what is in force. */
  sending(changes: SendingChanges = {}): SendingSettings {
    const settings = world.state.sending.change(changes);
    if (Object.keys(changes).length > 0) world.events.emit("limits", settings);
    return settings;
  },
});
