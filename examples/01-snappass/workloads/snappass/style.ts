/** The one style sheet, in the page itself; light or dark as the reader's system is. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f3f1ec; --card: #fffefb; --ink: #1d2327; --quiet: #5d666c; --line: #d9d5cb;
  --accent: #0b6e5f; --accent-ink: #ffffff; --accent-soft: #e0f0ec; --warn: #9a3412; --warn-soft: #fdeee3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181a; --card: #1d2326; --ink: #eceae4; --quiet: #a3abaf; --line: #384146;
    --accent: #5cc9b3; --accent-ink: #06231e; --accent-soft: #1c3a35; --warn: #f4a878; --warn-soft: #3a2518;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  display: grid; grid-template-rows: 1fr auto; justify-items: center; padding: clamp(1rem, 6vh, 4.5rem) 1rem 1rem;
}
main { width: 100%; max-width: 37rem; }
.brand {
  display: inline-flex; align-items: center; gap: .55rem; margin-bottom: 1rem;
  color: inherit; font-weight: 650; letter-spacing: -.01em; text-decoration: none;
}
.brand svg { width: 1.6rem; height: 1.6rem; color: var(--accent); }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.25rem, 5vw, 2.25rem);
  box-shadow: 0 1px 2px rgb(0 0 0 / .05), 0 12px 32px -16px rgb(0 0 0 / .18);
}
h1 { margin: 0 0 .35rem; font-size: 1.6rem; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance; }
h1 + .note { margin-top: 1rem; }
.lead { margin: 0 0 1.5rem; color: var(--quiet); }
label.title, legend { display: block; padding: 0; margin-bottom: .4rem; font-size: .92rem; font-weight: 600; }
textarea, input[type=text], pre {
  width: 100%; margin: 0; padding: .75rem .85rem; border: 1px solid var(--line); border-radius: 9px;
  background: var(--ground); color: inherit; font: .95rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
textarea { min-height: 9rem; resize: vertical; }
pre { max-height: 24rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
fieldset { border: 0; margin: 1.25rem 0 1.5rem; padding: 0; }
.choices { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem; }
.choices label { position: relative; }
.choices input { position: absolute; opacity: 0; }
.choices span {
  display: block; padding: .55rem .25rem; border: 1px solid var(--line); border-radius: 9px; text-align: center; cursor: pointer;
}
.choices span:hover { border-color: var(--accent); }
.choices input:checked + span {
  border-color: var(--accent); background: var(--accent-soft); font-weight: 600; box-shadow: inset 0 0 0 1px var(--accent);
}
button, .button {
  display: inline-block; padding: .7rem 1.3rem; border: 1px solid var(--accent); border-radius: 9px; cursor: pointer;
  background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 600; text-decoration: none;
}
button:hover, .button:hover { filter: brightness(1.08); }
button.plain { background: transparent; color: var(--accent); }
button.wide { width: 100%; }
:focus-visible, .choices input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
.row { display: flex; gap: .6rem; margin-bottom: 1.25rem; }
.row input { flex: 1; min-width: 0; text-overflow: ellipsis; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.25rem; margin-top: 1.25rem; }
.note { margin: 0 0 1.25rem; padding: .75rem .9rem; border-radius: 9px; background: var(--accent-soft); font-size: .94rem; }
.note.warn { background: var(--warn-soft); color: var(--warn); }
a { color: var(--accent); }
footer { padding: 2rem 0 .5rem; color: var(--quiet); font-size: .85rem; text-align: center; }
[hidden] { display: none !important; }
@media (max-width: 28rem) { .row { flex-direction: column; } .row button, .actions > * { width: 100%; text-align: center; } }
`;

/** The page works without it: it only makes the Copy buttons appear and work. */
export const script = `
for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
    } catch {
      // Pages that are not served over HTTPS have no clipboard; selecting is what is left.
      getSelection().selectAllChildren(source);
      source.select?.();
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
`;
