import { NOTICE_KINDS } from "./kinds.ts";
import { languageOf, type Language } from "./languages.ts";
import { letterHtml, type LetterPart } from "./letter-html.ts";
import { fill, plain, renderNotice, type Reader, type Renderable } from "./render.ts";
import type { NoticeWords } from "./words.ts";

/** A mail as somebody reads it: both parts say the same words. */
export interface Letter {
  /** One line: what a title brings in of other lines is a space here, so that it cannot become a header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The language of the words. */
  readonly locale: string;
}

/**
 * A notice as a mail: what it says, where it leads, and how to turn such messages off where one may.
 * @param origin `https://host`, or empty: then a letter carries paths alone
 * @param muteUrl where a click turns this topic off without signing in; null: the settings, after signing in
 */
export function noticeLetter(notice: Renderable, reader: Reader, origin: string, muteUrl: string | null): Letter {
  const language = languageOf(reader.locale);
  const { words } = language;
  const { subject, text, page, facts } = renderNotice(notice, reader);
  const link = muteUrl ?? `${origin}/me/settings#messages`;
  // The link has a line of its own: no mark of direction becomes part of it.
  const mute = { kind: "footer", text: `${words.mute}\n${link}`, url: link } as const;
  return letterOf(subject, language, [
    ...paragraphs(text, facts),
    { kind: "action", words: words.mail.open, url: origin + page },
    ...(NOTICE_KINDS[notice.kind].topic === "duty" ? [] : [mute]),
  ]);
}

/** A sign-in code. It leads nowhere: whoever did not ask for it has nothing to press. */
export function codeLetter(code: string, reader: Pick<Reader, "locale">): Letter {
  const language = languageOf(reader.locale);
  const { subject, text } = filled(language.words.mail.code, { code }, language);
  return letterOf(subject, language, [{ kind: "code", code }, ...paragraphs(text)]);
}

/** A code for an address that is to be somebody's. It signs nobody in. */
export function emailCodeLetter(code: string, reader: Pick<Reader, "locale">): Letter {
  const language = languageOf(reader.locale);
  const { subject, text } = filled(language.words.mail.emailCode, { code }, language);
  return letterOf(subject, language, [{ kind: "code", code }, ...paragraphs(text)]);
}

/** Word to the old address, whose reader may not have wanted it. The new one is shown by its first letter and its host alone. */
export function emailChangedLetter(email: string, reader: Pick<Reader, "locale">): Letter {
  const language = languageOf(reader.locale);
  const hint = email.replace(/^(.).*@/u, "$1…@");
  const { subject, text } = filled(language.words.mail.emailChanged, { hint }, language);
  return letterOf(subject, language, paragraphs(text));
}

/** Word of a change of the account that a merchant is paid out to, which somebody else may have made. */
export function payoutAccountLetter(merchant: string, hint: string, reader: Pick<Reader, "locale">): Letter {
  const language = languageOf(reader.locale);
  const { subject, text } = filled(language.words.mail.payoutAccount, { merchant, hint }, language);
  return letterOf(subject, language, paragraphs(text));
}

function filled(words: NoticeWords, facts: Readonly<Record<string, string>>, language: Language): NoticeWords {
  const values = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plain(fact)]));
  return { subject: fill(words.subject, values, language), text: fill(words.text, values, language) };
}

function letterOf(subject: string, { tag }: Language, parts: readonly LetterPart[]): Letter {
  const line = oneLine(subject);
  return { subject: line, text: plainText(parts), html: letterHtml(line, tag, parts), locale: tag };
}

function paragraphs(text: string, strong: readonly string[] = []): LetterPart[] {
  return text.split(/\n{2,}/).map((paragraph) => ({ kind: "paragraph", text: paragraph, strong }));
}

function plainText(parts: readonly LetterPart[]): string {
  return parts.flatMap(partText).join("\n\n");
}

function partText(part: LetterPart): string[] {
  switch (part.kind) {
    case "code":
      return []; // The words say it.
    case "action":
      return [`${part.words}:\n${part.url}`];
    case "paragraph":
    case "footer":
      return [part.text];
  }
}

/** Line ends and other control characters are spaces; so is what turns the direction of the line that follows. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}
