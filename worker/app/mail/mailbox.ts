import type { MailMessage } from "../app.ts";

/** Mail that stays here: a page shows it instead of a service delivering it. */
export interface Mailbox {
  /** Newest first, at most 100; null lists everybody's. */
  messages(to: string | null): Promise<readonly MailMessage[]>;
}
