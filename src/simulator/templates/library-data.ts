import type { WireLibraryParameterType, WireLibraryUseCase } from "../../graph/wire/template-library.ts";

/** The simulator's own library: as many kinds of templates as the real one has, in words of its own. */

export const libraryLanguages = ["en", "es", "pt_BR"] as const;
export type LibraryLanguage = (typeof libraryLanguages)[number];
type Words = Readonly<Record<LibraryLanguage, string>>;

export type LibraryButton = "URL" | "PHONE_NUMBER" | "QUICK_REPLY" | "OTP";
export type LibraryBodyInput = "add_contact_number" | "add_learn_more_link" | "add_track_package_link";

export interface LibraryItem {
  readonly name: string;
  readonly category: "UTILITY" | "AUTHENTICATION";
  readonly topic: "ACCOUNT_UPDATE" | "CUSTOMER_FEEDBACK" | "ORDER_MANAGEMENT" | "PAYMENTS";
  readonly usecase?: WireLibraryUseCase;
  readonly industry: readonly ("E_COMMERCE" | "FINANCIAL_SERVICES")[];
  readonly header?: Words;
  readonly body: Words;
  /** A kind and a sample for each variable. */
  readonly params: readonly (readonly [kind: WireLibraryParameterType, sample: string])[];
  readonly buttons: readonly { readonly type: LibraryButton; readonly text: Words }[];
  /** The sentences that a creation may add. */
  readonly inputs: readonly LibraryBodyInput[];
}

export const inputSentences: Readonly<Record<LibraryBodyInput, Words>> = {
  add_contact_number: {
    en: "Questions? Call the number on our profile.",
    es: "¿Tiene preguntas? Llame al número de nuestro perfil.",
    pt_BR: "Dúvidas? Ligue para o número do nosso perfil.",
  },
  add_learn_more_link: {
    en: "Our site tells you more.",
    es: "En nuestro sitio encontrará más información.",
    pt_BR: "Saiba mais em nosso site.",
  },
  add_track_package_link: {
    en: "You can follow the parcel on our site.",
    es: "Puede seguir el paquete en nuestro sitio.",
    pt_BR: "Você pode acompanhar o pacote em nosso site.",
  },
};

const shops = ["E_COMMERCE"] as const;
const banks = ["FINANCIAL_SERVICES"] as const;
const both = ["E_COMMERCE", "FINANCIAL_SERVICES"] as const;
const details: LibraryItem["buttons"][number] = {
  type: "URL",
  text: { en: "See details", es: "Ver detalles", pt_BR: "Ver detalhes" },
};
const call: LibraryItem["buttons"][number] = {
  type: "PHONE_NUMBER",
  text: { en: "Call us", es: "Llamar", pt_BR: "Ligar" },
};

export const libraryItems: readonly LibraryItem[] = [
  {
    name: "order_received",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "ORDER_CONFIRMATION",
    industry: shops,
    header: { en: "Order received", es: "Pedido recibido", pt_BR: "Pedido recebido" },
    body: {
      en: "Thank you, {{1}}. We have your order {{2}} and will write again when it leaves.",
      es: "Gracias, {{1}}. Tenemos su pedido {{2}} y le escribiremos cuando salga.",
      pt_BR: "Obrigado, {{1}}. Recebemos seu pedido {{2}} e avisaremos quando ele sair.",
    },
    params: [
      ["TEXT", "Ana"],
      ["TEXT", "PX-204"],
    ],
    buttons: [details],
    inputs: ["add_contact_number", "add_learn_more_link"],
  },
  {
    name: "parcel_on_its_way",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "SHIPMENT_CONFIRMATION",
    industry: shops,
    body: {
      en: "Your order {{1}} has left our store and should arrive on {{2}} at the latest.",
      es: "Su pedido {{1}} salió de nuestra tienda y debería llegar el {{2}} a más tardar.",
      pt_BR: "Seu pedido {{1}} saiu da nossa loja e deve chegar até {{2}} no máximo.",
    },
    params: [
      ["TEXT", "PX-204"],
      ["DATE", "2026-11-24"],
    ],
    buttons: [details],
    inputs: ["add_track_package_link"],
  },
  {
    name: "parcel_delivered",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "DELIVERY_CONFIRMATION",
    industry: shops,
    body: {
      en: "Your order {{1}} was delivered to {{2}} today.",
      es: "Su pedido {{1}} se entregó hoy en {{2}} según el repartidor.",
      pt_BR: "Seu pedido {{1}} foi entregue hoje em {{2}} segundo o entregador.",
    },
    params: [
      ["TEXT", "PX-204"],
      ["ADDRESS", "12 Mill Road"],
    ],
    buttons: [],
    inputs: ["add_contact_number"],
  },
  {
    name: "delivery_failed",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "DELIVERY_FAILED",
    industry: shops,
    body: {
      en: "Nobody was there when we brought order {{1}} to you. Please choose another day.",
      es: "No había nadie cuando llevamos el pedido {{1}} a su domicilio. Elija otro día, por favor.",
      pt_BR: "Não havia ninguém quando levamos o pedido {{1}} até você. Escolha outro dia, por favor.",
    },
    params: [["TEXT", "PX-204"]],
    buttons: [details, call],
    inputs: ["add_track_package_link", "add_contact_number"],
  },
  {
    name: "order_ready_for_pickup",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "ORDER_PICK_UP",
    industry: shops,
    body: {
      en: "Order {{1}} is ready for you at {{2}} during opening hours.",
      es: "El pedido {{1}} está listo en {{2}} en horario de atención.",
      pt_BR: "O pedido {{1}} está pronto em {{2}} no horário de funcionamento.",
    },
    params: [
      ["TEXT", "PX-204"],
      ["ADDRESS", "12 Mill Road"],
    ],
    buttons: [],
    inputs: ["add_contact_number"],
  },
  {
    name: "order_late",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "ORDER_DELAY",
    industry: shops,
    body: {
      en: "We are sorry: order {{1}} will be late. The new date is {{2}} if all goes well.",
      es: "Lo sentimos: el pedido {{1}} llegará tarde. La nueva fecha es el {{2}} si todo sale bien.",
      pt_BR: "Lamentamos: o pedido {{1}} vai atrasar. A nova data é {{2}} se tudo correr bem.",
    },
    params: [
      ["TEXT", "PX-204"],
      ["DATE", "2026-11-26"],
    ],
    buttons: [details],
    inputs: ["add_contact_number"],
  },
  {
    name: "order_cancelled",
    category: "UTILITY",
    topic: "ORDER_MANAGEMENT",
    usecase: "ORDER_OR_TRANSACTION_CANCEL",
    industry: both,
    body: {
      en: "Order {{1}} was cancelled. You get {{2}} back within five days.",
      es: "El pedido {{1}} se canceló. Le devolveremos {{2}} en un plazo de cinco días.",
      pt_BR: "O pedido {{1}} foi cancelado. Devolveremos {{2}} em até cinco dias.",
    },
    params: [
      ["TEXT", "PX-204"],
      ["AMOUNT", "$24.90"],
    ],
    buttons: [],
    inputs: ["add_learn_more_link"],
  },
  {
    name: "payment_received",
    category: "UTILITY",
    topic: "PAYMENTS",
    usecase: "PAYMENT_CONFIRMATION",
    industry: both,
    body: {
      en: "We received {{1}} for invoice {{2}} and thank you for it.",
      es: "Recibimos {{1}} por la factura {{2}} y se lo agradecemos.",
      pt_BR: "Recebemos {{1}} pela fatura {{2}} e agradecemos.",
    },
    params: [
      ["AMOUNT", "$24.90"],
      ["NUMBER", "1042"],
    ],
    buttons: [],
    inputs: ["add_learn_more_link", "add_contact_number"],
  },
  {
    name: "payment_due_soon",
    category: "UTILITY",
    topic: "PAYMENTS",
    usecase: "PAYMENT_DUE_REMINDER",
    industry: banks,
    body: {
      en: "A payment of {{1}} is due on {{2}} for your account.",
      es: "Un pago de {{1}} vence el {{2}} en su cuenta.",
      pt_BR: "Um pagamento de {{1}} vence em {{2}} na sua conta.",
    },
    params: [
      ["AMOUNT", "$80.00"],
      ["DATE", "2026-12-01"],
    ],
    buttons: [details],
    inputs: ["add_contact_number"],
  },
  {
    name: "unusual_payment",
    category: "UTILITY",
    topic: "PAYMENTS",
    usecase: "FRAUD_ALERT",
    industry: banks,
    body: {
      en: "Was it you who paid {{1}} at {{2}} today? Please tell us at once if not.",
      es: "¿Pagó usted {{1}} en {{2}} hoy? Si no fue así, avísenos de inmediato.",
      pt_BR: "Foi você que pagou {{1}} em {{2}} hoje? Se não foi, avise-nos imediatamente.",
    },
    params: [
      ["AMOUNT", "$310.00"],
      ["TEXT", "Corner Shop"],
    ],
    buttons: [
      { type: "QUICK_REPLY", text: { en: "It was me", es: "Fui yo", pt_BR: "Fui eu" } },
      { type: "QUICK_REPLY", text: { en: "Not me", es: "No fui yo", pt_BR: "Não fui eu" } },
    ],
    inputs: ["add_contact_number"],
  },
  {
    name: "how_was_it",
    category: "UTILITY",
    topic: "CUSTOMER_FEEDBACK",
    usecase: "FEEDBACK_SURVEY",
    industry: both,
    body: {
      en: "How was your visit of {{1}} with us? Your answer takes a minute.",
      es: "¿Cómo fue su visita del {{1}} con nosotros? Responder toma un minuto.",
      pt_BR: "Como foi sua visita de {{1}} conosco? Responder leva um minuto.",
    },
    params: [["DATE", "2026-11-18"]],
    buttons: [details],
    inputs: [],
  },
  {
    name: "account_opened",
    category: "UTILITY",
    topic: "ACCOUNT_UPDATE",
    usecase: "ACCOUNT_CREATION_CONFIRMATION",
    industry: both,
    body: {
      en: "Welcome, {{1}}. Your account is open, and we sent the rest to {{2}} by mail.",
      es: "Bienvenido, {{1}}. Su cuenta está abierta y enviamos lo demás a {{2}} por correo.",
      pt_BR: "Boas-vindas, {{1}}. Sua conta está aberta e enviamos o restante para {{2}} por e-mail.",
    },
    params: [
      ["TEXT", "Ana"],
      ["EMAIL", "ana@shop.example"],
    ],
    buttons: [],
    inputs: ["add_learn_more_link"],
  },
  {
    name: "sign_in_code",
    category: "AUTHENTICATION",
    topic: "ACCOUNT_UPDATE",
    industry: both,
    body: {
      en: "*{{1}}* is your verification code.",
      es: "*{{1}}* es su código de verificación.",
      pt_BR: "*{{1}}* é seu código de verificação.",
    },
    params: [["NUMBER", "123456"]],
    buttons: [{ type: "OTP", text: { en: "Copy code", es: "Copiar código", pt_BR: "Copiar código" } }],
    inputs: [],
  },
];
