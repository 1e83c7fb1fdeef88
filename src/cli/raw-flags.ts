/**
 * The value of an option in a command line that was not parsed yet: what language and form an error takes must be known
 * even when the parsing itself is what fails. The last one counts, as it does for the parser.
 */
export function rawFlag(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  let value: string | undefined;
  for (const [at, word] of words.entries()) {
    if (word === name) value = words[at + 1];
    else if (word.startsWith(`${name}=`)) value = word.slice(name.length + 1);
  }
  return value;
}
