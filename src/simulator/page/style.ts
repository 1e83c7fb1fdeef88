import { raw } from "hono/html";

/** The page's look. Colours of the system, so that it is dark where the reader's screen is. */
export const style = raw(`
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); --soft: color-mix(in srgb, currentColor 8%, transparent); --mine: color-mix(in srgb, green 22%, transparent); --bad: color-mix(in srgb, red 65%, transparent); }
* { box-sizing: border-box; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 96rem; padding: 1rem; }
header.top { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; }
header.top a { margin-left: auto; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .4rem; } p { margin: 0 0 .4rem; }
.dim, small, .kind { opacity: .75; } small, .kind { font-size: .82rem; }
main { display: grid; gap: 1.4rem; grid-template-columns: 12rem minmax(18rem, 21rem) minmax(0, 1fr); align-items: start; margin-top: 1rem; }
nav ul { list-style: none; margin: 0 0 .6rem; padding: 0; max-height: 32rem; overflow: auto; }
nav a { display: block; padding: .3rem .5rem; border-radius: .4rem; text-decoration: none; color: inherit; overflow-wrap: anywhere; }
nav a small { display: block; font-weight: 400; } nav a:hover { background: var(--soft); } nav a[aria-current] { background: var(--soft); font-weight: 600; }
:focus-visible { outline: 2px solid Highlight; outline-offset: 1px; }
nav :focus-visible, .wide:focus-visible, .chat:focus-visible { outline-offset: -2px; }
[role=alert] p, [role=status] { background: color-mix(in srgb, red 16%, transparent); padding: .5rem .8rem; border-radius: .4rem; margin-top: .6rem; }
[role=alert] p { margin-bottom: 0; }
section { margin-bottom: 1.6rem; }
.phone { border: 1px solid var(--line); border-radius: 1rem; padding: .8rem; }
.phone h2 { margin: 0; overflow-wrap: anywhere; } .phone header p { margin: 0; font-size: .85rem; }
.chat { list-style: none; margin: .6rem 0; padding: 2px; display: flex; flex-direction: column; gap: .4rem; min-height: 6rem; max-height: min(34rem, 60vh); overflow: auto; }
.chat li { background: var(--soft); border: 1px solid transparent; border-radius: .8rem; padding: .4rem .7rem; max-width: 88%; align-self: flex-start; overflow-wrap: anywhere; }
.chat li.customer { align-self: flex-end; background: var(--mine); }
.chat li.failed { border-color: var(--bad); }
.chat li p { margin: 0; white-space: pre-wrap; } .chat .kind { display: block; }
.buttons { display: flex; flex-wrap: wrap; gap: .3rem; }
.chat .buttons { margin-top: .3rem; } .chat button { max-width: 100%; overflow-wrap: anywhere; }
.plain { border: 1px dashed var(--line); border-radius: .4rem; padding: .1rem .5rem; opacity: .8; }
form { margin: 0; } form.line { display: flex; flex-wrap: wrap; gap: .4rem; margin: .4rem 0; align-items: end; }
form.line > input:not([type=hidden]) { flex: 1 1 8rem; min-width: 0; } label span { display: block; font-size: .82rem; opacity: .75; }
button, input, select { font: inherit; padding: .25rem .6rem; max-width: 100%; } button { cursor: pointer; } input[type=number] { width: 5rem; }
::placeholder { color: inherit; opacity: .7; }
footer { display: flex; flex-wrap: wrap; gap: .4rem; }
.wide { overflow: auto; max-height: 24rem; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); margin-bottom: .4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; } tr:last-child td { border-bottom: 0; }
th { position: sticky; top: 0; background: Canvas; font-size: .82rem; white-space: nowrap; }
td { max-width: 26rem; } td.text { min-width: 9rem; overflow-wrap: anywhere; white-space: pre-line; } td a { color: inherit; } time, .whole { white-space: nowrap; }
pre { max-width: 40rem; max-height: 20rem; margin: .3rem 0; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; }
@media (min-width: 68.1rem) and (min-height: 48rem) { .phone { position: sticky; top: 1rem; } }
@media (max-width: 68rem) { main { grid-template-columns: minmax(12rem, 1fr) minmax(0, 2fr); } main > :last-child { grid-column: 1 / -1; } }
@media (max-width: 42rem) { body { padding: .7rem; } main { grid-template-columns: minmax(0, 1fr); } nav ul { max-height: 11rem; border-bottom: 1px solid var(--line); } .chat { max-height: 70vh; } }
`);
