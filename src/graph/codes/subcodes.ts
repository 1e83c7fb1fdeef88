import { type GraphErrorEntry, seconds } from "./entry.ts";

/** The steps of moving a number to another account: Meta lists these numbers together, and its own words tell them apart. */
const migration: readonly GraphErrorEntry[] = [2_388_001, 2_388_012, 2_388_091, 2_388_093, 2_388_103].map((code) => ({
  code,
  name: "number_migration",
  kind: "number",
  retry: "no",
  title: { en: "Number could not be moved", es: "No se pudo trasladar el número" },
  explanation: {
    en: "The number could not be moved to the other account.",
    es: "No se pudo trasladar el número a la otra cuenta.",
  },
  next: {
    en: "Follow Meta's message, then start the move again.",
    es: "Siga lo que indica Meta y vuelva a iniciar el traslado.",
  },
}));

/** Template and number management: mostly the subcode of a 100, now and then a code. */
export const managementSubcodes: readonly GraphErrorEntry[] = [
  ...migration,
  {
    code: 2_388_019,
    name: "template_count",
    kind: "template",
    retry: "no",
    title: { en: "Too many templates", es: "Demasiadas plantillas" },
    explanation: {
      en: "The account has as many templates as it may have.",
      es: "La cuenta ya tiene todas las plantillas que se le permiten.",
    },
    next: {
      en: "Delete templates that are not used: recado templates delete <name>",
      es: "Elimine las plantillas que no use: recado templates delete <nombre>",
    },
  },
  {
    code: 2_388_023,
    name: "template_being_deleted",
    kind: "template",
    retry: "no",
    title: { en: "Name being deleted", es: "Nombre en eliminación" },
    explanation: {
      en: "A template of this name was deleted; the name is free again after up to 30 days.",
      es: "Se eliminó una plantilla con este nombre; el nombre quedará libre en un plazo de hasta 30 días.",
    },
    next: { en: "Choose another name.", es: "Elija otro nombre." },
  },
  {
    code: 2_388_024,
    name: "template_exists",
    kind: "template",
    retry: "no",
    title: { en: "Template exists already", es: "La plantilla ya existe" },
    explanation: {
      en: "A template of this name exists already in this language.",
      es: "Ya existe una plantilla con este nombre en este idioma.",
    },
    next: {
      en: "Choose another name, or look at it: recado templates show <name>",
      es: "Elija otro nombre o consúltela: recado templates show <nombre>",
    },
  },
  {
    code: 2_388_039,
    name: "template_not_editable",
    kind: "template",
    retry: "no",
    title: { en: "Template cannot be changed now", es: "La plantilla no se puede cambiar ahora" },
    explanation: {
      en: "The template is in review, or was changed too often.",
      es: "La plantilla está en revisión o se cambió demasiadas veces.",
    },
    next: {
      en: "Wait until the review is over, or try again tomorrow.",
      es: "Espere a que termine la revisión o inténtelo mañana.",
    },
  },
  {
    code: 2_388_040,
    name: "template_field_too_long",
    kind: "template",
    retry: "no",
    title: { en: "A text is too long", es: "Un texto es demasiado largo" },
    explanation: {
      en: "A text of the template is longer than allowed.",
      es: "Un texto de la plantilla es más largo de lo permitido.",
    },
    next: {
      en: "Shorten it: body 1,024, header and footer 60, button 25 characters.",
      es: "Acórtelo: cuerpo 1024, encabezado y pie 60, botón 25 caracteres.",
    },
  },
  {
    code: 2_388_043,
    name: "template_incomplete",
    kind: "template",
    retry: "no",
    title: { en: "Something is missing in the template", es: "Falta algo en la plantilla" },
    explanation: {
      en: "A part of the template lacks a field or an example.",
      es: "A una parte de la plantilla le falta un campo o un ejemplo.",
    },
    next: {
      en: "Give an example for every variable and every file.",
      es: "Dé un ejemplo para cada variable y cada archivo.",
    },
  },
  {
    code: 2_388_047,
    name: "template_header",
    kind: "template",
    retry: "no",
    title: { en: "Header not right", es: "Encabezado incorrecto" },
    explanation: {
      en: "The header of the template is not written as it must be.",
      es: "El encabezado de la plantilla no tiene la forma debida.",
    },
    next: {
      en: "Use at most one variable, no line ends, no emoji, no asterisks.",
      es: "Use como máximo una variable, sin saltos de línea, emojis ni asteriscos.",
    },
  },
  {
    code: 2_388_072,
    name: "template_body",
    kind: "template",
    retry: "no",
    title: { en: "Body not right", es: "Cuerpo incorrecto" },
    explanation: {
      en: "The body of the template is not written as it must be.",
      es: "El cuerpo de la plantilla no tiene la forma debida.",
    },
    next: {
      en: "Number the variables from {{1}} without gaps, and avoid runs of line ends.",
      es: "Numere las variables desde {{1}} sin saltos y evite varias líneas vacías seguidas.",
    },
  },
  {
    code: 2_388_073,
    name: "template_footer",
    kind: "template",
    retry: "no",
    title: { en: "Footer not right", es: "Pie incorrecto" },
    explanation: {
      en: "The footer of the template is not written as it must be.",
      es: "El pie de la plantilla no tiene la forma debida.",
    },
    next: {
      en: "Use plain text without variables, at most 60 characters.",
      es: "Use texto simple sin variables, con 60 caracteres como máximo.",
    },
  },
  {
    code: 2_388_293,
    name: "template_variable_ratio",
    kind: "template",
    retry: "no",
    title: { en: "Too many variables", es: "Demasiadas variables" },
    explanation: {
      en: "The text has too many variables for its length.",
      es: "El texto tiene demasiadas variables para su longitud.",
    },
    next: {
      en: "Write more words around them, or use fewer variables.",
      es: "Escriba más palabras alrededor o use menos variables.",
    },
  },
  {
    code: 2_388_299,
    name: "template_variable_edge",
    kind: "template",
    retry: "no",
    title: { en: "Variable at the edge", es: "Variable en el borde" },
    explanation: { en: "The text starts or ends with a variable.", es: "El texto empieza o termina con una variable." },
    next: {
      en: "Put a word before the first and after the last variable.",
      es: "Ponga una palabra antes de la primera variable y después de la última.",
    },
  },
  {
    code: 2_388_318,
    name: "template_generated_edit",
    kind: "template",
    retry: "no",
    title: { en: "Made by Meta: cannot be changed", es: "Creada por Meta: no se puede cambiar" },
    explanation: {
      en: "A template that Meta made by itself cannot be changed.",
      es: "Una plantilla que Meta creó por su cuenta no se puede cambiar.",
    },
    next: {
      en: "Create a template of your own: recado templates create <file>",
      es: "Cree una plantilla propia: recado templates create <archivo>",
    },
  },
  {
    code: 2_388_330,
    name: "template_generated_delete",
    kind: "template",
    retry: "no",
    title: { en: "Made by Meta: cannot be deleted", es: "Creada por Meta: no se puede eliminar" },
    explanation: {
      en: "A template that Meta made by itself cannot be deleted.",
      es: "Una plantilla que Meta creó por su cuenta no se puede eliminar.",
    },
    next: { en: "It goes by itself when it is not used.", es: "Desaparece sola cuando no se usa." },
  },
];

/** Subcodes that mean something only beside their code. */
export const generalSubcodes: readonly { readonly under: number; readonly entry: GraphErrorEntry }[] = [
  {
    under: 100,
    entry: {
      code: 33,
      name: "object_missing",
      kind: "setup",
      retry: "no",
      title: { en: "Not found, or no access", es: "No existe o sin acceso" },
      explanation: {
        en: "This id does not exist, or the token has no access to it.",
        es: "Este identificador no existe o el token no tiene acceso a él.",
      },
      next: {
        en: "Check the ids in the profile and the token's accounts: recado doctor",
        es: "Revise los identificadores del perfil y las cuentas del token: recado doctor",
      },
    },
  },
  {
    under: 190,
    entry: {
      code: 460,
      name: "password_changed",
      kind: "auth",
      retry: "no",
      stops: true,
      title: { en: "Password changed", es: "Contraseña cambiada" },
      explanation: {
        en: "The token no longer works because its user changed the password.",
        es: "El token dejó de funcionar porque su usuario cambió la contraseña.",
      },
      next: {
        en: "Make a new token (best a permanent one of a system user) and run: recado init",
        es: "Cree un token nuevo (mejor uno permanente de un usuario del sistema) y ejecute: recado init",
      },
    },
  },
  {
    under: 190,
    entry: {
      code: 463,
      name: "token_expired",
      kind: "auth",
      retry: "no",
      stops: true,
      title: { en: "Token expired", es: "Token vencido" },
      explanation: { en: "The access token has expired.", es: "El token de acceso venció." },
      next: {
        en: "Make a new token (best a permanent one of a system user) and run: recado init",
        es: "Cree un token nuevo (mejor uno permanente de un usuario del sistema) y ejecute: recado init",
      },
    },
  },
  {
    under: 190,
    entry: {
      code: 467,
      name: "token_revoked",
      kind: "auth",
      retry: "no",
      stops: true,
      title: { en: "Token revoked", es: "Token revocado" },
      explanation: {
        en: "The access token was revoked or is not valid.",
        es: "El token de acceso fue revocado o no es válido.",
      },
      next: {
        en: "Make a new token (best a permanent one of a system user) and run: recado init",
        es: "Cree un token nuevo (mejor uno permanente de un usuario del sistema) y ejecute: recado init",
      },
    },
  },
  {
    under: 130429,
    entry: {
      code: 2_494_055,
      name: "rate_limited",
      kind: "throttle",
      retry: { waitMs: seconds(1), factor: 2 },
      title: { en: "Too many messages a second", es: "Demasiados mensajes por segundo" },
      explanation: {
        en: "The number sends more messages a second than Meta allows it.",
        es: "El número envía más mensajes por segundo de los que Meta le permite.",
      },
      next: { en: "Wait, then send more slowly.", es: "Espere y luego envíe más despacio." },
    },
  },
];
