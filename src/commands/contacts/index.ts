import { group } from "../../cli/command.ts";
import { handCommands } from "./hand-specs.ts";
import { importCommand } from "./import-spec.ts";
import { imports } from "./imports/index.ts";
import { listCommands } from "./list-specs.ts";
import { rightsCommands } from "./rights-specs.ts";

export const contacts = group({
  name: "contacts",
  summary: { en: "people, and what they agreed to", es: "las personas y lo que aceptaron" },
  commands: [importCommand, imports, ...listCommands, ...handCommands, ...rightsCommands],
});
