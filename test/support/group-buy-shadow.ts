import { apply } from "../../worker/core/group-buy/apply.ts";
import { foundGroupBuy, judge, type LoggedJournal, type Outcome } from "../../worker/core/group-buy/authority.ts";
import type { Actor, Command } from "../../worker/core/group-buy/commands.ts";
import type { EventType, LoggedEvent } from "../../worker/core/group-buy/events.ts";
import type { Evidence } from "../../worker/core/group-buy/evidence.ts";
import { journalsOf } from "../../worker/core/group-buy/journals.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { found, type GroupBuy, type ProviderFacts } from "../../worker/core/group-buy/state/state.ts";
import { DEFAULT_POLICY, type Policy, type Terms } from "../../worker/core/group-buy/state/terms.ts";
import { assert } from "../../worker/core/result.ts";
import { INITIATOR, person } from "./group-buy-persons.ts";
import { PROVIDER, START, TERMS } from "./group-buy-terms.ts";
import { rowOf, statesOf, transitionsOf, wordsOf, type Row, type Transition } from "./transitions.ts";

export interface StageOptions {
  readonly terms?: Partial<Terms>;
  readonly policy?: Partial<Policy>;
  /** What the operator fixes where a test says nothing; an earlier release fixed less. */
  readonly basis?: Policy;
  readonly provider?: Partial<ProviderFacts>;
  /** Off where a crowd makes the second reading too slow to be worth it. */
  readonly isShadowed?: boolean;
  /** What is said of when each command was sent; nothing, where left out. */
  readonly evidence?: () => Evidence | null;
}

/**
 * A group-buy in the pure core, with a clock that is told, ids and salts that count, and a shadow: every event is also
 * read back from its stored form and applied to a second group-buy, so that whatever a test plays, it plays the replay
 * too. Times are set with `at`; nothing here reads a clock.
 */
export class ShadowedGroupBuy {
  readonly groupBuy: GroupBuy;
  readonly logged: LoggedEvent[] = [];
  readonly journals: LoggedJournal[] = [];
  /** What each command caused besides: who was told, and what was answered. */
  readonly told: Pick<Outcome, "notices" | "result" | "decidedSeq">[] = [];
  /** The rows of the tables that this life has taken. */
  readonly rows = new Set<Row>();
  nowMs = START;

  private readonly isShadowed: boolean;
  private readonly evidence: () => Evidence | null;
  private shadow: GroupBuy | null = null;
  private ids = 0;
  private salts = 0;
  private commands = 0;

  constructor(options: StageOptions = {}) {
    this.isShadowed = options.isShadowed ?? true;
    this.evidence = options.evidence ?? (() => null);
    const founding = {
      id: "gb_00000000000000000000000001",
      initiatorId: person(INITIATOR).personId,
      initiatorPseudonym: person(INITIATOR).pseudonym,
      initiatorName: INITIATOR,
      initiatorCountry: "DE",
      provider: { ...PROVIDER, ...options.provider },
      terms: { ...TERMS, ...options.terms },
      policy: { ...(options.basis ?? DEFAULT_POLICY), ...options.policy },
    };
    const made = foundGroupBuy({ type: "draft", founding }, this.judgement(person(INITIATOR)));
    assert(made.ok, `the terms of a stage are good: ${JSON.stringify(made)}`);
    this.groupBuy = made.value.groupBuy;
    this.record(made.value.outcome);
  }

  /** Sets the authority's clock. Nothing happens by itself: the next command finds what is due. */
  at(ms: number): this {
    this.nowMs = ms;
    return this;
  }

  /** Judges one command now. */
  give(command: Exclude<Command, { type: "draft" }>, actor: Actor | null = null): Outcome {
    const outcome = judge(this.groupBuy, command, this.judgement(actor));
    this.record(outcome);
    return outcome;
  }

  poke(): Outcome {
    return this.give({ type: "poke" });
  }

  types(): EventType[] {
    return this.logged.map(({ event }) => event.type);
  }

  count(type: EventType): number {
    return this.types().filter((other) => other === type).length;
  }

  /** The last event of a type. */
  last<T extends EventType>(type: T): Extract<LoggedEvent["event"], { type: T }> {
    const entry = this.logged.findLast(({ event }) => event.type === type);
    assert(entry, `${type} has happened`);
    return entry.event as Extract<LoggedEvent["event"], { type: T }>; // Found by its type.
  }

  /** The group-buy as the stored log tells it. */
  replayed(): GroupBuy {
    assert(this.shadow, "the stage is shadowed");
    return this.shadow;
  }

  private judgement(actor: Actor | null) {
    return {
      recvMs: this.nowMs,
      actor,
      commandId: actor === null ? null : `cmd-${(this.commands += 1)}`,
      evidence: this.evidence(),
      newId: (prefix: string) => `${prefix}_${String((this.ids += 1)).padStart(26, "0")}`,
      newSalt: () => `salt-${(this.salts += 1)}`,
    };
  }

  private record(outcome: Outcome): void {
    const { notices, result, decidedSeq } = outcome;
    this.told.push({ notices, result, decidedSeq });
    this.logged.push(...outcome.logged);
    this.journals.push(...outcome.journals);
    if (this.isShadowed) this.follow(outcome);
  }

  /** Reads what was stored and goes the same way again, event by event, asking at each what must always hold. */
  private follow(outcome: Outcome): void {
    const journals: LoggedJournal[] = [];
    for (const entry of outcome.logged) {
      const stored = unseal({ leaf: entry.leaf, sealed: entry.sealed });
      if (stored.event.type === "drafted") this.shadow = found(stored.event.sealed.founding, stored.event.atMs);
      assert(this.shadow, "a log begins with its draft");
      journals.push(...journalsOf(this.shadow, stored.event).map((journal) => ({ ...journal, seq: stored.event.seq })));
      const before = statesOf(stored.event.type === "drafted" ? null : this.shadow);
      apply(this.shadow, stored);
      assertWithinCap(this.shadow);
      this.take(transitionsOf(before, stored.event, statesOf(this.shadow)));
    }
    assert(JSON.stringify(journals) === JSON.stringify(outcome.journals), "a replay writes the same journals");
  }

  /** No other transition exists (domain 3.4). */
  private take(transitions: readonly Transition[]): void {
    for (const transition of transitions) {
      const row = rowOf(transition);
      assert(row, `${wordsOf(transition)} is in no row of test/support/transitions.ts`);
      this.rows.add(row);
    }
  }
}

/** M1, M3: no event ever leaves more seats than there are. */
export function assertWithinCap({ terms, heldQuantity, verifiedQuantity, seq }: GroupBuy): void {
  const taken = heldQuantity + verifiedQuantity;
  assert(taken <= (terms.quantityMaximum ?? Number.POSITIVE_INFINITY), `event ${seq} leaves ${taken} seats taken`);
}

/** Everything of a group-buy but what its store has yet to save. */
export function withoutTouched(groupBuy: GroupBuy): Omit<GroupBuy, "touched"> {
  const { touched: _, ...rest } = groupBuy;
  return rest;
}
