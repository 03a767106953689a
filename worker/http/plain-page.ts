/**
 * The frame of pages that stand without the site: what a problem means, a deployment that is not set up. One answer with
 * everything in it, no script, nothing fetched. Its colours are those of web/lib/ui/tokens.css, its mark that of brand.ts.
 */
const STYLE = `
:root { color-scheme: light dark; background: light-dark(#f1f3fb, #0a0d20); color: light-dark(#0e1330, #eceffb); }
* { box-sizing: border-box; }
body { max-inline-size: 38rem; margin: 0 auto; padding: 1rem 1rem 4.5rem; font: 1rem/1.45 system-ui, sans-serif; }
header { display: flex; align-items: center; min-block-size: 2.75rem; margin-block-end: 1.5rem; }
header a, header span { display: inline-flex; align-items: center; gap: .5rem; min-block-size: 2.75rem; color: inherit; font-weight: 600; text-decoration: none; }
header path { fill: light-dark(#2430c8, #a5aeff); }
header circle { fill: light-dark(#ffb800, #ffc53d); }
h1 { margin: 0 0 1rem; font-size: clamp(1.625rem, 1.45rem + .7vw, 2rem); font-weight: 600; line-height: 1.15; letter-spacing: -.012em; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; font-weight: 600; }
p { margin: 0 0 1rem; text-wrap: pretty; }
ul { margin: 0 0 1rem; padding: 0; list-style: none; }
li { padding-block: .75rem; border-block-start: 1px solid light-dark(#d5daf0, #262c52); }
li:first-child { border: 0; }
a { color: light-dark(#2430c8, #a5aeff); text-decoration-thickness: 1px; text-underline-offset: .2em; }
li a { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; min-block-size: 1.5rem; }
nav a { display: inline-flex; align-items: center; min-block-size: 2.75rem; margin-inline-end: 1.5rem; }
code { font: .875em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.quiet { color: light-dark(#4a5178, #a9b1d6); }
:focus-visible { outline: 3px solid light-dark(#2430c8, #a5aeff); outline-offset: 2px; }`;

const MARK = `<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path d="M3 3h26v26h-9v-9h-8v-9H3z"/><circle cx="7.5" cy="24.5" r="4.5"/></svg>`;

/** What such a page may do: show itself. */
export const PLAIN_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

interface PlainPage {
  readonly title: string;
  /** HTML; whoever calls has escaped what was not written here. */
  readonly body: string;
  /** Whether there is a start page that the mark can lead to. */
  readonly hasSite?: boolean;
}

export function plainPage({ title, body, hasSite = true }: PlainPage): string {
  const home = hasSite ? `<a href="/">${MARK} onebell</a>` : `<span>${MARK} onebell</span>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Onebell</title>
<style>${STYLE}
</style>
<header>${home}</header>
<main>${body}</main>
</html>
`;
}
