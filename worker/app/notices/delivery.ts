import { hasEnded, type MemberStateName } from "../../core/group-buy/state/states.ts";
import { isNoticeKind, NOTICE_KINDS, type NoticeTopic } from "../../words/kinds.ts";
import { noticeLetter } from "../../words/letter.ts";
import type { Clock } from "../clock.ts";
import type { PostedMail } from "../mail/carrier.ts";
import type { Post } from "../mail/post.ts";
import type { Projection } from "../projection.ts";

/** A notice that is to be sent, with what is known now of the person and of their place in the group-buy. */
export interface PendingNotice {
  readonly key: string;
  readonly groupBuyId: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly atMs: number;
  /** How often it has been taken, this time included. */
  readonly tries: number;
  readonly personId: string;
  /** Null: there is no such person any more. */
  readonly person: {
    readonly email: string;
    readonly locale: string;
    readonly zone: string;
    readonly mutedTopics: readonly string[];
  } | null;
  /** Of all seats that the person has had in it. */
  readonly seatStates: readonly MemberStateName[];
}

/**
 * How a notice ended: handed to the mail, whose own record says what became of it; not wanted; nobody there any more; no part of it any more; said too late to
 * help; not taken by the mail, however often it was tried; of a kind that is not known here.
 */
export type NoticeOutcome = "posted" | "muted" | "gone" | "left" | "stale" | "failed" | "unknown";

/** What became of one try: an outcome, or when to try again. */
export type Settled = { readonly key: string } & (
  { readonly outcome: NoticeOutcome } | { readonly nextTryAtMs: number }
);

export interface NoticeQueue {
  /**
   * Takes notices that are due, the earliest first, so that nobody else takes them before `leaseUntilMs`: whoever dies
   * in between has not lost them.
   * @param groupBuyId of this one only
   */
  take(nowMs: number, leaseUntilMs: number, limit: number, groupBuyId?: string): Promise<readonly PendingNotice[]>;
  settle(settled: readonly Settled[]): Promise<void>;
}

export interface NoticeDelivery {
  /** Sends what is due, `rounds` times `ROUND_MAXIMUM` at most. Never throws: what is not sent stays, and is tried again. */
  deliver(rounds: number, groupBuyId?: string): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const ROUND_MAXIMUM = 100;
/** Longer than any round takes; a round that was cut off is repeated after it. */
const LEASE_MS = 5 * MINUTE_MS;
const RETRY_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, DAY_MS, DAY_MS];
/** What could not be sent for this long is on the page, and no mail of today. */
const STALE_AFTER_MS = 7 * DAY_MS;

/**
 * Decides which notices are sent, and hands each to the post once: its key goes with it, and the post sends no key
 * twice, so a crash between handing over and marking repeats a request and no message. From then on it is the post that
 * tries again; here is tried again only what the post did not take. Where there is no mail, everything waits.
 */
export function createNoticeDelivery(deps: {
  readonly queue: NoticeQueue;
  readonly post: Pick<Post, "hand"> | null;
  readonly clock: Clock;
  /** `https://host`, or empty: then a message carries the path alone. */
  readonly origin: string;
  /** Where a click turns a topic off without signing in; null: in the settings only. */
  readonly muteUrlOf: (personId: string, topic: NoticeTopic) => string | null;
  readonly failed: (error: unknown) => void;
}): NoticeDelivery {
  const { queue, post, clock, origin, muteUrlOf, failed } = deps;

  async function deliverRound(to: Pick<Post, "hand">, groupBuyId?: string): Promise<{ isMore: boolean }> {
    const nowMs = clock.nowMs();
    const taken = await queue.take(nowMs, nowMs + LEASE_MS, ROUND_MAXIMUM, groupBuyId);
    if (taken.length === 0) return { isMore: false };
    const mails = new Map(taken.map((notice) => [notice.key, mailOf(notice, nowMs)]));
    const handed = await to.hand([...mails.values()].filter((mail) => typeof mail !== "string"));
    const settled = taken.map(({ key, tries }): Settled => {
      const mail = mails.get(key) ?? "unknown";
      if (typeof mail === "string") return { key, outcome: mail };
      return handed.has(mail.mail.key) ? { key, outcome: "posted" } : again(key, tries, nowMs);
    });
    await queue.settle(settled);
    const isMailDown = settled.every((one) => "nextTryAtMs" in one);
    return { isMore: taken.length === ROUND_MAXIMUM && !isMailDown };
  }

  /** The mail that says it, or why there is none. */
  function mailOf(notice: PendingNotice, nowMs: number): PostedMail | NoticeOutcome {
    const { key, kind, facts, person, personId } = notice;
    const silence = silenceOf(notice, nowMs);
    if (silence !== null || !isNoticeKind(kind) || person === null) return silence ?? "unknown";
    try {
      const muteUrl = muteUrlOf(personId, NOTICE_KINDS[kind].topic);
      const letter = noticeLetter({ kind, facts }, person, origin, null);
      const untilMs = lastUsefulMs(notice, NOTICE_KINDS[kind]);
      return {
        mail: { key: `notice:${key}`, to: person.email, muteUrl, ...letter },
        kind,
        personId,
        postedAtMs: nowMs,
        usefulUntilMs: Number.isFinite(untilMs) ? untilMs : null,
      };
    } catch (error) {
      failed(error); // Words that cannot be filled: a fault of ours, which a repeat does not mend.
      return "failed";
    }
  }

  function again(key: string, tries: number, nowMs: number): Settled {
    const waitMs = RETRY_MS[tries - 1];
    return waitMs === undefined ? { key, outcome: "failed" } : { key, nextTryAtMs: nowMs + waitMs };
  }

  return {
    async deliver(rounds, groupBuyId) {
      if (post === null) return;
      try {
        for (let round = 0; round < rounds; round += 1) {
          const { isMore } = await deliverRound(post, groupBuyId);
          if (!isMore) return;
        }
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** A mirror that also sends: what a batch tells persons goes out as soon as it is kept, and the job sends what is left. */
export function createTellingProjection(projection: Projection, delivery: NoticeDelivery): Projection {
  return {
    ...projection,
    async apply(batch) {
      await projection.apply(batch);
      if (batch.notices.length > 0) await delivery.deliver(1, batch.groupBuyId);
    },
  };
}

/** Why a notice is not sent after all, or null. */
function silenceOf(notice: PendingNotice, nowMs: number): NoticeOutcome | null {
  const { kind, person, atMs } = notice;
  if (person === null) return "gone";
  if (!isNoticeKind(kind)) return "unknown";
  const traits = NOTICE_KINDS[kind];
  if (person.mutedTopics.includes(traits.topic)) return "muted";
  if (traits.audience === "seated" && notice.seatStates.every(hasEnded)) return "left";
  return nowMs >= lastUsefulMs(notice, traits) || nowMs - atMs > STALE_AFTER_MS ? "stale" : null;
}

function lastUsefulMs({ facts }: PendingNotice, { usefulUntil }: { readonly usefulUntil?: string }): number {
  const untilMs = usefulUntil === undefined ? undefined : facts[usefulUntil];
  return typeof untilMs === "number" ? untilMs : Number.POSITIVE_INFINITY;
}
