/**
 * The content of a message, one function for each kind. Each gives what stands beside the recipient in a send:
 * `messages.send(id, { messaging_product: "whatsapp", to, ...content.text("Hola") })`.
 *
 * What Meta would refuse is refused here: InputError `message.invalid`, whose text names the place in Meta's spelling
 * (`interactive.action.buttons[1].reply.title`), and whose `data.problems` has all of them.
 */
export * as content from "./builders.ts";
