import { raw } from "hono/html";

/** The page's look. Colours of the system, so that it is dark where the reader's screen is. */
export const style = raw(`
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); --soft: color-mix(in srgb, currentColor 8%, transparent); }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
header.top { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .4rem; }
.dim, small { opacity: .7; }
main { display: grid; gap: 1.2rem; grid-template-columns: 14rem minmax(18rem, 24rem) minmax(0, 1fr); align-items: start; margin-top: 1rem; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
nav ul { list-style: none; margin: 0 0 .6rem; padding: 0; max-height: 30rem; overflow: auto; }
nav a { display: block; padding: .3rem .5rem; border-radius: .4rem; text-decoration: none; color: inherit; overflow-wrap: anywhere; }
nav a small { display: block; } nav a[aria-current] { background: var(--soft); font-weight: 600; }
[role=alert] { background: color-mix(in srgb, red 18%, transparent); padding: .5rem .8rem; border-radius: .4rem; }
section { margin-bottom: 1.4rem; }
.phone { border: 1px solid var(--line); border-radius: 1rem; padding: .8rem; }
.phone header p { margin: 0; font-size: .85rem; }
.chat { list-style: none; margin: .6rem 0; padding: 0; display: flex; flex-direction: column; gap: .4rem; max-height: 34rem; overflow: auto; }
.chat li { background: var(--soft); border-radius: .8rem; padding: .4rem .7rem; max-width: 85%; align-self: flex-start; overflow-wrap: anywhere; }
.chat li.customer { align-self: flex-end; background: color-mix(in srgb, green 22%, transparent); }
.chat li.failed { outline: 1px solid color-mix(in srgb, red 60%, transparent); }
.chat p { margin: 0; white-space: pre-wrap; }
.buttons { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .3rem; }
.plain { border: 1px dashed var(--line); border-radius: .4rem; padding: .1rem .5rem; opacity: .8; }
form.line { display: flex; flex-wrap: wrap; gap: .4rem; margin: .4rem 0; align-items: end; } form.line > input { flex: 1; min-width: 8rem; }
form.action { display: inline; } label span { display: block; font-size: .8rem; opacity: .7; }
button, input, select { font: inherit; padding: .2rem .6rem; } button { cursor: pointer; }
footer { display: flex; flex-wrap: wrap; gap: .4rem; }
table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
td { max-width: 24rem; overflow-wrap: break-word; white-space: pre-wrap; } time { white-space: nowrap; }
pre { max-width: 40rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; }
`);
