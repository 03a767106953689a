/** What comes in from mail programs and mail services: they have no session and no key, so each proves itself. */
export interface MailEdge {
  /** One click in a mail program turns a topic off. @returns false if nobody here made the link */
  mute(m: string): Promise<boolean>;
  /** What a service tells of mails; null where none is set up to. @returns false if it is not signed, or not now */
  readonly hear: ((headers: Headers, body: string) => Promise<boolean>) | null;
}
