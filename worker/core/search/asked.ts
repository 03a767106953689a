/** What may be known of a search without knowing who searched. */
export interface Asked {
  /** As they are counted: in lower case, with single spaces. Null: they may name somebody, and nobody reads them. */
  readonly words: string | null;
  /** Script and number of words: "Latin 2". */
  readonly shape: string;
}

const WORDS_MAXIMUM = 8;
const CHARACTERS_MAXIMUM = 80;

/** An address or a link; six digits or more, however they are written: a telephone, an account, a customer. */
const ABOUT_SOMEBODY = /@|:\/\/|\bwww\.|\p{Nd}(?:[\s().+/-]*\p{Nd}){5}/u;

/** Words that may be about somebody, or that are too long to be asked twice, are withheld whole: half a query was never asked. */
export function readAsked(q: string): Asked {
  const words = q.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
  const count = words === "" ? 0 : words.split(" ").length;
  const isWithheld =
    words === "" ||
    count > WORDS_MAXIMUM ||
    Array.from(words).length > CHARACTERS_MAXIMUM ||
    /\p{Cc}/u.test(words) ||
    ABOUT_SOMEBODY.test(words);
  return {
    words: isWithheld ? null : words,
    shape: isWithheld ? "withheld" : `${scriptOf(words)} ${count}`,
  };
}

const SCRIPTS = [
  ["Kana", /[\p{sc=Hira}\p{sc=Kana}]/u],
  ["Han", /\p{sc=Han}/u],
  ["Hangul", /\p{sc=Hang}/u],
  ["Arabic", /\p{sc=Arab}/u],
  ["Cyrillic", /\p{sc=Cyrl}/u],
  ["Latin", /\p{sc=Latn}/u],
] as const;

function scriptOf(words: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(words))?.[0] ?? "other";
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** When the week began, Monday 00:00 UTC: the finest time that is kept of a search. */
export function weekOf(atMs: number): number {
  return Math.floor((atMs - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}
