import type { Context } from "../../cli/context.ts";
import type { CommandTree } from "../../cli/program.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import { magicNumbers } from "../../simulator/people/magic-numbers.ts";
import { meanings } from "./meanings.ts";
import { type ControlCall, controlGroups } from "./simulator.ts";

interface Verb {
  readonly command: string;
  readonly text: Text;
}

/** The commands of `recado simulator`: what they do is said where they are made. */
function verbsOf(tree: CommandTree): Verb[] {
  const group = tree.find((entry) => entry.name === "simulator");
  if (group?.kind !== "group") return [];
  return group.commands.map(({ name, summary }) => ({ command: `recado simulator ${name}`, text: summary }));
}

const typed = ({ call, input }: ControlCall): string =>
  input === undefined ? call : input.startsWith("?") ? `${call}${input}` : `${call} ${input}`;

const section = (title: Text, entries: readonly (readonly [string, Text])[]): Block[] => [
  line(""),
  line(title, "strong"),
  meanings(entries),
];

/** `recado help simulator`: verbs, magic numbers, control calls and worlds. */
export function simulatorTopic(tree: CommandTree, context: Context): View {
  const verbs = verbsOf(tree);
  const numbers = magicNumbers.map(({ phone, outcome, text }) => ({ phone: `+${phone}`, outcome, text }));
  const calls = controlGroups.flatMap((group) => group.calls);
  const rows = numbers.map(({ phone, outcome, text }) => ({ phone, outcome, meaning: context.say(text) }));
  return view({
    data: {
      commands: verbs.map(({ command, text }) => ({ command, meaning: context.say(text) })),
      numbers: rows,
      control: calls.map(({ call, input, text }) => ({
        call,
        ...(input === undefined ? {} : { input }),
        meaning: context.say(text),
      })),
    },
    rows,
    blocks: [
      line({
        en: "A Cloud API on this computer:\n  recado simulator start, then recado init --simulator",
        es: "Una Cloud API en este equipo:\n  recado simulator start y luego recado init --simulator",
      }),
      line({
        en: "How far it can be trusted, call by call: recado help fidelity",
        es: "Hasta dónde confiar en ella, llamada por llamada: recado help fidelity",
      }),
      ...section(
        { en: "Commands", es: "Comandos" },
        verbs.map(({ command, text }) => [command, text]),
      ),
      ...section(
        { en: "Numbers with a fixed outcome", es: "Números con un resultado fijo" },
        numbers.map(({ phone, text }) => [phone, text]),
      ),
      line(""),
      line(
        {
          en: "Control calls under http://127.0.0.1:4010/_simulator/",
          es: "Llamadas de control en http://127.0.0.1:4010/_simulator/",
        },
        "strong",
      ),
      ...controlGroups.flatMap(({ title, calls: list }) =>
        section(
          title,
          list.map((call) => [typed(call), call.text]),
        ),
      ),
      line(""),
      line({ en: "A world for each token", es: "Un mundo por token" }, "strong"),
      line({
        en: "POST worlds opens a world with an account, a clock and a webhook of its own, so that tests don't meet. Calls of the Graph API belong to the world of their token; control calls to that of the bearer token or of ?world= with a token or an account id, and to the first one without.",
        es: "POST worlds abre un mundo con su propia cuenta, reloj y webhook, para que las pruebas no se crucen. Las llamadas de la Graph API van al mundo de su token; las de control, al del token bearer o al de ?world= con un token o un identificador de cuenta, y sin ellos al primero.",
      }),
    ],
  });
}
