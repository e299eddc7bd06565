/** The look of what the live module adds; private properties are those of the user interface's own sheet. */
export const css = `
.mark{width:1.1em;margin-inline-end:.35em;vertical-align:-.2em;color:var(--_ink)}
.lost,.lost .mark{color:var(--_error)}
.why{padding:1em 1.125em;border-radius:var(--_radius);background:var(--_soft)}
.why .label{margin:0;font-size:.875em;font-weight:600}
.why .small{margin:.25em 0 0}
.why .channel{margin-block-start:.75em;border-color:var(--_edge)}
.match{display:flex;align-items:center;gap:1.125em;padding:1em 1.25em;border-radius:var(--_radius);background:var(--_soft);font-size:.9375em}
.digits{font:650 2.5em/1 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.08em;color:var(--_text)}
.waiting{display:flex;align-items:center;gap:.75em}
.waiting .spinner{flex:none;width:1em;height:1em}
.mailbox{display:grid;place-items:center;text-align:center;text-decoration:none}
`;

let shared: CSSStyleSheet | undefined;

/** Gives the shadow root of a node this sheet as well. */
export function adopt(node: Node): void {
  const root = node.getRootNode() as ShadowRoot;
  if (!root.adoptedStyleSheets) return;
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  if (!root.adoptedStyleSheets.includes(shared))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, shared];
}
