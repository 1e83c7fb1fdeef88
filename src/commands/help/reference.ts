import { everyCommand, type Command } from "../../cli/command.ts";
import { isArgument, optionName, type InputItem } from "../../cli/input.ts";
import { flagsOf, globalOptions, yesOption, type CommandTree } from "../../cli/program.ts";
import { exitCodes } from "../../core/errors.ts";
import { environment } from "./environment.ts";
import { exitMeanings } from "./exit-codes.ts";

const escape = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function placeholder(key: string, item: InputItem): string {
  const name = optionName(key).slice(2);
  if (item.kind === "arguments") return `[${name}...]`;
  return item.kind === "argument" && item.required ? `<${name}>` : `[${name}]`;
}

function usage(path: string, command: Command): string {
  const places = Object.entries(command.input)
    .filter(([, item]) => isArgument(item))
    .map(([key, item]) => placeholder(key, item));
  return ["recado", path, ...places, "[options]"].join(" ");
}

function inputTable(command: Command): string[] {
  const rows = Object.entries(command.input).map(([key, item]) => {
    const name = isArgument(item) ? placeholder(key, item) : flagsOf(key, item);
    const required = "required" in item && item.required && !isArgument(item) ? " (required)" : "";
    return `| \`${escape(name)}\` | ${escape(item.text.en)}${required} |`;
  });
  if (command.confirm !== undefined) rows.push(`| \`${yesOption.flags}\` | ${escape(yesOption.text.en)} |`);
  return rows.length === 0 ? [] : ["| Argument or option | Meaning |", "|---|---|", ...rows, ""];
}

function section(path: string, command: Command): string[] {
  const summary = command.summary.en;
  return [
    `### recado ${path}`,
    "",
    `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`,
    "",
    ...(command.details === undefined ? [] : [command.details.en.replaceAll("\n", " "), ""]),
    "```sh",
    usage(path, command),
    "```",
    "",
    ...inputTable(command),
    "```sh",
    ...command.examples,
    "```",
    "",
  ];
}

/** Every command as Markdown, in English: the reference of the README. Made from what the commands are made of. */
export function commandReference(tree: CommandTree): string {
  const sections = everyCommand(tree).flatMap(([path, command]) => section(path, command));
  const globals = globalOptions.map(({ flags, text }) => `| \`${escape(flags)}\` | ${escape(text.en)} |`);
  return ["### Options of every command", "", "| Option | Meaning |", "|---|---|", ...globals, "", ...sections].join(
    "\n",
  );
}

function exitCodeTable(): string {
  const meanings = new Map(Object.entries(exitMeanings));
  const rows = Object.entries(exitCodes).map(
    ([name, code]) => `| ${code} | ${escape(meanings.get(name)?.en ?? name)} |`,
  );
  return ["| Exit | Meaning |", "|---|---|", ...rows].join("\n");
}

function environmentTable(): string {
  const rows = environment.map(({ name, text }) => {
    const names = name.split(", ").map((one) => `\`${one}\``);
    return `| ${names.join(", ")} | ${escape(text.en)} |`;
  });
  return ["| Variable | Meaning |", "|---|---|", ...rows].join("\n");
}

/** The parts of the README that follow from the program, by the name of their marker. */
export function readmeSections(tree: CommandTree): Readonly<Record<string, string>> {
  return {
    reference: commandReference(tree).trimEnd(),
    environment: environmentTable(),
    "exit-codes": exitCodeTable(),
  };
}
