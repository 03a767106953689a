import { problem } from "../../contract/problems.ts";
import type { NoticeChoices, PersonalNotice } from "../../contract/notices.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { isNoticeKind, type NoticeTopic } from "../../words/kinds.ts";
import { renderNotice } from "../../words/render.ts";
import type { Caller, MailBlockUseCases, NoticeUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import type { Keyset, KeysetPage } from "../directory.ts";

/** A notice as it is kept for its person, sent or not. */
export interface StoredNotice {
  readonly key: string;
  readonly groupBuyId: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly atMs: number;
  readonly isRead: boolean;
}

export interface NoticeRecords {
  /** Newest first. */
  of(personId: string, limit: number, after?: Keyset): Promise<KeysetPage<StoredNotice>>;
  unread(personId: string): Promise<number>;
  /** Marks all of the person's that are there now; again changes nothing. */
  markRead(personId: string, nowMs: number): Promise<void>;
  mutedTopics(personId: string): Promise<readonly string[]>;
  setMuted(personId: string, topic: NoticeTopic, isMuted: boolean): Promise<void>;
}

const PAGE_DEFAULT = 20;
const PAGE_MAXIMUM = 100;
/** What a person may turn off (domain 5); `duty` is not among it. */
const OPTIONAL_TOPICS = ["closing", "news", "demands"] as const satisfies readonly NoticeTopic[];

export function createNoticeUseCases(deps: {
  readonly records: NoticeRecords;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
}): Omit<NoticeUseCases, keyof MailBlockUseCases> {
  const { records, cursors, clock } = deps;

  async function choices({ personId }: Caller): Promise<NoticeChoices> {
    const muted = await records.mutedTopics(personId);
    return {
      closing: !muted.includes("closing"),
      news: !muted.includes("news"),
      demands: !muted.includes("demands"),
    };
  }

  return {
    async mine(caller, query) {
      const list = `notices:${caller.personId}`;
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const limit = Math.min(query.limit ?? PAGE_DEFAULT, PAGE_MAXIMUM);
      const { items, next } = await records.of(caller.personId, limit, after);
      return ok({
        items: items.flatMap((notice) => presentNotice(notice, caller)),
        next: next && cursors.seal(next, list),
      });
    },

    unread: async ({ personId }) => ok(await records.unread(personId)),

    async markRead({ personId }) {
      await records.markRead(personId, clock.nowMs());
      return ok(undefined);
    },

    choices: async (caller) => ok(await choices(caller)),

    async choose(caller, wanted) {
      for (const topic of OPTIONAL_TOPICS) {
        const isWanted = wanted[topic];
        if (isWanted !== undefined) await records.setMuted(caller.personId, topic, !isWanted);
      }
      return ok(await choices(caller));
    },
  };
}

/** A kind that this release does not know (an older Worker beside a newer one) is left out rather than garbled. */
function presentNotice({ key, kind, facts, atMs, groupBuyId, isRead }: StoredNotice, caller: Caller): PersonalNotice[] {
  if (!isNoticeKind(kind)) return [];
  const { subject, text, page } = renderNotice({ kind, facts }, caller);
  return [{ id: key, kind, groupBuyId, at: formatInstant(atMs), subject, text, page, isRead }];
}
