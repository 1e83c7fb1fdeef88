import { command, group } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";

export const listInput = {
  ...listLimits,
  name: { kind: "text", value: "name", text: { en: "only this name", es: "solo este nombre" } },
  status: {
    kind: "text",
    value: "status",
    text: { en: "only this status, e.g. APPROVED", es: "solo este estado, p. ej. APPROVED" },
  },
  category: {
    kind: "choice",
    choices: ["marketing", "utility", "authentication"],
    text: { en: "only this category", es: "solo esta categoría" },
  },
} as const satisfies InputSpec;

export const showInput = {
  name: { kind: "argument", required: true, text: { en: "name of the template", es: "nombre de la plantilla" } },
  language: { kind: "text", value: "code", text: { en: "only this language", es: "solo este idioma" } },
} as const satisfies InputSpec;

export const createInput = {
  file: {
    kind: "argument",
    required: true,
    text: {
      en: "JSON or YAML file in Meta's shape; - for standard input",
      es: "archivo JSON o YAML con la forma de Meta; - para la entrada estándar",
    },
  },
} as const satisfies InputSpec;

export const deleteInput = {
  name: { kind: "argument", required: true, text: { en: "name of the template", es: "nombre de la plantilla" } },
  language: {
    kind: "text",
    value: "code",
    text: { en: "only this language (default: all of them)", es: "solo este idioma (si falta, todos)" },
  },
} as const satisfies InputSpec;

export const templates = group({
  name: "templates",
  summary: { en: "message templates of the account", es: "plantillas de mensajes de la cuenta" },
  commands: [
    command({
      name: "list",
      summary: { en: "list the templates", es: "listar las plantillas" },
      input: listInput,
      examples: ["recado templates list", "recado templates list --status APPROVED --json"],
      load: () => import("./list.ts"),
    }),
    command({
      name: "show",
      summary: {
        en: "show a template as people see it, and its variables",
        es: "mostrar una plantilla como la ven las personas, y sus variables",
      },
      input: showInput,
      examples: ["recado templates show hello_world"],
      load: () => import("./show.ts"),
    }),
    command({
      name: "create",
      summary: { en: "send a template to Meta for review", es: "enviar una plantilla a Meta para su revisión" },
      input: createInput,
      changes: true,
      examples: [
        "recado templates create pedido_enviado.yaml",
        "recado templates create pedido_enviado.yaml --dry-run",
      ],
      load: () => import("./create.ts"),
    }),
    command({
      name: "delete",
      summary: { en: "delete a template at Meta", es: "eliminar una plantilla en Meta" },
      details: {
        en: "Meta blocks the name of an approved template for 30 days.",
        es: "Meta bloquea durante 30 días el nombre de una plantilla aprobada.",
      },
      input: deleteInput,
      changes: true,
      confirm: {
        en: "Delete this template at Meta? Its name stays blocked for 30 days.",
        es: "¿Eliminar esta plantilla en Meta? Su nombre quedará bloqueado 30 días.",
      },
      examples: ["recado templates delete oferta_otono --yes"],
      load: () => import("./delete.ts"),
    }),
  ],
});
