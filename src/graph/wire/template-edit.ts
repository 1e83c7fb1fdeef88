/**
 * What can be changed of a template.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type {
  WireAuthenticationComponent,
  WireDegreesOfFreedom,
  WireMarketingComponent,
  WireNamedSamples,
  WirePositionalSamples,
  WireUtilityComponent,
} from "./template-create.ts";

/** What can be changed whatever the template is made of. */
export interface WireTemplateSettingsEdit {
  /** How long Meta tries to deliver. Authentication 30–900, utility 30–43,200, marketing 43,200–2,592,000. */
  message_send_ttl_seconds?: number;
  degrees_of_freedom_spec?: WireDegreesOfFreedom;
  cta_url_link_tracking_opted_out?: boolean;
}

/** Without `parameter_format` the template keeps its own, which the samples follow. */
type Formatted<Positional, Named> =
  | { parameter_format?: "POSITIONAL"; components: Positional[] }
  | { parameter_format?: "NAMED"; components: Named[] };

/**
 * `components` are replaced as a whole and made as those of a new template. `category` is kept where it is absent, and an
 * approved template's cannot be changed.
 */
export type WireTemplateEdit = WireTemplateSettingsEdit &
  (
    | {
        components?: never;
        category?: "AUTHENTICATION" | "MARKETING" | "UTILITY";
        parameter_format?: "POSITIONAL" | "NAMED";
      }
    | { category?: "AUTHENTICATION"; parameter_format?: "POSITIONAL"; components: WireAuthenticationComponent[] }
    | ({ category?: "UTILITY" } & Formatted<
        WireUtilityComponent<WirePositionalSamples>,
        WireUtilityComponent<WireNamedSamples>
      >)
    | ({ category?: "MARKETING" } & Formatted<
        WireMarketingComponent<WirePositionalSamples>,
        WireMarketingComponent<WireNamedSamples>
      >)
  );
