import type { WireTemplateCreate } from "../../graph/wire/templates.ts";

/** The templates of the demonstration: a shop tells, reminds and offers. */
export const orderShipped: WireTemplateCreate = {
  name: "pedido_enviado",
  language: "es",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola, {{nombre}}: su pedido {{pedido}} ya va en camino. Puede ver por dónde va con el botón.",
      example: {
        body_text_named_params: [
          { param_name: "nombre", example: "Lucía" },
          { param_name: "pedido", example: "A-1042" },
        ],
      },
    },
    { type: "FOOTER", text: "Panadería La Espiga" },
    {
      type: "BUTTONS",
      buttons: [
        {
          type: "URL",
          text: "Ver mi pedido",
          url: "https://laespiga.example/pedidos/{{1}}",
          example: ["https://laespiga.example/pedidos/A-1042"],
        },
      ],
    },
  ],
};

const invoiceDue: WireTemplateCreate = {
  name: "factura_pendiente",
  language: "es",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text:
        "Hola, {{nombre}}: la factura {{factura}} por {{importe}} vence el {{fecha}}. " +
        "Si ya la pagó, no tiene que hacer nada.",
      example: {
        body_text_named_params: [
          { param_name: "nombre", example: "Lucía" },
          { param_name: "factura", example: "F-2026-118" },
          { param_name: "importe", example: "$480.00" },
          { param_name: "fecha", example: "30 de noviembre" },
        ],
      },
    },
    { type: "FOOTER", text: "Panadería La Espiga" },
  ],
};

export const autumnOffer: WireTemplateCreate = {
  name: "oferta_otono",
  language: "es",
  category: "MARKETING",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola, {{nombre}}: esta semana, todas las empanadas de calabaza con un {{descuento}} de descuento.",
      example: {
        body_text_named_params: [
          { param_name: "nombre", example: "Lucía" },
          { param_name: "descuento", example: "20 %" },
        ],
      },
    },
    { type: "FOOTER", text: "Panadería La Espiga" },
    { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No quiero ofertas" }] },
  ],
};

export const demoTemplates: readonly WireTemplateCreate[] = [orderShipped, invoiceDue, autumnOffer];
