import type { NoticeKind } from "../core/group-buy/notice-facts.ts";

/** The words of one language: messages in the syntax of worker/core/message-format.ts, filled with a notice's facts. */
export interface Words {
  readonly notices: Readonly<Record<NoticeKind, NoticeWords>>;
  /** An instant where the reader is, and everywhere: `{day}`, `{clock}`, `{offset}`, and `{utc}`, which ends in "UTC". */
  readonly instant: string;
  /** The last line but the link, when the message may be turned off. */
  readonly mute: string;
  readonly mail: MailWords;
}

/** What only a mail says, beside the notice that it carries. */
export interface MailWords {
  /** On the button, and before the link, that leads to the page where it is seen and done. */
  readonly open: string;
  /** `{code}`, eight digits that stand together, so that one tap copies them all. It works once, for ten minutes. */
  readonly code: NoticeWords;
  /** `{code}`, for an address that is to be somebody's. */
  readonly emailCode: NoticeWords;
  /** To the old address; `{hint}` is what may be shown of the new one. */
  readonly emailChanged: NoticeWords;
  /** `{merchant}`, and `{hint}`, the end of the account's number. */
  readonly payoutAccount: NoticeWords;
}

export interface NoticeWords {
  /** Names the group-buy by its `{title}`. No instant: it is read in a list. */
  readonly subject: string;
  /** What happened; what it means for this person's money; what is asked of them, until when. Paragraphs, no link. */
  readonly text: string;
}
