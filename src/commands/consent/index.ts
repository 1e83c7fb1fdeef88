import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const contacts = {
  kind: "arguments",
  text: { en: "phones, ids or user ids", es: "teléfonos, ids o ids de usuario" },
} as const;

const contact = {
  kind: "argument",
  required: true,
  text: { en: "phone, id or user id", es: "teléfono, id o id de usuario" },
} as const;

/** What proves a statement. */
export const proofInput = {
  method: {
    kind: "text",
    value: "how",
    text: { en: 'how they said it, e.g. "web form"', es: 'cómo lo dijo, p. ej. "formulario web"' },
  },
  date: {
    kind: "text",
    value: "date",
    text: {
      en: "when: 2026-09-01 or 2026-09-01T10:30 (UTC; default now)",
      es: "cuándo: 2026-09-01 o 2026-09-01T10:30 (UTC; ahora si falta)",
    },
  },
  wording: {
    kind: "text",
    value: "text",
    text: { en: "the words they agreed to", es: "el texto que aceptó" },
  },
  wordingFile: {
    kind: "text",
    value: "file",
    text: { en: "the same from a text file", es: "lo mismo, desde un archivo de texto" },
  },
  wordingVersion: {
    kind: "text",
    value: "version",
    text: { en: "version of the words, e.g. v3", es: "versión del texto, p. ej. v3" },
  },
  evidence: {
    kind: "text",
    value: "file|link",
    text: {
      en: "a file (kept, up to 16 MB) or a link that proves it",
      es: "un archivo (se guarda, hasta 16 MB) o un enlace que lo prueba",
    },
  },
} as const satisfies InputSpec;

export const grantInput = {
  contacts,
  purpose: {
    kind: "text",
    value: "list",
    required: true,
    text: {
      en: "marketing, utility, authentication, service; separated by commas",
      es: "marketing, utility, authentication, service; separadas por comas",
    },
  },
  source: {
    kind: "text",
    value: "where",
    required: true,
    text: { en: "where they agreed", es: "dónde aceptó" },
  },
  ...proofInput,
  despiteWithdrawal: {
    kind: "flag",
    text: {
      en: "they opted out or were erased, and have agreed again since",
      es: "se dio de baja o se borró, y después volvió a aceptar",
    },
  },
} as const satisfies InputSpec;

export const withdrawInput = {
  contacts,
  purpose: {
    kind: "text",
    value: "list",
    text: { en: "what they want no more (default: everything)", es: "qué ya no quiere (todo si falta)" },
  },
  source: {
    kind: "text",
    value: "where",
    text: { en: 'where they said so (default "told us")', es: 'dónde lo dijo ("nos lo dijo" si falta)' },
  },
  ...proofInput,
} as const satisfies InputSpec;

export const historyInput = { contact } as const satisfies InputSpec;

export const evidenceInput = {
  subject: {
    kind: "argument",
    required: true,
    text: { en: "a contact, or sha256:… of a kept file", es: "un contacto, o sha256:… de un archivo guardado" },
  },
  out: {
    kind: "text",
    value: "file",
    text: { en: "write the kept file here", es: "escribir aquí el archivo guardado" },
  },
} as const satisfies InputSpec;

export const reportInput = {
  contacts,
  label: {
    kind: "text",
    value: "label",
    text: { en: "everybody with this label", es: "todos los que llevan esta etiqueta" },
  },
  segment: {
    kind: "text",
    value: "name",
    text: { en: "everybody of this segment", es: "todos los de este segmento" },
  },
  all: { kind: "flag", text: { en: "everybody", es: "todos" } },
  out: {
    kind: "text",
    value: "file",
    required: true,
    text: { en: "file to write, .html or .json", es: "archivo que se escribe, .html o .json" },
  },
  format: {
    kind: "choice",
    choices: ["html", "json"],
    text: { en: "form of the file, where its name does not tell", es: "formato, si el nombre del archivo no lo dice" },
  },
  business: {
    kind: "text",
    value: "name",
    text: {
      en: "who answers for the data (default: the name that Meta verified)",
      es: "quién responde por los datos (si falta, el nombre verificado por Meta)",
    },
  },
} as const satisfies InputSpec;

export const verifyInput = {
  contact: {
    kind: "argument",
    required: false,
    text: { en: "only this contact's chain", es: "solo la cadena de este contacto" },
  },
} as const satisfies InputSpec;

export const consent = group({
  name: "consent",
  summary: {
    en: "who agreed to what, when and how, and the proof",
    es: "quién aceptó qué, cuándo y cómo, y la prueba",
  },
  commands: [
    command({
      name: "grant",
      summary: { en: "record that people agreed", es: "anotar que alguien aceptó" },
      details: {
        en: "Adds to the ledger; nothing in it is ever changed. Somebody who opted out (exit 4, with the date) can be recorded only with --despite-withdrawal and a newer date.",
        es: "Añade al registro; nada de lo anotado se cambia. A quien se dio de baja (termina con 4 e indica la fecha) solo se le puede anotar con --despite-withdrawal y una fecha posterior.",
      },
      input: grantInput,
      changes: true,
      examples: [
        'recado consent grant +12025550101 --purpose marketing,utility --source "shop in Lima" --method "paper form" --date 2026-09-01 --evidence form.pdf',
        "recado consent grant con_17 --purpose marketing --source https://example.com/signup --wording-file text.txt --wording-version v3",
      ],
      load: () => import("./grant.ts"),
    }),
    command({
      name: "withdraw",
      summary: { en: "record that people want no more", es: "anotar que alguien ya no quiere mensajes" },
      details: {
        en: "Counts at once, also for messages that are waiting to be sent.",
        es: "Vale de inmediato, también para los mensajes que esperan su envío.",
      },
      input: withdrawInput,
      changes: true,
      examples: [
        "recado consent withdraw +12025550101",
        'recado consent withdraw con_17 --purpose marketing --source "phone call"',
      ],
      load: () => import("./withdraw.ts"),
    }),
    command({
      name: "history",
      summary: { en: "everything that a contact said", es: "todo lo que dijo un contacto" },
      input: historyInput,
      examples: ["recado consent history +12025550101", "recado consent history con_17 --json"],
      load: () => import("./history.ts"),
    }),
    command({
      name: "evidence",
      summary: { en: "list or write out kept evidence", es: "listar o extraer la evidencia guardada" },
      input: evidenceInput,
      examples: [
        "recado consent evidence +12025550101",
        "recado consent evidence sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae --out form.pdf",
      ],
      load: () => import("./evidence.ts"),
    }),
    command({
      name: "report",
      summary: {
        en: "write a document that proves consent",
        es: "escribir un documento que prueba el consentimiento",
      },
      details: {
        en: "One file without outside parts, to be handed to a data-protection officer or an authority: who, to what, when, how, with which words and evidence, and the hashes that show that nothing was changed.",
        es: "Un solo archivo, sin partes externas, para entregar a quien supervisa la protección de datos o a una autoridad: quién, qué, cuándo, cómo, con qué texto y evidencia, y las huellas que muestran que nada se cambió.",
      },
      input: reportInput,
      examples: [
        "recado consent report +12025550101 --out consent.html",
        "recado consent report --label vip --out vip.json",
        'recado consent report --all --out all.html --business "Café Lima S.A.C."',
      ],
      load: () => import("./report.ts"),
    }),
    command({
      name: "verify",
      summary: { en: "check that nobody changed the past", es: "comprobar que nadie cambió el pasado" },
      details: {
        en: "Recomputes every hash of the ledger. Exit 4 when something was changed, with the place. It proves what was said, when and with which proof, and that nothing was taken away; it does not cover names and numbers of contacts, and whoever rewrites the whole ledger shows only by the fingerprint that you noted before.",
        es: "Vuelve a calcular todas las huellas del registro. Termina con 4 si algo se alteró, e indica dónde. Prueba qué se dijo, cuándo y con qué respaldo, y que nada se quitó; no abarca los nombres ni los números de los contactos, y quien reescriba todo el registro solo se delata por la huella que usted anotó antes.",
      },
      input: verifyInput,
      examples: ["recado consent verify", "recado consent verify +12025550101 --json"],
      load: () => import("./verify.ts"),
    }),
  ],
});
