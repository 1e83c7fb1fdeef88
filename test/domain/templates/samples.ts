import type { WireTemplate, WireTemplateComponent } from "../../../src/graph/wire/templates.ts";

/** A template as Meta lists it. */
export function template(components: WireTemplateComponent[], more: Partial<WireTemplate> = {}): WireTemplate {
  return {
    id: "900100200300400",
    name: "pedido_enviado",
    language: "es_MX",
    status: "APPROVED",
    category: "UTILITY",
    components,
    ...more,
  };
}

export const shipped = template(
  [
    { type: "HEADER", format: "TEXT", text: "Pedido {{pedido}}" },
    {
      type: "BODY",
      text: "Hola {{nombre}}, su pedido {{pedido}} ya va en camino.",
      example: {
        body_text_named_params: [
          { param_name: "pedido", example: "A-1" },
          { param_name: "nombre", example: "Rosa" },
        ],
      },
    },
    { type: "FOOTER", text: "Tienda de ejemplo" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "No quiero avisos" },
        {
          type: "URL",
          text: "Ver pedido",
          url: "https://tienda.example/p/{{1}}",
          example: ["https://tienda.example/p/A-1"],
        },
      ],
    },
  ],
  { parameter_format: "NAMED" },
);

export const greeting = template([{ type: "BODY", text: "Hola {{1}}, nos vemos el {{2}} a las {{3}}." }], {
  name: "cita",
});

export const invoice = template(
  [
    { type: "HEADER", format: "DOCUMENT" },
    { type: "BODY", text: "Su factura de {{1}} está lista." },
  ],
  { name: "factura" },
);

export const code = template(
  [
    { type: "BODY", text: "*{{1}}* es su código de verificación.", add_security_recommendation: true },
    {
      type: "BUTTONS",
      buttons: [
        { type: "URL", text: "Copiar", url: "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}" },
      ],
    },
  ],
  { name: "codigo", category: "AUTHENTICATION" },
);
