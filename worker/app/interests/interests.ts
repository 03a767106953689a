import type { Interest, InterestDemand, InterestInput } from "../../contract/interests.ts";
import type { DemandHit } from "../../contract/offers.ts";
import { fieldProblem, problem, type Problem } from "../../contract/problems.ts";
import type { Money } from "../../contract/shared.ts";
import { GROUP_BUY_STATES } from "../../core/group-buy/state/states.ts";
import type { InterestFilters } from "../../core/interests/match.ts";
import { whyFound } from "../../core/interests/why.ts";
import { GROUPS_MAXIMUM, type Wish } from "../../core/interests/wish.ts";
import type { Reading } from "../../core/matching/reading.ts";
import { LIMITS } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, InterestUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import { pageOf } from "../group-buys/group-buys.ts";
import type { Ids } from "../ids.ts";
import { limitReached } from "../limits/limit-reached.ts";
import { readInterest } from "./input.ts";
import { fileWords, type FiledWords, type KeyFrequencies } from "./refiling.ts";
import type { FoundDemand, InterestStore, InterestTerms, StoredInterest } from "./store.ts";

/** Holds an interest that nobody has saved yet against the demands that are open now. */
export interface InterestPreviews {
  /**
   * How many satisfy it, the best of them first. Where there are more than are looked at, `count` is the least. Where
   * none does, it tells of words that no open demand says what the search takes them for, whatever the filters are; the
   * interest itself waits for them as they stand.
   */
  of(interest: { readonly words: string; readonly wish: Wish; readonly filters: InterestFilters }): Promise<Preview>;
}

interface Preview extends Reading {
  readonly count: number;
  readonly isMore: boolean;
  readonly demands: readonly DemandHit[];
}

export interface InterestDependencies {
  readonly store: InterestStore;
  readonly previews: InterestPreviews;
  readonly frequencies: KeyFrequencies;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly ids: Ids;
}

const PAGE_DEFAULT = 20;

/** IN1 to IN5: what merchants wait for. An interest belongs to the person who saved it; nobody else is told that it exists. */
export function createInterestUseCases(deps: InterestDependencies): InterestUseCases {
  const { store, previews, frequencies, cursors, clock, ids } = deps;

  async function ownOf({ personId }: Caller, id: string): Promise<Result<StoredInterest, Problem>> {
    const found = await store.one(id);
    return found?.personId === personId ? ok(found) : err(problem("not-found"));
  }

  async function read(caller: Caller, input: InterestInput): Promise<Result<Wanted, Problem>> {
    const terms = readInterest(input, caller.locale);
    if (!terms.ok) return terms;
    const filed = await fileWords(terms.value.words, frequencies);
    if (filed.ok) return ok({ terms: terms.value, filed: filed.value });
    const detail =
      filed.error === "text-empty"
        ? "There is no word in it."
        : `${GROUPS_MAXIMUM} words at most, or a few characters.`;
    return err(fieldProblem(filed.error, "/words", detail));
  }

  const changed = (interest: StoredInterest | null, slug: "not-found" | "precondition-failed") =>
    interest === null ? err(problem(slug)) : ok(presentInterest(interest));

  return {
    async mine({ personId }) {
      return ok((await store.of(personId)).map(presentInterest));
    },

    async create(caller, { commandId, ...input }) {
      const { personId, merchantId } = caller;
      if (merchantId === null || !caller.roles.includes("merchant")) return err(problem("merchant-not-verified"));
      const wanted = await read(caller, input);
      if (!wanted.ok) return wanted;
      const { terms, filed } = wanted.value;
      const added = await store.add(
        { id: ids.next("int"), commandId, merchantId, personId, createdAtMs: clock.nowMs(), ...terms },
        filed,
        LIMITS.interests.maximum,
      );
      return added === null ? err(limitReached("interests")) : ok(presentInterest(added));
    },

    async interest(caller, id) {
      const own = await ownOf(caller, id);
      return own.ok ? ok(presentInterest(own.value)) : own;
    },

    async replace(caller, id, version, input) {
      const own = await ownOf(caller, id);
      if (!own.ok) return own;
      const wanted = await read(caller, input);
      if (!wanted.ok) return wanted;
      const { terms, filed } = wanted.value;
      return changed(await store.replace(id, version, terms, filed, clock.nowMs()), "precondition-failed");
    },

    async pause(caller, id, isPaused) {
      const own = await ownOf(caller, id);
      if (!own.ok) return own;
      return changed(await store.pause(id, isPaused, clock.nowMs()), "not-found");
    },

    async remove(caller, id) {
      const own = await ownOf(caller, id);
      if (!own.ok) return own;
      await store.remove(id);
      return ok(undefined);
    },

    async demands(caller, id, query) {
      const own = await ownOf(caller, id);
      if (!own.ok) return own;
      const list = `interest:${id}`;
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const { items, next } = await store.found(id, query.limit ?? PAGE_DEFAULT, after);
      return ok(
        pageOf({ items: items.flatMap((found) => presentDemand(found, own.value.words)), next }, cursors, list),
      );
    },

    async preview(caller, input) {
      const wanted = await read(caller, input);
      if (!wanted.ok) return wanted;
      const { terms, filed } = wanted.value;
      const { demands, ...counted } = await previews.of({ ...terms, wish: filed.wish });
      return ok({ ...counted, demands: [...demands] });
    },

    choices: async ({ personId }) => ok(await store.choices(personId)),

    async choose({ personId }, wanted) {
      const choices = { ...(await store.choices(personId)), ...wanted };
      await store.choose(personId, choices);
      return ok(choices);
    },
  };
}

interface Wanted {
  readonly terms: InterestTerms;
  readonly filed: FiledWords;
}

function presentInterest(interest: StoredInterest): Interest {
  const { id, version, name, words, filters, isPaused, createdAtMs, openDemands, foundAtMs } = interest;
  const { categories, countries, languages, currency, quantityMinimum, quantityMaximum } = filters;
  const money = (amount: number | null): Money | null =>
    amount === null || currency === null ? null : { amount, currency };
  return {
    id,
    version,
    name,
    words,
    categories: [...categories],
    countries: [...countries],
    languages: [...languages],
    currency,
    priceMinimum: money(filters.priceMinimumMinor),
    priceMaximum: money(filters.priceMaximumMinor),
    quantityMinimum,
    quantityMaximum,
    isPaused,
    createdAt: formatInstant(createdAtMs),
    openDemands,
    foundAt: foundAtMs === null ? null : formatInstant(foundAtMs),
  };
}

/** A state that this release does not know (an older Worker beside a newer one) is left out. */
function presentDemand(found: FoundDemand, words: string): InterestDemand[] {
  const { groupBuyId, title, state, closesAtMs, foundAtMs } = found;
  const known = GROUP_BUY_STATES.find((one) => one === state);
  if (known === undefined) return [];
  const instants = { closesAt: formatInstant(closesAtMs), foundAt: formatInstant(foundAtMs) };
  return [{ groupBuyId, title, state: known, ...instants, why: [...whyFound(words, found)] }];
}
