import type { Text } from "../../core/text.ts";
import type { WireListRow } from "../../graph/wire/messages.ts";
import { refusedIn, type Asker } from "./ask.ts";
import type { ReplyButton, Sectioned } from "./pieces.ts";

const mostButtons = 3;
const mostRows = 10;
const mostProducts = 30;

const saidAlready: Text = { en: "That one is there already.", es: "Ese ya está." };

/** One after the other until there are enough or an answer is empty. The first one is not to be left out. */
async function askOneByOne<Item>(
  most: number,
  ask: Asker,
  question: { readonly first: Text; readonly next: Text; readonly option: string },
  parts: { readonly check?: (answer: string) => Text | undefined; make(answer: string): Item | Promise<Item> },
): Promise<Item[]> {
  const { option } = question;
  const said = new Set<string>();
  const check = (answer: string): Text | undefined => (said.has(answer) ? saidAlready : parts.check?.(answer));
  const items: Item[] = [];
  while (items.length < most) {
    const answer =
      items.length === 0
        ? await ask.text(undefined, { message: question.first, option, check })
        : await ask.more({ message: question.next, option, check });
    if (answer === undefined) break;
    said.add(answer);
    items.push(await parts.make(answer));
  }
  return items;
}

const body = { text: "…" };

const buttonRefused = refusedIn("interactive.action.buttons[0].reply.title", (title) => ({
  type: "interactive",
  interactive: { type: "button", body, action: { buttons: [{ type: "reply", reply: { id: "1", title } }] } },
}));

/** Asks for the buttons of a message; a tap brings back what the button says. */
export async function askForButtons(ask: Asker): Promise<ReplyButton[]> {
  return askOneByOne(
    mostButtons,
    ask,
    {
      first: { en: "What does the first button say?", es: "¿Qué dice el primer botón?" },
      next: { en: "And the next one? (Enter: no more)", es: "¿Y el siguiente? (Intro: no hay más)" },
      option: "--button",
    },
    { check: buttonRefused, make: (title) => ({ id: title, title }) },
  );
}

const rowRefused = (member: "title" | "description"): ((answer: string) => Text | undefined) =>
  refusedIn(`interactive.action.sections[0].rows[0].${member}`, (answer) => ({
    type: "interactive",
    interactive: {
      type: "list",
      body,
      action: { button: "…", sections: [{ rows: [{ id: "1", title: "…", [member]: answer }] }] },
    },
  }));

/** Asks for the rows of a list, each with its description; a choice brings back the row's title. */
export async function askForRows(ask: Asker): Promise<Sectioned<WireListRow>[]> {
  return askOneByOne(
    mostRows,
    ask,
    {
      first: { en: "What does the first row say?", es: "¿Qué dice la primera fila?" },
      next: { en: "And the next row? (Enter: no more)", es: "¿Y la siguiente fila? (Intro: no hay más)" },
      option: "--row",
    },
    {
      check: rowRefused("title"),
      make: async (title) => {
        const description = await ask.more({
          message: { en: "What stands under it? (Enter: nothing)", es: "¿Qué texto va debajo? (Intro: ninguno)" },
          option: "--row",
          check: rowRefused("description"),
        });
        const row = { id: title, title };
        return { section: undefined, item: description === undefined ? row : { ...row, description } };
      },
    },
  );
}

/** Asks for the products of a message by their ids in the catalog. */
export async function askForProducts(ask: Asker): Promise<Sectioned<{ product_retailer_id: string }>[]> {
  return askOneByOne(
    mostProducts,
    ask,
    {
      first: { en: "Which product (its id in the catalog)?", es: "¿Qué producto (su id en el catálogo)?" },
      next: { en: "And the next one? (Enter: no more)", es: "¿Y el siguiente? (Intro: no hay más)" },
      option: "--product",
    },
    { make: (id) => ({ section: undefined, item: { product_retailer_id: id } }) },
  );
}
