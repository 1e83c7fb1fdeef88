/** What a page of figures adds to the style of every page: charts, and a dark form for screens. Paper stays white. */
export const chartStyle = `
:root { --ink: #111; --paper: #fff; --dim: #5a5a5a; --rule: #bbb; --soft: #eee; --plain: #7a9cc6; --good: #1d7a4f; --strong: #0f4c81; --bad: #b3261e; }
body { color: var(--ink); background: var(--paper); max-width: 54rem; }
h2 { border-color: var(--rule); } dt, .none, .dim { color: var(--dim); } th { background: var(--soft); } th, td { border-color: var(--rule); }
.good { color: var(--good); } .bad { color: var(--bad); }
.scroll { overflow-x: auto; } .scroll th, .scroll td { overflow-wrap: break-word; } td.n, th.n { text-align: end; } td.n { white-space: nowrap; } td:first-child { min-width: 0; }
td.what { min-width: 13rem; } .scroll td.what { overflow-wrap: anywhere; } ul { padding-inline-start: 1.2rem; } .advice li { margin: .35em 0; }
.cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: .6rem; margin: 1rem 0; padding: 0; list-style: none; }
.cards li { border: 1px solid var(--rule); border-radius: .5rem; padding: .5rem .7rem; break-inside: avoid; }
.cards b { display: block; font-size: 1.5em; line-height: 1.25; overflow-wrap: anywhere; } .cards span { color: var(--dim); }
figure { margin: .6rem 0 1rem; break-inside: avoid; } figcaption { color: var(--dim); margin-bottom: .4rem; }
.chart { display: block; overflow: visible; font: 13px system-ui, "Segoe UI", Roboto, sans-serif; }
.chart text { fill: var(--ink); } .chart text.dim { fill: var(--dim); }
.track { fill: var(--soft); } .plain { fill: var(--plain); } rect.good { fill: var(--good); } rect.strong { fill: var(--strong); } rect.bad { fill: var(--bad); }
.axis { stroke: var(--dim); } .grid { stroke: var(--rule); stroke-dasharray: 2 4; }
.line, .dashes { fill: none; stroke-width: 2; stroke: var(--good); } .dashes { stroke: var(--ink); stroke-dasharray: 6 4; }
line.sure, line.unsure { stroke-width: 3; stroke: var(--strong); } circle.sure { fill: var(--strong); } line.unsure { stroke: var(--dim); } circle.unsure { fill: var(--paper); stroke: var(--dim); stroke-width: 2; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; margin: .3rem 0; padding: 0; } .legend svg { vertical-align: middle; margin-inline-end: .4rem; }
details { margin: .4rem 0; } summary { cursor: pointer; color: var(--dim); } ul.notes { color: var(--dim); }
@media (max-width: 34rem) { .cards { grid-template-columns: 1fr 1fr; } .cards b { font-size: 1.25em; } td.what { min-width: 8rem; } dl { grid-template-columns: minmax(6rem, 9rem) 1fr; } }
@media print { * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .scroll { overflow: visible; } td.what { min-width: 7rem; } }
@media screen and (prefers-color-scheme: dark) {
:root { color-scheme: dark; --ink: #ececec; --paper: #16181b; --dim: #a6abb2; --rule: #474c54; --soft: #262a30; --plain: #4c739f; --good: #57c08c; --strong: #7db4ec; --bad: #ff8a80; }
}
`;
