import { NOTICE_KINDS, type NoticeRole, type NoticeTopic } from "../../words/kinds.ts";
import { WORD_LANGUAGES } from "../../words/languages.ts";
import {
  codeLetter,
  emailChangedLetter,
  emailCodeLetter,
  noticeLetter,
  payoutAccountLetter,
  type Letter,
} from "../../words/letter.ts";
import type { Reader, Renderable } from "../../words/render.ts";

/** What a letter is written of: a notice, or one of those that belong to no group-buy. */
export type LetterSubject =
  | { readonly kind: "notice"; readonly notice: Renderable }
  | { readonly kind: "code" | "email_code"; readonly code: string }
  | { readonly kind: "email_changed"; readonly email: string }
  | { readonly kind: "payout_account"; readonly merchant: string; readonly hint: string };

/** Letters as they would leave, for whoever wants to see them: nothing is sent. */
export interface SampleLetters {
  readonly languages: readonly string[];
  /** @param origin `https://host`, to which the letter leads */
  letter(subject: LetterSubject, reader: Reader, origin: string): Letter;
  /** To whom such a notice goes, and whether it can be turned off. */
  traits(kind: Renderable["kind"]): { readonly role: NoticeRole; readonly topic: NoticeTopic };
}

export function createSampleLetters(): SampleLetters {
  return {
    languages: WORD_LANGUAGES,

    letter(subject, reader, origin) {
      switch (subject.kind) {
        case "notice":
          return noticeLetter(subject.notice, reader, origin, null);
        case "code":
          return codeLetter(subject.code, reader);
        case "email_code":
          return emailCodeLetter(subject.code, reader);
        case "email_changed":
          return emailChangedLetter(subject.email, reader);
        case "payout_account":
          return payoutAccountLetter(subject.merchant, subject.hint, reader);
      }
    },

    traits: (kind) => NOTICE_KINDS[kind],
  };
}
