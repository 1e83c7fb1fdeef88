import { describe, expect, it } from "vitest";
import { fieldNames, importFields } from "../../../../src/domain/import/mapping/fields.ts";
import type { ImportField } from "../../../../src/domain/import/mapping/fields.ts";
import { guessField } from "../../../../src/domain/import/mapping/guess.ts";

describe("a header says what its column holds", () => {
  it.each<[ImportField, string[]]>([
    [
      "phone",
      [
        "Teléfono",
        "TELEFONO",
        "telefono_movil",
        "Celular",
        "Móvil",
        "Nº de celular",
        "Número de WhatsApp",
        "Tlf.",
        "Telemóvel",
        "Telefone",
        "Telefone celular",
        "Número do cliente WhatsApp",
        "Phone",
        "Phone number",
        "Mobile Phone",
        "WhatsApp",
        "Phone 1 - Value",
        "phone_number",
        "phoneNumber",
      ],
    ],
    ["name", ["Nombre", "Nombre completo", "Nombre y apellidos", "Cliente", "Nome", "Name", "Full name"]],
    ["first_name", ["First Name", "Nombres", "Given name", "Primeiro nome"]],
    ["last_name", ["Apellidos", "Apellido", "Sobrenome", "Last name", "Surname"]],
    ["country", ["País", "Pais", "Country", "Country Code", "Prefijo", "Código de país", "DDI"]],
    ["language", ["Idioma", "Language", "Lang"]],
    [
      "consent",
      [
        "Acepta",
        "Consentimiento",
        "Consentimento",
        "Opt-in",
        "optin",
        "Autoriza",
        "Acepta mensajes",
        "Acepta WhatsApp?",
        "Acepta (sí/no)",
      ],
    ],
    ["consent_notices", ["Acepta avisos", "Autoriza notificaciones", "Aceita receber avisos", "Opt-in notifications"]],
    ["consent_marketing", ["Acepta ofertas", "Publicidad", "Acepta publicidad", "Opt-in marketing", "Aceita ofertas"]],
    ["consent_authentication", ["Acepta códigos", "Opt-in OTP"]],
    [
      "opt_out",
      [
        "Baja",
        "Dado de baja",
        "baja_whatsapp",
        "opt_out",
        "Opted out",
        "Unsubscribed",
        "No contactar",
        "No molestar",
        "Não perturbe",
        "DND",
        "Lista Robinson",
        "Bloqueado",
        "No enviar mensajes",
        "Descadastrado",
      ],
    ],
    [
      "consent_date",
      ["Fecha de aceptación", "Fecha consentimiento", "Data do consentimento", "Consent date", "Opt-in date"],
    ],
    ["consent_source", ["Origen del consentimiento", "Consent source", "Opt-in source", "Canal de aceptación"]],
    ["consent_purpose", ["Finalidad", "Finalidade", "Consent purpose", "Finalidad del consentimiento"]],
    ["middle_name", ["Segundo nombre", "Nome do meio", "Middle name"]],
    ["time_zone", ["Zona horaria", "Huso horario", "Fuso horário", "Time zone", "timeZone"]],
    ["user_id", ["BSUID", "WhatsApp user ID", "ID de usuario de WhatsApp", "ID do usuário do WhatsApp"]],
    ["username", ["WhatsApp username", "Usuario de WhatsApp", "Nome de usuário do WhatsApp"]],
    ["labels", ["Etiquetas", "Labels", "Tags", "Categorías", "Marcadores", "Grupos"]],
    ["consent_utility", ["Consent utility", "Acepta mensajes transaccionales", "Opt-in transactional"]],
    ["consent_service", ["Acepta atención", "Consent service", "Aceita suporte"]],
    ["consent_method", ["Método de consentimiento", "Consent method", "Forma de aceitação", "Medio de aceptación"]],
    ["consent_wording", ["Texto del consentimiento", "Consent wording", "Cláusula aceptada consentimiento"]],
    ["consent_wording_version", ["Versión del texto de consentimiento", "Consent version", "Versão do consentimento"]],
    [
      "consent_evidence",
      ["Prueba de consentimiento", "Consent evidence", "Comprovante de consentimento", "Consent link"],
    ],
    ["consent_actor", ["Consentimiento recogido por", "Consent collected by", "Quién registró el consentimiento"]],
    ["consent_ip", ["IP del consentimiento", "optin_ip", "Consent IP"]],
    ["consent_user_agent", ["Consent user agent", "Navegador del consentimiento", "optInUserAgent"]],
    [
      "custom",
      [
        "Email",
        "Ciudad",
        "Pedido",
        "Teléfono fijo",
        "Fax",
        "Acepta tarjeta",
        "Fecha de alta",
        "Fecha de baja",
        "Motivo de baja",
        "Fecha",
        "",
        "Phone 1 - Type",
        "Teléfono 2",
        "User ID",
        "username",
        "Opt-out date",
        "Fecha de revocación del consentimiento",
        "Consent withdrawn",
        "No acepta publicidad",
        "IP",
      ],
    ],
  ])("%s", (field, headers) => {
    expect(headers.map((header) => [header, guessField(header)])).toEqual(headers.map((header) => [header, field]));
  });
});

it("every field has a name that a person understands, in both languages", () => {
  for (const field of importFields) {
    expect(fieldNames[field].en).not.toBe(fieldNames[field].es);
  }
});
