import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const contact = {
  kind: "argument",
  required: true,
  text: { en: "phone, id or user id", es: "teléfono, id o id de usuario" },
} as const;

export const eraseInput = {
  contact,
  reason: {
    kind: "text",
    value: "why",
    text: { en: "kept with the entry, without names", es: "se guarda con la anotación, sin nombres" },
  },
} as const satisfies InputSpec;

export const erasedInput = {
  phone: {
    kind: "argument",
    required: false,
    text: { en: "is this number on the list?", es: "¿está este número en la lista?" },
  },
  forget: {
    kind: "flag",
    text: {
      en: "take the number off: only when they came back by themselves",
      es: "quitar el número: solo si volvió por iniciativa propia",
    },
  },
} as const satisfies InputSpec;

export const exportPersonInput = {
  contact,
  out: {
    kind: "text",
    value: "path",
    text: {
      en: "file .json or .html, or a folder for both and the kept files",
      es: "archivo .json o .html, o una carpeta para ambos y los archivos guardados",
    },
  },
} as const satisfies InputSpec;

/** The rights of the person: to see everything, and to be forgotten. */
export const rightsCommands = [
  command({
    name: "export-person",
    summary: {
      en: "everything that is stored about somebody",
      es: "todo lo que se guarda sobre una persona",
    },
    details: {
      en: "For a request of access (RGPD, LGPD): contact, consent with proofs, messages both ways with costs, what Meta delivered about them, imports, segments. Without --out as JSON on the screen.",
      es: "Para una solicitud de acceso (RGPD, LGPD): contacto, consentimiento con pruebas, mensajes en ambos sentidos con costos, lo que Meta entregó sobre la persona, importaciones y segmentos. Sin --out, como JSON en pantalla.",
    },
    input: exportPersonInput,
    examples: [
      "recado contacts export-person +12025550101 --out ana",
      "recado contacts export-person con_17 --out ana.html --lang es",
    ],
    load: () => import("./export-person.ts"),
  }),
  command({
    name: "erase",
    summary: { en: "forget somebody for good", es: "olvidar a una persona para siempre" },
    details: {
      en: "Removes the person from contacts, consent, messages, deliveries of Meta's and the database's free pages. Costs stay, without the person. The number goes on a do-not-contact list as a keyed hash: no import brings it back. Somebody who is no contact is put on the list, too.",
      es: "Quita a la persona de los contactos, el consentimiento, los mensajes, las entregas de Meta y las páginas libres de la base de datos. Los costos quedan, sin la persona. El número va a una lista de no contactar como huella con clave: ninguna importación lo trae de vuelta. También entra en la lista quien no es un contacto.",
    },
    input: eraseInput,
    changes: true,
    confirm: {
      en: "This cannot be undone. Erase the person?",
      es: "Esto no se puede deshacer. ¿Borrar a la persona?",
    },
    examples: [
      "recado contacts erase +12025550101 --dry-run",
      'recado contacts erase con_17 --reason "request by e-mail" --yes',
    ],
    load: () => import("./erase.ts"),
  }),
  command({
    name: "erased",
    summary: { en: "the do-not-contact list", es: "la lista de no contactar" },
    details: {
      en: "Says how many were erased, or whether a number is among them. Somebody who comes back is best recorded with: recado consent grant … --despite-withdrawal",
      es: "Dice cuántas personas se borraron, o si un número está entre ellas. Lo mejor para quien vuelve: recado consent grant … --despite-withdrawal",
    },
    input: erasedInput,
    changes: true,
    examples: ["recado contacts erased", "recado contacts erased +12025550101"],
    load: () => import("./erased.ts"),
  }),
];
