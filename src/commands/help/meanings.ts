import { pairs, type Block, type Cell } from "../../cli/view.ts";
import { same, type Text } from "../../core/text.ts";

/** Words and what they mean; whole in any terminal, since a table would cut them to its width. */
export function meanings(entries: readonly (readonly [string, Text])[]): Block {
  return pairs(...entries.map(([name, text]): [Text, Cell] => [same(name), { text }]));
}
