/** A word of a shell, with what stands in quotes, and the spaces before it. */
const word = / *(?:[^\s"']|"[^"]*"|'[^']*')+/g;
const continuation = " \\";
const indent = " ".repeat(6);

/**
 * Breaks a command line before an option where it is too long, with a backslash: it can be read in a narrow terminal and
 * still be pasted as it stands.
 */
export function wrapCommand(line: string, width: number): string {
  const lines: string[] = [];
  let last = "";
  for (const part of partsOf(line)) {
    const isFirst = last === "";
    if (!isFirst && last.length + part.length + continuation.length > width) {
      lines.push(last);
      last = indent + part.trimStart();
    } else last += part;
  }
  return [...lines, last].join(`${continuation}\n`);
}

/** The command, then each option with its value. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  for (const one of line.match(word) ?? [line]) {
    if (parts.length === 0 || one.trimStart().startsWith("-")) parts.push(one);
    else parts.push(`${parts.pop() ?? ""}${one}`);
  }
  return parts;
}
