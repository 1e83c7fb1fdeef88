import { expectTypeOf, test } from "vitest";
import type { WireBlockUser } from "../../../src/graph/wire/block-users.ts";
import type { WireMarketingSendBody } from "../../../src/graph/wire/marketing-messages.ts";
import type { WireTemplateFromLibrary } from "../../../src/graph/wire/template-library.ts";
import type {
  WireMarketingComponent,
  WireTemplateComponent,
  WireTemplateCreate,
  WireTemplateEdit,
  WireTemplateUpsert,
} from "../../../src/graph/wire/templates.ts";

/** A template to be made, of components of one kind: the type checker judges these, and `npm run check:types` fails. */
interface Made<Category extends string, Component> {
  name: string;
  language: string;
  category: Category;
  components: Component[];
}
type Named<Category extends string, Component> = Made<Category, Component> & { parameter_format: "NAMED" };

interface Buttons<Button> {
  type: "BUTTONS";
  buttons: Button[];
}
interface Picture<Format extends string> {
  type: "HEADER";
  format: Format;
  example: { header_handle: string[] };
}
interface PositionalBody {
  type: "BODY";
  text: string;
  example: { body_text: string[][] };
}
interface NamedBody {
  type: "BODY";
  text: string;
  example: { body_text_named_params: { param_name: string; example: string }[] };
}
interface CopyCode {
  type: "OTP";
  otp_type: "COPY_CODE";
}
interface Offer {
  type: "LIMITED_TIME_OFFER";
  limited_time_offer: { text: string; has_expiration: boolean };
}
interface Cards<Component> {
  type: "CAROUSEL";
  cards: { components: Component[] }[];
}
interface Reply {
  type: "QUICK_REPLY";
  text: string;
}

test("what goes together compiles", () => {
  expectTypeOf<Made<"UTILITY", PositionalBody | Buttons<Reply>>>().toExtend<WireTemplateCreate>();
  expectTypeOf<Named<"MARKETING", NamedBody | Picture<"VIDEO"> | Offer>>().toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"MARKETING", Picture<"GIF"> | PositionalBody>>().toExtend<WireTemplateCreate>();
  expectTypeOf<Cards<Picture<"IMAGE"> | PositionalBody | Buttons<Reply>>>().toExtend<WireMarketingComponent>();
  expectTypeOf<
    Cards<{ type: "HEADER"; format: "PRODUCT" } | Buttons<{ type: "SPM"; text: "View" }>>
  >().toExtend<WireMarketingComponent>();
  expectTypeOf<
    Made<"AUTHENTICATION", { type: "BODY"; add_security_recommendation: boolean } | Buttons<CopyCode>>
  >().toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", { type: "CALL_PERMISSION_REQUEST" }>>().toExtend<WireTemplateCreate>();
});

test("what Meta would refuse does not compile: parts of another category", () => {
  expectTypeOf<Made<"UTILITY", Buttons<CopyCode>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"AUTHENTICATION", Buttons<Reply>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"AUTHENTICATION", { type: "BODY"; text: string }>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"AUTHENTICATION", Picture<"IMAGE">>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Offer>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Cards<Picture<"IMAGE">>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Picture<"GIF">>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"SERVICE", PositionalBody>>().not.toExtend<WireTemplateCreate>();
});

test("what Meta would refuse does not compile: samples of the other format", () => {
  expectTypeOf<Made<"UTILITY", NamedBody>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Named<"UTILITY", PositionalBody>>().not.toExtend<WireTemplateCreate>();
});

test("what Meta would refuse does not compile: headers and cards", () => {
  expectTypeOf<Made<"UTILITY", { type: "HEADER"; format: "TEXT" }>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", { type: "HEADER"; format: "IMAGE" }>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Picture<"IMAGE"> & { text: string }>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Picture<"LOCATION">>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Cards<Picture<"DOCUMENT">>>().not.toExtend<WireMarketingComponent>();
  expectTypeOf<Cards<Picture<"IMAGE"> | { type: "FOOTER"; text: string }>>().not.toExtend<WireMarketingComponent>();
  expectTypeOf<Cards<{ type: "HEADER"; format: "PRODUCT" } | Buttons<Reply>>>().not.toExtend<WireMarketingComponent>();
});

test("what Meta would refuse does not compile: buttons", () => {
  expectTypeOf<Made<"UTILITY", Buttons<{ type: "URL"; text: string }>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"UTILITY", Buttons<{ type: "COPY_CODE" }>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<Made<"MARKETING", Buttons<{ type: "CATALOG"; text: "Look" }>>>().not.toExtend<WireTemplateCreate>();
  expectTypeOf<
    Made<"UTILITY", Buttons<{ type: "FLOW"; text: string; flow_id: string; flow_name: string }>>
  >().not.toExtend<WireTemplateCreate>();
  expectTypeOf<
    Made<
      "UTILITY",
      Buttons<{
        type: "FLOW";
        text: string;
        flow_id: string;
        flow_action: "data_exchange";
        navigate_screen: string;
      }>
    >
  >().not.toExtend<WireTemplateCreate>();
  expectTypeOf<
    Made<"AUTHENTICATION", Buttons<{ type: "OTP"; otp_type: "ONE_TAP" }>>
  >().not.toExtend<WireTemplateCreate>();
  expectTypeOf<
    Made<"AUTHENTICATION", Buttons<{ type: "OTP"; otp_type: "ZERO_TAP"; supported_apps: [] }>>
  >().not.toExtend<WireTemplateCreate>();
});

test("one's own labels do not go with an upsert, components do not go with the library", () => {
  interface Upsert<Button> {
    name: string;
    category: "AUTHENTICATION";
    languages: string[];
    components: Buttons<Button>[];
  }
  expectTypeOf<Upsert<CopyCode>>().toExtend<WireTemplateUpsert>();
  expectTypeOf<Upsert<CopyCode & { text: string }>>().not.toExtend<WireTemplateUpsert>();
  expectTypeOf<
    Made<"UTILITY", PositionalBody> & { library_template_name: string }
  >().not.toExtend<WireTemplateFromLibrary>();
});

test("what can be made can be read", () => {
  expectTypeOf<WireTemplateCreate["components"][number]>().toExtend<WireTemplateComponent>();
});

test("a person is blocked by one name, a marketing message is a template", () => {
  expectTypeOf<{ user: string }>().toExtend<WireBlockUser>();
  expectTypeOf<{ user: string; user_id: string }>().not.toExtend<WireBlockUser>();
  expectTypeOf<{
    messaging_product: "whatsapp";
    to: string;
    type: "text";
    text: { body: string };
  }>().not.toExtend<WireMarketingSendBody>();
});

interface Edited<Component> {
  components: Component[];
}

test("a change follows the rules of a new template, and may leave its category and format out", () => {
  expectTypeOf<{ message_send_ttl_seconds: number }>().toExtend<WireTemplateEdit>();
  expectTypeOf<{ category: "UTILITY" }>().toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<PositionalBody | Picture<"IMAGE"> | Offer>>().toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<NamedBody>>().toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<Buttons<CopyCode>>>().toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<PositionalBody | NamedBody>>().not.toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<Picture<"IMAGE"> & { text: string }>>().not.toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<Buttons<CopyCode | Reply>>>().not.toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<Offer> & { category: "UTILITY" }>().not.toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<NamedBody> & { parameter_format: "POSITIONAL" }>().not.toExtend<WireTemplateEdit>();
  expectTypeOf<Edited<{ type: "BODY"; text: number }>>().not.toExtend<WireTemplateEdit>();
});
