import { command, group } from "../../../cli/command.ts";
import { listLimits, type InputSpec } from "../../../cli/input.ts";

const batch = {
  import: {
    kind: "argument",
    required: true,
    text: { en: "id of the import, e.g. imp_3", es: "id de la importación, p. ej. imp_3" },
  },
} as const satisfies InputSpec;

export const listInput = listLimits;
export const showInput = batch;
export const undoInput = batch;

export const imports = group({
  name: "imports",
  summary: { en: "the lists that were imported", es: "las listas que se importaron" },
  commands: [
    command({
      name: "list",
      summary: { en: "list imports, newest first", es: "listar las importaciones, la más reciente primero" },
      input: listInput,
      examples: ["recado contacts imports list"],
      load: () => import("./list.ts"),
    }),
    command({
      name: "show",
      summary: {
        en: "show an import: file, hash, columns, counts",
        es: "mostrar una importación: archivo, hash, columnas, cantidades",
      },
      input: showInput,
      examples: ["recado contacts imports show imp_3"],
      load: () => import("./show.ts"),
    }),
    command({
      name: "undo",
      summary: { en: "take an import back", es: "deshacer una importación" },
      details: {
        en: "Removes the contacts that the import added, and sets those that it changed back to what they were. Contacts that were changed, written to or listed again since stay as they are. Of the consents that it recorded, only their hashes stay, so that the ledger can still be verified.",
        es: "Quita los contactos que la importación agregó y devuelve los que cambió a como estaban. Los contactos que desde entonces se modificaron, recibieron mensajes o volvieron a aparecer en una lista quedan como están. De los consentimientos que registró quedan solo sus hashes, para que el registro se pueda seguir verificando.",
      },
      input: undoInput,
      changes: true,
      confirm: {
        en: "Take back what this import added and changed?",
        es: "¿Deshacer lo que esta importación agregó y cambió?",
      },
      examples: ["recado contacts imports undo imp_3 --dry-run", "recado contacts imports undo imp_3 --yes"],
      load: () => import("./undo.ts"),
    }),
  ],
});
