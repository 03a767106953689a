/*
 * The HTML part of a mail, for programs that understand little: one column of tables, styles on the elements, system
 * fonts, nothing that is loaded from anywhere and nothing that tells us who has read it. The style block only changes
 * colours in the dark; where it is stripped the letter stays light and readable. `/dev/mails` shows all of them.
 */

const FONT =
  "font-family:system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans Arabic','Noto Sans Devanagari','Noto Sans CJK SC',Arial,sans-serif";

// The colours of web/lib/ui/tokens.css: light on the elements, dark in the style block.
const DARK = `
@media (prefers-color-scheme: dark) {
.mist { background: #0a0d20 !important }
.paper { background: #151a36 !important; border-color: #262c52 !important }
.ink { color: #eceffb !important }
.slate { color: #a9b1d6 !important }
.link { color: #a5aeff !important }
.action { background: #eceffb !important }
.press { color: #0a0d20 !important }
.rule { border-color: #262c52 !important }
.digits { background: #0a0d20 !important; color: #eceffb !important }
}`;

/** What a letter is made of, in its order. */
export type LetterPart =
  | {
      readonly kind: "paragraph";
      readonly text: string;
      /** Words in it that are looked for at a glance: amounts, days, times of day. */
      readonly strong?: readonly string[];
    }
  /** The digits for which it was written. */
  | { readonly kind: "code"; readonly code: string }
  /** The one thing to do: a button, and in plain text the words with the address. */
  | { readonly kind: "action"; readonly words: string; readonly url: string }
  /** Small, below a line; `url` stands in `text`. */
  | { readonly kind: "footer"; readonly text: string; readonly url: string };

/** @param subject one line; it is the document's title and, where no code stands first, its heading */
export function letterHtml(subject: string, locale: string, parts: readonly LetterPart[]): string {
  const direction = directionOf(locale);
  const start = direction === "rtl" ? "right" : "left";
  const heading = parts.some(({ kind }) => kind === "code") ? [] : [headingHtml(subject)];
  const body = [...heading, ...parts.map((part, index) => partHtml(part, index === parts.length - 1))].join("\n");
  return `<!doctype html>
<html lang="${escaped(locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>:root { color-scheme: light dark }${DARK}
</style>
</head>
<body class="mist" bgcolor="#f1f3fb" style="margin:0;padding:0;background:#f1f3fb">
${previewHtml(parts)}
<table class="mist" lang="${escaped(locale)}" dir="${direction}" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f1f3fb" style="background:#f1f3fb">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;margin:0 auto">
<tr><td class="ink" align="${start}" style="padding:0 4px 16px;${FONT};font-size:18px;line-height:24px;font-weight:700;color:#0e1330;text-align:${start}"><span style="color:#c98f00" aria-hidden="true">&#9679;</span> Onebell</td></tr>
<tr><td class="paper ink" align="${start}" bgcolor="#ffffff" style="padding:32px 24px;background:#ffffff;border:1px solid #d5daf0;border-radius:4px;${FONT};font-size:16px;line-height:26px;color:#0e1330;text-align:${start};overflow-wrap:anywhere">
${body}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>`;
}

/** What lists of mail show beside the subject: what it says first, and not our name. */
function previewHtml(parts: readonly LetterPart[]): string {
  const first = parts.find((part) => part.kind === "paragraph");
  const text = escaped(first?.text ?? "").replaceAll("\n", " ");
  return `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${text}</div>`;
}

function headingHtml(subject: string): string {
  return `<h1 class="ink" style="margin:0 0 20px;font-size:22px;line-height:30px;font-weight:700;color:#0e1330">${escaped(subject)}</h1>`;
}

function partHtml(part: LetterPart, isLast: boolean): string {
  switch (part.kind) {
    case "paragraph":
      return `<p style="margin:0${isLast ? "" : " 0 16px"}">${emphasised(part.text, part.strong ?? []).replaceAll("\n", "<br>")}</p>`;
    case "code":
      return `<p class="digits" dir="ltr" style="margin:0 0 24px;padding:16px 8px;background:#f1f3fb;border-radius:4px;text-align:center;font-family:ui-monospace,'SF Mono','Cascadia Mono',Consolas,monospace;font-size:32px;line-height:40px;font-weight:700;letter-spacing:4px;color:#0e1330">${escaped(part.code)}</p>`;
    case "action":
      // A cell: programs that know no padding on links still show a button.
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 0"><tr><td class="action" bgcolor="#0e1330" style="background:#0e1330;border-radius:2px;mso-padding-alt:12px 24px"><a class="press" href="${escaped(part.url)}" style="display:inline-block;padding:12px 24px;${FONT};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none">${escaped(part.words)}</a></td></tr></table>
<p class="slate" style="margin:12px 0 0;font-size:13px;line-height:20px;color:#4a5178"><a class="slate" dir="ltr" href="${escaped(part.url)}" style="color:#4a5178;word-break:break-word">${escaped(part.url)}</a></p>`;
    case "footer":
      return `<p class="slate rule" style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #d5daf0;font-size:13px;line-height:20px;color:#4a5178">${linked(part.text, part.url)}</p>`;
  }
}

/** The text with some of its words in bold, each wherever it stands. */
function emphasised(text: string, strong: readonly string[]): string {
  const [word, ...others] = strong.toSorted((a, b) => b.length - a.length);
  if (word === undefined) return escaped(text);
  const bold = `<strong style="font-weight:600">${escaped(word)}</strong>`;
  return text
    .split(word)
    .map((part) => emphasised(part, others))
    .join(bold);
}

/** The text with its one address as a link; addresses that somebody wrote into a title stay words. */
function linked(text: string, url: string): string {
  const at = text.lastIndexOf(url);
  if (at < 0) return escaped(text);
  const link = `<a class="link" dir="ltr" href="${escaped(url)}" style="color:#2430c8">${escaped(url)}</a>`;
  return escaped(text.slice(0, at)).replaceAll("\n", "<br>") + link + escaped(text.slice(at + url.length));
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);

function directionOf(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
