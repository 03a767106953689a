import { problem } from "../../contract/problems.ts";
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  type Erasure,
  type ErasureObstacle,
  type PersonalGroupBuy,
} from "../../contract/personal.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, PersonalUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory.ts";
import { runErasures } from "./erasures.ts";
import { inTurns } from "./in-turns.ts";
import type { PersonalRecord } from "./personal-record.ts";
import type { PersonalStore, StoredErasure } from "./personal-store.ts";
import { freshSession } from "./proof.ts";
import type { PeopleStore, SessionStore } from "./store.ts";

export interface PersonalDependencies {
  readonly people: Pick<PeopleStore, "person">;
  readonly sessions: SessionStore;
  readonly personal: PersonalStore;
  readonly authorities: Authorities;
  readonly directory: Pick<Directory, "cardOf">;
  /** What is owed to a merchant or on its way to them, and what they were paid. */
  readonly merchantMoney: (merchantId: string) => Promise<MerchantMoney>;
  readonly clock: Clock;
}

export interface MerchantMoney {
  readonly isOwed: boolean;
  readonly payouts: readonly Readonly<Record<string, unknown>>[];
}

const LIST_MAXIMUM = 100;

/** What is held of a person, for themselves (PD1), and its end (PD2, PD3). */
export function createPersonalUseCases(deps: PersonalDependencies): PersonalUseCases {
  const { people, personal, authorities, directory, clock } = deps;

  async function obstaclesOf(caller: Caller, groupBuyIds: readonly string[]): Promise<ErasureObstacle[]> {
    const { personId, merchantId } = caller;
    const found = await inTurns(groupBuyIds, async (groupBuyId): Promise<ErasureObstacle[]> => {
      const ties = await settled(() => authorities.of(groupBuyId).tiesOf(personId));
      const kinds = ties.ok ? ties.value : (["unreachable"] as const);
      if (kinds.length === 0) return [];
      const title = (await directory.cardOf(groupBuyId))?.title;
      return kinds.map((kind) => ({ kind, groupBuyId, ...(title !== undefined && { title }) }));
    });
    const isOwed = merchantId !== null && (await deps.merchantMoney(merchantId)).isOwed;
    return [
      ...found.flat(),
      ...(isOwed ? [{ kind: "payout" } as const] : []),
      ...((await personal.isLastOperator(personId)) ? [{ kind: "last_operator" } as const] : []),
    ];
  }

  return {
    async export(caller) {
      const subject = subjectOf(caller);
      const [sections, ids, money] = await Promise.all([
        personal.sections(subject),
        personal.groupBuysOf(subject),
        caller.merchantId === null ? null : deps.merchantMoney(caller.merchantId),
      ]);
      const answers = await inTurns(ids, async (groupBuyId) => ({
        groupBuyId,
        record: await settled(() => authorities.of(groupBuyId).personalRecord(caller.personId)),
      }));
      return ok({
        format: EXPORT_FORMAT,
        version: EXPORT_VERSION,
        madeAt: formatInstant(clock.nowMs()),
        personId: caller.personId,
        sections: Object.fromEntries(Object.entries(sections).map(([name, rows]) => [name, [...rows]])),
        payouts: money === null ? [] : [...money.payouts],
        groupBuys: answers.flatMap(({ record }) => (record.ok ? [presentRecord(record.value)] : [])),
        missing: answers.flatMap(({ groupBuyId, record }) =>
          record.ok ? [] : [{ groupBuyId, why: record.error.code }],
        ),
      });
    },

    async outlook(caller) {
      const person = await people.person(caller.personId);
      if (person === null) return err(problem("not-found"));
      const ids = await personal.groupBuysOf(subjectOf(caller));
      return ok({ version: person.version, obstacles: await obstaclesOf(caller, ids) });
    },

    async erase(caller, version, { confirm, commandId }) {
      const fresh = await freshSession(deps, caller);
      if (!fresh.ok) return fresh;
      if (confirm.normalize("NFC").trim().toLowerCase() !== caller.email) {
        return err(problem("confirmation-mismatch"));
      }
      const groupBuyIds = await personal.groupBuysOf(subjectOf(caller));
      const obstacles = await obstaclesOf(caller, groupBuyIds);
      if (obstacles.length > 0) return err(problem("erasure-blocked", { detail: inWords(obstacles) }));

      const nowMs = clock.nowMs();
      const begun = await personal.begin({ ...subjectOf(caller), version }, { commandId, nowMs, groupBuyIds });
      if (begun === null) return err(problem("precondition-failed"));
      await runErasures({ personal, authorities, clock }, caller.personId);
      const left = (await personal.unfinished(LIST_MAXIMUM)).find(({ personId }) => personId === caller.personId);
      return ok(presentErasure(left ?? { ...begun, finishedAtMs: clock.nowMs(), left: 0 }));
    },

    async pending(caller) {
      if (!caller.roles.includes("operator")) return err(problem("not-found"));
      const unfinished = await personal.unfinished(LIST_MAXIMUM);
      return ok(unfinished.map((one) => ({ ...presentErasure(one), fault: one.fault })));
    },
  };
}

function subjectOf({ personId, email, merchantId }: Caller) {
  return { id: personId, email, merchantId };
}

/** An object that cannot be reached has said nothing, which is not the same as that there is nothing. */
async function settled<T>(ask: () => Promise<Result<T, unknown>>): Promise<Result<T, { readonly code: string }>> {
  try {
    const answer = await ask();
    return answer.ok ? answer : err({ code: "unavailable" });
  } catch {
    return err({ code: "unavailable" });
  }
}

function presentRecord({ events, ...record }: PersonalRecord): PersonalGroupBuy {
  return {
    ...record,
    pseudonyms: [...record.pseudonyms],
    seats: [...record.seats],
    payments: [...record.payments],
    offers: [...record.offers],
    ledger: [...record.ledger],
    receipts: [...record.receipts],
    events: events.map(({ atMs, effectiveAtMs, ...event }) => ({
      ...event,
      at: formatInstant(atMs),
      effectiveAt: formatInstant(effectiveAtMs),
    })),
  };
}

function presentErasure({ personId, startedAtMs, finishedAtMs, left }: StoredErasure): Erasure {
  return {
    personId,
    startedAt: formatInstant(startedAtMs),
    finishedAt: finishedAtMs === null ? null : formatInstant(finishedAtMs),
    groupBuysLeft: left,
  };
}

/** For clients that read no list: `GET /me/erasure` has it in parts. */
function inWords(obstacles: readonly ErasureObstacle[]): string {
  return obstacles.map(({ kind, groupBuyId }) => [kind, groupBuyId].filter(Boolean).join(" in ")).join(", ");
}
