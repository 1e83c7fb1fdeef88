import { html } from "hono/html";
import { type Language, languageOfLocale, type Text } from "../../core/text.ts";
import { digitsOf } from "../people/customers.ts";
import type { World } from "../world.ts";
import { live } from "./live.ts";
import { action, type Drawing, type Markup } from "./markup.ts";
import { pricesPanel } from "./prices.ts";
import { clockPanel, faultsPanel, magicPanel, messagesPanel, templatesPanel, webhooksPanel } from "./panels.ts";
import { peopleList, phoneOf } from "./phone.ts";
import { style } from "./style.ts";
import { texts } from "./texts.ts";

/** What the address asks for. */
export interface PageRequest {
  /** `?lang=`, or what the browser prefers. */
  readonly languages: string | undefined;
  /** `?phone=`: whose phone is shown. */
  readonly phone: string | undefined;
  /** `?world=`: repeated in every address of the page. */
  readonly world: string | undefined;
  readonly lang: string | undefined;
  /** Why the button just pressed did nothing. */
  readonly problem?: Text;
}

/** The query that leads back to the same page. */
export function queryOf({ phone, world, lang }: Pick<PageRequest, "phone" | "world" | "lang">): string {
  const given = Object.entries({ world, lang, phone }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  return new URLSearchParams(given).toString();
}

/** The page: the customers and their phones, and everything else that happens. Whatever others wrote is escaped. */
export function renderPage(world: World, request: PageRequest): Markup {
  const language: Language = languageOfLocale(request.lang ?? request.languages) ?? "en";
  const digits = digitsOf(request.phone ?? "");
  const phone = digits === "" ? undefined : digits;
  const drawing: Drawing = { language, now: world.clock.now(), query: queryOf({ ...request, phone }) };
  const other = queryOf({ ...request, phone, lang: language === "en" ? "es" : "en" });
  return html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <link rel="icon" href="data:," />
        <title>${texts.title[language]}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header class="top">
          <h1>${texts.title[language]}</h1>
          <span class="dim">${texts.note[language]}</span>
          <a href="/_simulator/?${other}" lang="${texts.otherLanguage[language]}">${texts.other[language]}</a>
          ${action(drawing, "reset", texts.reset)}
        </header>
        <div id="problem" role="alert">
          ${request.problem === undefined ? "" : html`<p>${request.problem[language]}</p>`}
        </div>
        <p id="offline" role="status" hidden>${texts.offline[language]}</p>
        <main>
          ${peopleList(world, drawing, phone)} ${phoneOf(world, drawing, phone)}
          <div>
            ${clockPanel(drawing)} ${messagesPanel(world, drawing)} ${pricesPanel(world, drawing)}
            ${templatesPanel(world, drawing)} ${faultsPanel(world, drawing)} ${webhooksPanel(world, drawing)}
            ${magicPanel(drawing)}
          </div>
        </main>
        ${live}
      </body>
    </html>`;
}
