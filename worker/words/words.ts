import type { NoticeKind } from "../core/group-buy/notice-facts.ts";

/** The words of one language: messages in the syntax of worker/core/message-format.ts, filled with a notice's facts. */
export interface Words {
  readonly notices: Readonly<Record<NoticeKind, NoticeWords>>;
  /** An instant where the reader is, and everywhere: `{local}`, `{offset}`, `{utc}`. */
  readonly instant: string;
  /** The same for a reader who lives by UTC: `{utc}`. */
  readonly instantUtc: string;
  /** The last line, when the message may be turned off: `{link}`. */
  readonly mute: string;
  readonly mail: MailWords;
}

/** What only a mail says, beside the notice that it carries. */
export interface MailWords {
  /** On the button, and before the link, that leads to the page where it is seen and done. */
  readonly open: string;
  /** `{code}`, eight digits that stand together, so that one tap copies them all. It works once, for ten minutes. */
  readonly code: NoticeWords;
}

export interface NoticeWords {
  /** Names the group-buy by its `{title}`. No instant: it is read in a list. */
  readonly subject: string;
  /** What happened; what it means for this person's money; what is asked of them, until when. Paragraphs, no link. */
  readonly text: string;
}
