import { everyCommand, everyGroup } from "../../cli/command.ts";
import type { Context } from "../../cli/context.ts";
import { helpPage, type CommandTree } from "../../cli/program.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { exitCodes, UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { environment } from "./environment.ts";
import { exitMeanings } from "./exit-codes.ts";
import { fidelityTopic } from "./fidelity-view.ts";
import { meanings } from "./meanings.ts";
import { commandReference, readmeSections } from "./reference.ts";
import { simulatorTopic } from "./simulator-view.ts";

type Topic = (tree: CommandTree, context: Context) => View;

const topics: Readonly<Record<string, Topic>> = {
  "exit-codes": (_tree, context) => {
    const codes = Object.entries(exitCodes).flatMap(([name, code]) =>
      isExitName(name) ? [{ code, name, text: exitMeanings[name] }] : [],
    );
    const rows = codes.map(({ code, name, text }) => ({ code, name, meaning: context.say(text) }));
    return view({
      data: { exitCodes: rows },
      rows,
      blocks: [meanings(codes.map(({ code, text }) => [String(code), text]))],
    });
  },
  environment: (_tree, context) => {
    const rows = environment.map(({ name, text }) => ({ name, meaning: context.say(text) }));
    return view({
      data: { variables: rows },
      rows,
      blocks: [
        line({
          en: "An option comes before a variable, a variable before the profile, the profile before the default.",
          es: "Una opción tiene prioridad sobre una variable; una variable, sobre el perfil; el perfil, sobre lo predeterminado.",
        }),
        line("RECADO_ACCESS_TOKEN + RECADO_WABA_ID + RECADO_PHONE_NUMBER_ID", "strong"),
        line({
          en: "With these three set, no profile is read.",
          es: "Con estas tres definidas no se lee ningún perfil.",
        }),
        line(""),
        meanings(environment.map(({ name, text }) => [name, text])),
      ],
    });
  },
  simulator: simulatorTopic,
  fidelity: fidelityTopic,
  reference: (tree) => {
    const markdown = commandReference(tree);
    return view({ data: { markdown, sections: readmeSections(tree) }, blocks: [verbatim(markdown.trimEnd())] });
  },
};

/** For whoever maintains the documents: not offered to people who look for a command. */
const hidden = "reference";

function isExitName(name: string): name is keyof typeof exitCodes {
  return Object.hasOwn(exitCodes, name);
}

/** A topic, or the page of a command: the same as its `--help`. */
export async function run(input: { topic: readonly string[] }, context: Context): Promise<View> {
  const { commands } = await import("../index.ts");
  const words = input.topic[0] === "recado" ? input.topic.slice(1) : input.topic;
  const wanted = words.join(" ");
  const topic = Object.hasOwn(topics, wanted) ? topics[wanted] : undefined;
  if (topic !== undefined) return topic(commands, context);
  const { stdout } = context.host;
  const page = helpPage(commands, words, context.language, stdout.isTTY ? stdout.columns : undefined);
  if (page === undefined) throw unknownTopic(wanted, commands);
  return view({ data: { command: wanted, text: page }, blocks: [verbatim(page.trimEnd())] });
}

function unknownTopic(wanted: string, tree: CommandTree): UsageError {
  const known = [
    ...Object.keys(topics).filter((name) => name !== hidden),
    ...everyGroup(tree).map(([path]) => path),
    ...everyCommand(tree).map(([path]) => path),
  ];
  const near = nearest(wanted, known).map((name) => `recado help ${name}`);
  return new UsageError({
    code: "usage.unknown_topic",
    text: {
      en: `There is no help about "${wanted}".`,
      es: `No hay ayuda sobre "${wanted}".`,
    },
    hint:
      near.length === 0
        ? { en: "See: recado --help", es: "Consulte: recado --help" }
        : { en: `Did you mean ${near.join(", ")}?`, es: `¿Quiso decir ${near.join(", ")}?` },
    data: { topic: wanted },
  });
}
