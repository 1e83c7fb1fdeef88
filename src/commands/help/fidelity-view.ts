import type { Context } from "../../cli/context.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { type Basis, fidelity, type FidelityEntry } from "../../simulator/fidelity/fidelity.ts";

const bases: Readonly<Record<Basis, Text>> = {
  meta: { en: "Meta's pages", es: "páginas de Meta" },
  "field report": { en: "field report", es: "visto en la práctica" },
  assumption: { en: "assumption", es: "suposición" },
};

/** `recado help fidelity`: call by call, what the simulator's behaviour rests on. */
export function fidelityTopic(_tree: unknown, context: Context): View {
  const entries = fidelity.map(({ route, basis, weaker = [] }) => ({
    route,
    basis,
    weaker: weaker.map((point) => ({ what: context.say(point.what), basis: point.basis })),
  }));
  return view({
    data: { fidelity: entries },
    // One row for a call as a whole, with nothing in `what`, and one for each weaker point.
    rows: entries.flatMap(({ route, basis, weaker }) => [
      { route, basis, what: null },
      ...weaker.map((point) => ({ route, ...point })),
    ]),
    blocks: [
      line({
        en: "What the simulator's answers rest on. Below a call stand the points where it is less certain than the rest of it.",
        es: "En qué se basan las respuestas del simulador. Debajo de cada llamada están los puntos menos seguros que el resto.",
      }),
      ...fidelity.flatMap(blocksOf),
    ],
  });
}

function blocksOf({ route, title = same(route), basis, weaker = [] }: FidelityEntry): Block[] {
  return [
    line(""),
    line(joinTexts([title, bases[basis]], " · "), "strong"),
    ...weaker.map((point) =>
      line(joinTexts([same("  - "), point.what, same(` (`), bases[point.basis], same(")")], "")),
    ),
  ];
}
