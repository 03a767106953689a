import type { MailMessage } from "../app.ts";

export interface OutgoingMail {
  /** A message with a key that was sent before is not sent again. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

/** What would have been sent; the mailer of every deployment that is not `live` writes here. */
export interface Mailbox {
  /** Newest first, at most 100; null lists everybody's. */
  messages(to: string | null): Promise<readonly MailMessage[]>;
}
