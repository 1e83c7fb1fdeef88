import type { WireTemplateCreate } from "../../../src/graph/wire/templates.ts";

/** An offer with a name in it and a button to opt out. */
export const offer = {
  name: "oferta",
  language: "es",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola {{nombre}}, hoy todo a mitad de precio.",
      example: { body_text_named_params: [{ param_name: "nombre", example: "Ana" }] },
    },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No recibir más" }] },
  ],
} as const satisfies WireTemplateCreate;
