import { failedRefundsOf, paymentsOf } from "../../app/ledger/payment-entries.ts";
import { quantityByCountry } from "../../app/present/trade.ts";
import { presentCard } from "../../app/present/resource.ts";
import type { OutboxBatch, Projection } from "../../app/projection.ts";
import { attentionOf } from "../../core/group-buy/operating/attention.ts";
import type { GroupBuyEvent } from "../../core/group-buy/events.ts";
import type { Notice } from "../../core/group-buy/notice-facts.ts";
import { noticesOf } from "../../core/group-buy/notices.ts";
import { offersUntilMsOf } from "../../core/group-buy/offers/offer-window.ts";
import { deedsOf } from "../../core/group-buy/offers/record.ts";
import { actId, operatorActOf } from "../../core/group-buy/operating/operator-acts.ts";
import { isFinal, isPublished, type GroupBuy } from "../../core/group-buy/state/state.ts";
import { measuredIn } from "../../core/measure/measured.ts";
import type { Sample } from "../../core/measure/metrics.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { GroupBuyStore } from "./group-buy-store.ts";
import type { StoredJournal } from "./journal-rows.ts";
import { merchantsToldOf } from "./merchant-settlement.ts";

/** Events in one delivery: about fifty journals a batch is what the mirror takes best, and few events carry one. */
const BATCH_EVENTS_MAXIMUM = 200;
/** A mirror that did not answer is tried again, more and more patiently; after the last step at that pace. */
const RETRY_MS = [15_000, 15_000, 30_000, 60_000, 5 * 60_000];

/** While nothing can be delivered, the first of them tell enough. */
const MEASURED_MAXIMUM = 100;

export interface OutboxDependencies {
  readonly store: GroupBuyStore;
  readonly groupBuy: () => GroupBuy | null;
  readonly projection: Projection;
  /** Money that leaves the group-buy for a merchant's account; idempotent by (group-buy, seq). */
  readonly settleMerchant: (
    groupBuy: GroupBuy,
    events: readonly GroupBuyEvent[],
    journals: readonly StoredJournal[],
  ) => Promise<void>;
  /** This group-buy's clock less the platform's: what the watchdog must take off a due time. */
  readonly clockOffsetMs: () => number;
  /** When the watchdog must wake the object if its alarm does not, on the object's own clock. */
  readonly nextDueAtMs: () => number | null;
  readonly platformMs: () => number;
  readonly failed: (error: unknown) => void;
}

/**
 * The log on its way into the directory: at least once, in order, one delivery at a time. The cursor moves after the
 * mirror has taken a batch; a crash in between delivers it again, and the mirror knows it by its sequence numbers.
 */
export class Outbox {
  readonly #deps: OutboxDependencies;
  #draining: Promise<void> | null = null;
  #failures = 0;
  /** What was measured since the last delivery; it rides with the next one, and is lost with this object. */
  #measured: Sample[] = [];

  constructor(deps: OutboxDependencies) {
    this.#deps = deps;
  }

  /** Drains what is there; joins the drain under way if there is one. Never throws: what failed stays and is tried again. */
  drain(): Promise<void> {
    return (this.#draining ??= this.#drainAll()
      .then(() => {
        this.#failures = 0;
      })
      .catch((error: unknown) => {
        this.#failures += 1;
        this.#deps.failed(error);
      })
      .finally(() => {
        this.#draining = null;
      }));
  }

  /** The mirror was set back behind what it had acknowledged: it is told again everything after this event. */
  async rewind(afterSeq: number): Promise<void> {
    await this.#draining;
    const { store } = this.#deps;
    store.drainedSeq = Math.min(store.drainedSeq, afterSeq);
    await this.drain();
  }

  measure(sample: Sample): void {
    if (this.#measured.length < MEASURED_MAXIMUM) this.#measured.push(sample);
  }

  /** How long to wait for the next try, while something is owed. */
  get retryInMs(): number {
    return RETRY_MS[Math.min(Math.max(this.#failures - 1, 0), RETRY_MS.length - 1)] ?? 0;
  }

  get isEmpty(): boolean {
    const groupBuy = this.#deps.groupBuy();
    return !groupBuy || this.#deps.store.drainedSeq >= groupBuy.seq;
  }

  async #drainAll(): Promise<void> {
    const { store, projection, settleMerchant } = this.#deps;
    for (let groupBuy = this.#deps.groupBuy(); groupBuy && !this.isEmpty; groupBuy = this.#deps.groupBuy()) {
      const afterSeq = store.drainedSeq;
      const events = store.log(afterSeq, BATCH_EVENTS_MAXIMUM).map(({ event }) => event);
      const throughSeq = events.at(-1)?.seq ?? afterSeq;
      const journals = store.journals(afterSeq, throughSeq);
      const batch = this.#batch(groupBuy, { afterSeq, throughSeq, events, journals });
      const { length } = this.#measured;
      try {
        await projection.apply(batch);
      } catch (error) {
        const appliedSeq = isGap(error) ? await projection.appliedSeq?.(groupBuy.id) : undefined;
        if (appliedSeq === undefined || appliedSeq >= afterSeq) throw error;
        store.drainedSeq = appliedSeq; // It was restored to an earlier moment: from there, and all of it.
        continue;
      }
      this.#measured = this.#measured.slice(length);
      if (store.mark("payments_told") === null) store.setMark("payments_told", 1);
      await settleMerchant(groupBuy, events, journals);
      store.drainedSeq = throughSeq;
    }
  }

  /** Planned with their events; those of events that are older than this follow from the state as it is now. */
  #notices(groupBuy: GroupBuy, { afterSeq, throughSeq, events }: Omit<Drained, "journals">): readonly Notice[] {
    const toldFromSeq = this.#deps.store.mark("told_from_seq") ?? 0;
    const older = events.filter(({ seq }) => seq < toldFromSeq);
    return [...older.flatMap((event) => noticesOf(groupBuy, event)), ...this.#deps.store.notices(afterSeq, throughSeq)];
  }

  #batch(groupBuy: GroupBuy, { afterSeq, throughSeq, events, journals }: Drained): OutboxBatch {
    const { terms } = groupBuy;
    const due = this.#deps.nextDueAtMs();
    const offsetMs = this.#deps.clockOffsetMs();
    const atMs = this.#deps.platformMs();
    // Lists speak of many group-buys by one clock, the platform's: where a sandbox clock runs ahead, the bell is sooner.
    const closesAtMs = onWholeSecond(terms.closesAtMs - offsetMs);
    return {
      groupBuyId: groupBuy.id,
      afterSeq,
      throughSeq,
      sinceMs: Math.min(atMs, (events[0]?.atMs ?? Infinity) - offsetMs),
      entry: {
        card: { ...presentCard(groupBuy), closesAt: formatInstant(closesAtMs) },
        isPublic: isPublished(groupBuy),
        initiatorId: groupBuy.initiatorId,
        description: terms.description,
        targetUnitPriceMinor: terms.targetUnitPriceMinor,
        quantityByCountry: quantityByCountry(groupBuy),
        offersCount: [...groupBuy.offers.values()].filter(({ state }) => state === "submitted").length,
        offersUntilMs: offersUntilMsOf(groupBuy),
        closesAtMs: terms.closesAtMs - offsetMs,
        stateSinceMs: groupBuy.effectiveAtMs - offsetMs,
        nextDueAtMs: due === null ? null : due - offsetMs,
      },
      memberships: membershipsOf(groupBuy, events, offsetMs),
      traces: tracesOf(groupBuy, events),
      offers: offersOf(groupBuy, events),
      journals: journals.map(({ seq: _seq, ...journal }) => journal),
      payments: paymentsOf(groupBuy, this.#deps.store.mark("payments_told") === null ? null : events),
      failedRefunds: failedRefundsOf(events, journals),
      notices: this.#notices(groupBuy, { afterSeq, throughSeq, events }),
      acts: events.flatMap((event) => {
        const act = operatorActOf(event);
        return act ? [{ ...act, id: actId(groupBuy, event), atMs: event.atMs - offsetMs }] : [];
      }),
      merchantIds: merchantsToldOf(groupBuy, events, journals),
      deeds: deedsOf(groupBuy),
      attention: attentionOf(groupBuy).map((one) => ({ ...one, fromMs: one.fromMs - offsetMs })),
      measured: { samples: [...this.#measured, ...measuredIn(events), ...lagOf(events, atMs + offsetMs)], atMs },
    };
  }
}

/** How long the first of these events has waited to be delivered, by the group-buy's own clock. */
function lagOf([first]: readonly GroupBuyEvent[], nowMs: number): Sample[] {
  return first ? [{ metric: "outbox_lag", ms: Math.max(0, nowMs - first.atMs) }] : [];
}

/** Deadlines are whole seconds; the offset of a moved clock is not. */
function onWholeSecond(timeMs: number): number {
  return Math.ceil(timeMs / 1_000) * 1_000;
}

function isGap(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "inbox-gap";
}

interface Drained {
  readonly afterSeq: number;
  readonly throughSeq: number;
  readonly events: readonly GroupBuyEvent[];
  readonly journals: readonly StoredJournal[];
}

/** Every seat that these events spoke of; all of them once the group-buy has ended, because an end moves every seat. */
function membershipsOf(
  groupBuy: GroupBuy,
  events: readonly GroupBuyEvent[],
  clockOffsetMs: number,
): OutboxBatch["memberships"] {
  const spokenOf = new Set(events.flatMap((event) => ("memberId" in event.sealed ? [event.sealed.memberId] : [])));
  const movesAll = isFinal(groupBuy.state) || events.some(({ type }) => type === "accepted" || type === "closed");
  const legs = new Set(events.flatMap((event) => ("legId" in event.sealed ? [event.sealed.legId] : [])));
  return [...groupBuy.members.values()]
    .filter(({ id, depositLegId }) => movesAll || spokenOf.has(id) || (depositLegId !== null && legs.has(depositLegId)))
    .map(({ id, personId, isInitiator, state, quantity, confirmAtMs }) => ({
      memberId: id,
      personId,
      isInitiator,
      state,
      quantity,
      confirmAtMs: confirmAtMs === null ? null : confirmAtMs - clockOffsetMs,
    }));
}

/** Persons whom the log names and no seat does: an export asks here for them too, and so does an erasure. */
function tracesOf(groupBuy: GroupBuy, events: readonly GroupBuyEvent[]): readonly string[] {
  const named = events.flatMap(({ sealed }) => [
    ...("personId" in sealed ? [sealed.personId] : []),
    ...("leg" in sealed && sealed.leg ? [sealed.leg.personId] : []),
  ]);
  return [...new Set(named)].filter((personId) => !groupBuy.memberOfPerson.has(personId));
}

function offersOf(groupBuy: GroupBuy, events: readonly GroupBuyEvent[]): OutboxBatch["offers"] {
  const movesAll = isFinal(groupBuy.state) || events.some(({ type }) => type === "awarded" || type === "accepted");
  const spokenOf = new Set(events.flatMap((event) => ("offerId" in event.sealed ? [event.sealed.offerId] : [])));
  return [...groupBuy.offers.values()]
    .filter(({ id }) => movesAll || spokenOf.has(id))
    .map(({ id, merchantId, version, state, submittedAtMs }) => ({
      offerId: id,
      merchantId,
      version,
      state,
      submittedAtMs,
    }));
}
