import type { Clock } from "../../worker/app/clock.ts";
import type { Log } from "../../worker/app/log.ts";
import { createMailCarrier, type PostedMail } from "../../worker/app/mail/carrier.ts";
import { createMailEvents } from "../../worker/app/mail/events.ts";
import type { Mailer, OutgoingMail } from "../../worker/app/mail/mailer.ts";
import { createPost, type MailQueue } from "../../worker/app/mail/post.ts";
import { rankOf, type Block, type MailRecords, type StoredMail } from "../../worker/app/mail/records.ts";

export const PEPPER = new Uint8Array(32).fill(7);

/** The twin in memory of worker/adapters/catalogue/mail-records.ts; the same suite runs against both. */
export function createMemoryMailRecords(): MailRecords {
  const mails = new Map<string, StoredMail & { leaseUntilMs: number; providerId: string | null }>();
  const blocks = new Map<string, Block & { liftedAtMs: number | null }>();
  const blockOf = (digest: string) => {
    const block = blocks.get(digest);
    return block?.liftedAtMs === null ? { reason: block.reason, atMs: block.atMs } : null;
  };
  const newestFirst = (a: StoredMail, b: StoredMail) => b.postedAtMs - a.postedAtMs;
  const fresh = { state: "queued", reason: null, leaseUntilMs: 0, providerId: null } as const;

  return {
    async plan(entries) {
      for (const entry of entries) {
        if (!mails.has(entry.id)) mails.set(entry.id, { ...entry, ...fresh, tries: 0, changedAtMs: entry.postedAtMs });
      }
    },
    async take(entry, nowMs, leaseUntilMs) {
      const row = mails.get(entry.id) ?? { ...entry, ...fresh, tries: 0, changedAtMs: nowMs };
      if (row.state !== "queued") return { kind: "over" };
      if (row.leaseUntilMs > nowMs) return { kind: "theirs" };
      mails.set(entry.id, { ...row, tries: row.tries + 1, leaseUntilMs });
      return { kind: "ours", tries: row.tries + 1, postedAtMs: row.postedAtMs, block: blockOf(row.addressDigest) };
    },
    async settle({ id, state, reason, providerId, atMs }) {
      const row = mails.get(id);
      if (row === undefined) return;
      const isLater = rankOf(state) >= rankOf(row.state);
      mails.set(id, {
        ...row,
        ...(isLater && { state, reason }),
        providerId: row.providerId ?? providerId,
        changedAtMs: atMs,
        leaseUntilMs: 0,
      });
    },
    async note({ id, providerId }, { state, reason, atMs }) {
      const named = [...mails.values()].find((row) => row.providerId === providerId && providerId !== null);
      const row = id === null ? named : mails.get(id);
      if (row === undefined) return null;
      const isLater = rankOf(state) > rankOf(row.state);
      const changes = isLater ? { state, reason, changedAtMs: atMs } : {};
      mails.set(row.id, { ...row, ...changes, providerId: row.providerId ?? providerId });
      return row;
    },
    async block(digest, { reason, atMs }) {
      const known = blocks.get(digest);
      if (known !== undefined && atMs <= Math.max(known.atMs, known.liftedAtMs ?? 0)) return;
      blocks.set(digest, { reason, atMs, liftedAtMs: null });
    },
    async unblock(digest, atMs, reasons) {
      const known = blocks.get(digest);
      if (known?.liftedAtMs !== null || known.atMs > atMs || !reasons.includes(known.reason)) return;
      blocks.set(digest, { ...known, liftedAtMs: atMs });
    },
    blockOf: async (digest) => blockOf(digest),
    ofPerson: async (personId, limit) =>
      [...mails.values()]
        .filter((row) => row.personId === personId)
        .sort(newestFirst)
        .slice(0, limit),
    lost: async (sinceMs, limit) =>
      [...mails.values()]
        .filter(({ state, reason }) => state === "failed" || (state === "refused" && reason !== "blocked"))
        .filter(({ changedAtMs }) => changedAtMs >= sinceMs)
        .sort((a, b) => b.changedAtMs - a.changedAtMs)
        .slice(0, limit),
    async forgetBefore(atMs) {
      for (const { id, changedAtMs } of [...mails.values()]) if (changedAtMs < atMs) mails.delete(id);
    },
  };
}

export interface MemoryPostOptions {
  readonly queue?: MailQueue | null;
  readonly records?: MailRecords;
}

/** The whole post over records in memory; what it reports is kept. */
export function createMemoryPost(mailer: Mailer, clock: Clock, options: MemoryPostOptions = {}) {
  const { queue = null, records = createMemoryMailRecords() } = options;
  const reported: string[] = [];
  const log: Log = {
    info: () => undefined,
    error: (event, error) => void reported.push(`${event} ${String(error)}`),
  };
  const carrier = createMailCarrier({ mailer, records, clock, pepper: PEPPER, log });
  return {
    records,
    reported,
    log,
    carrier,
    post: createPost({ carrier, records, queue, pepper: PEPPER, log }),
    events: createMailEvents({ records, pepper: PEPPER }),
  };
}

export function aMail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    key: "notice:gb_1.1.usr_mei",
    to: "mei@example.org",
    subject: "Done: Mugs",
    text: "It is done.",
    html: "<p>It is done.</p>",
    locale: "en",
    muteUrl: null,
    ...changes,
  };
}

export function posted(mail: Partial<OutgoingMail> = {}, changes: Partial<PostedMail> = {}): PostedMail {
  return {
    mail: aMail(mail),
    kind: "settled",
    personId: "usr_mei",
    postedAtMs: Date.UTC(2026, 11, 1),
    usefulUntilMs: null,
    ...changes,
  };
}
