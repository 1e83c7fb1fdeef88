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
    required: false,
    text: {
      en: "JSON or YAML file in Meta's shape; - for standard input",
      es: "archivo JSON o YAML con la forma de Meta; - para la entrada estándar",
    },
  },
  library: {
    kind: "text",
    value: "name",
    text: {
      en: "one of Meta's library instead of a file: approved at once",
      es: "una de la biblioteca de Meta en lugar de un archivo: se aprueba al momento",
    },
  },
  name: {
    kind: "text",
    value: "name",
    text: {
      en: "with --library: its name here (default: the same)",
      es: "con --library: su nombre aquí (si falta, el mismo)",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: { en: "with --library: in which language", es: "con --library: en qué idioma" },
  },
  buttonUrl: {
    kind: "text",
    value: "address",
    text: {
      en: "with --library: where its link leads, e.g. https://shop.example/o/{{1}}",
      es: "con --library: a dónde lleva su enlace, p. ej. https://shop.example/o/{{1}}",
    },
  },
  buttonPhone: {
    kind: "text",
    value: "phone",
    text: { en: "with --library: whom its button calls", es: "con --library: a quién llama su botón" },
  },
} as const satisfies InputSpec;

const oneTemplate = {
  name: {
    kind: "argument",
    required: true,
    text: { en: "name or id of the template", es: "nombre o id de la plantilla" },
  },
} as const satisfies InputSpec;

export const editInput = {
  ...oneTemplate,
  file: {
    kind: "text",
    value: "file",
    required: true,
    text: {
      en: "JSON or YAML file with the whole template as it is to be",
      es: "archivo JSON o YAML con la plantilla completa como debe quedar",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: { en: "language (default: the file's)", es: "idioma (si falta, el del archivo)" },
  },
  yes: { kind: "flag", text: { en: "do not ask for confirmation", es: "no pedir confirmación" } },
} as const satisfies InputSpec;

export const previewInput = {
  ...oneTemplate,
  values: {
    kind: "arguments",
    text: { en: "values of {{1}}, {{2}}… in order", es: "valores de {{1}}, {{2}}… en orden" },
  },
  param: {
    kind: "list",
    value: "name=value",
    short: "p",
    text: {
      en: "value of a variable; samples stand in for the rest; repeatable",
      es: "valor de una variable; las demás llevan sus muestras; se puede repetir",
    },
  },
  header: {
    kind: "text",
    value: "link",
    text: { en: "image, video or document of the header", es: "imagen, video o documento del encabezado" },
  },
  language: { kind: "text", value: "code", text: { en: "language of the template", es: "idioma de la plantilla" } },
} as const satisfies InputSpec;

export const libraryInput = {
  ...listLimits,
  search: { kind: "text", value: "words", text: { en: "in name or text", es: "en el nombre o el texto" } },
  topic: {
    kind: "text",
    value: "topic",
    text: { en: "e.g. ORDER_MANAGEMENT, PAYMENTS", es: "p. ej. ORDER_MANAGEMENT, PAYMENTS" },
  },
  usecase: {
    kind: "text",
    value: "use",
    text: { en: "e.g. DELIVERY_UPDATE, PAYMENT_OVERDUE", es: "p. ej. DELIVERY_UPDATE, PAYMENT_OVERDUE" },
  },
  industry: {
    kind: "text",
    value: "industry",
    text: { en: "E_COMMERCE or FINANCIAL_SERVICES", es: "E_COMMERCE o FINANCIAL_SERVICES" },
  },
  language: { kind: "text", value: "code", text: { en: "only this language", es: "solo este idioma" } },
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
        "recado templates create --library parcel_on_its_way --language es --button-url https://shop.example/o/{{1}}",
      ],
      load: () => import("./create.ts"),
    }),
    command({
      name: "edit",
      summary: { en: "change a template at Meta", es: "cambiar una plantilla en Meta" },
      details: {
        en: "Shows what changes and asks. Only approved, rejected and paused templates can be changed; an approved one once in 24 hours and ten times in 30 days, and never its category. It goes back to review.",
        es: "Muestra qué cambia y pregunta. Solo se pueden cambiar plantillas aprobadas, rechazadas o en pausa; una aprobada, una vez cada 24 horas y diez veces en 30 días, y nunca su categoría. Vuelve a revisión.",
      },
      input: editInput,
      changes: true,
      examples: [
        "recado templates edit pedido_enviado --file pedido_enviado.yaml --dry-run",
        "recado templates edit pedido_enviado --file pedido_enviado.yaml --yes",
      ],
      load: () => import("./edit.ts"),
    }),
    command({
      name: "preview",
      summary: {
        en: "show a template as people will read it",
        es: "mostrar una plantilla como la leerán las personas",
      },
      input: previewInput,
      examples: [
        "recado templates preview pedido_enviado -p nombre=Ana -p pedido=1042",
        "recado templates preview hello_world --json",
      ],
      load: () => import("./preview.ts"),
    }),
    command({
      name: "library",
      summary: {
        en: "search Meta's library of ready templates",
        es: "buscar en la biblioteca de plantillas listas de Meta",
      },
      input: libraryInput,
      examples: [
        "recado templates library --search delivery --language es",
        "recado templates library --topic PAYMENTS --json",
      ],
      load: () => import("./library.ts"),
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
