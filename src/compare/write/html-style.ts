/** The page's own style: light and dark, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1c2024; --dim: #5a6470; --page: #fff; --line: #d5dae0; --band: #f4f6f8;
  --bad: #b3261e; --warn: #8a5300; --good: #1b6e3c; --odd: #6b3fa0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ec; --dim: #a3adb8; --page: #14171a; --line: #363d45;
  --band: #1d2226; --bad: #ff8a80; --warn: #ffc46b; --good: #7ddb9c; --odd: #c9a7ff; } }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif;
  color: var(--text); background: var(--page); }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.sides { color: var(--dim); margin: 0; padding-left: 1.2rem; }
.summary { font-weight: 600; margin: 1rem 0; }
.note { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid var(--warn); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--dim); font-weight: 600; white-space: nowrap; }
tbody tr:nth-child(even) { background: var(--band); }
.bad { color: var(--bad); font-weight: 600; } .warn { color: var(--warn); font-weight: 600; }
.good { color: var(--good); } .odd { color: var(--odd); }
@media print { :root { color-scheme: light; --text: #000; --dim: #444; --page: #fff; --line: #bbb; --band: #fff;
  --bad: #9a0007; --warn: #6b4000; --good: #14532d; --odd: #4a2c7a; }
  body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; }
  tr { break-inside: avoid; } h2 { break-after: avoid; } @page { size: A4 landscape; margin: 12mm; } }
`;
