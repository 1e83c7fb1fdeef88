import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { dataOf, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";
import type { faultInput } from "./trouble-spec.ts";

export async function run(input: InputOf<typeof faultInput>, context: Context): Promise<View> {
  const { on, kind, clear, code, status, delay: ms, to, times, every, during } = input;
  const simulator = await runningSimulator(input.url, context);
  if (clear === "all") await simulator.call("DELETE", "faults");
  else if (clear !== undefined) {
    const before = dataOf(await simulator.call("GET", "faults")).map(({ id }) => text(id));
    if (!before.includes(clear)) throw unknownFault(clear, before);
    await simulator.call("DELETE", `faults/${encodeURIComponent(clear)}`);
  } else if (on !== undefined) {
    if (kind === undefined) throw noKind();
    const options = { code, status, ms, to, times, every, during };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    await simulator.call("POST", "faults", { on, kind, ...given });
  }
  const faults = dataOf(await simulator.call("GET", "faults"));
  return view({
    data: { faults },
    rows: faults,
    blocks:
      faults.length === 0
        ? [line({ en: "No faults: every call is answered.", es: "Sin fallas: se responde a todas las llamadas." })]
        : [
            table(
              [
                { header: { en: "Id", es: "Id" }, whole: true },
                { header: { en: "On", es: "En" } },
                { header: { en: "Kind", es: "Tipo" }, whole: true },
                { header: { en: "Code", es: "Código" } },
                { header: { en: "To", es: "Para" } },
                { header: { en: "Hits", es: "Veces" }, align: "right" },
              ],
              faults.map((fault) => [
                text(fault["id"]),
                text(fault["on"]),
                text(fault["kind"]),
                text(fault["code"] ?? fault["status"]),
                text(fault["to"]),
                `${text(fault["hits"])}${fault["times"] === undefined ? "" : `/${text(fault["times"])}`}`,
              ]),
            ),
          ],
  });
}

function unknownFault(id: string, known: readonly string[]): UsageError {
  const list = known.join(", ");
  return new UsageError({
    code: "simulator.unknown_fault",
    text: {
      en: `There is no fault "${id}". ${list === "" ? "There are none." : `There are: ${list}.`}`,
      es: `No existe la falla "${id}". ${list === "" ? "No hay ninguna." : `Existen: ${list}.`}`,
    },
    hint: { en: "List them with: recado simulator fault", es: "Consúltelas con: recado simulator fault" },
  });
}

function noKind(): UsageError {
  return new UsageError({
    code: "usage.missing_argument",
    text: { en: "What should happen? Give a kind of fault.", es: "¿Qué debe pasar? Indique un tipo de falla." },
    hint: {
      en: "For example: recado simulator fault messages timeout",
      es: "Por ejemplo: recado simulator fault messages timeout",
    },
  });
}
