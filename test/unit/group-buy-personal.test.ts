import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, test } from "vitest";
import { apply, replay } from "../../worker/core/group-buy/apply.ts";
import type { LoggedJournal } from "../../worker/core/group-buy/authority.ts";
import type { LoggedEvent } from "../../worker/core/group-buy/events.ts";
import { journalsOf } from "../../worker/core/group-buy/journals.ts";
import { unseal } from "../../worker/core/group-buy/log-entry.ts";
import { forgetIn, forgottenPart, termsSeqOf } from "../../worker/core/group-buy/personal/forget.ts";
import { personalEvent, personalJournal } from "../../worker/core/group-buy/personal/record.ts";
import { tiesOf } from "../../worker/core/group-buy/personal/ties.ts";
import { traceOf } from "../../worker/core/group-buy/personal/trace.ts";
import { found, type GroupBuy } from "../../worker/core/group-buy/state/state.ts";
import { rootOf } from "../../worker/core/log/merkle.ts";
import { readGolden, summaryOf, type StoredEntry } from "../support/golden/golden.ts";
import { LIVES } from "../support/golden/lives.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, person } from "../support/group-buy-persons.ts";
import { withoutTouched } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY, HOUR, START } from "../support/group-buy-terms.ts";

/** A log with one person forgotten in it, as the store would keep it from then on. */
function forgotten(groupBuy: GroupBuy, logged: readonly LoggedEvent[], personId: string): StoredEntry[] {
  const trace = traceOf(groupBuy, personId);
  const termsSeq = termsSeqOf(logged.map(({ event }) => event));
  return logged.map((entry) => ({
    leaf: entry.leaf,
    sealed: forgottenPart(groupBuy, trace, entry, termsSeq) ?? entry.sealed,
  }));
}

function withBooks(entries: readonly LoggedEvent[]): { groupBuy: GroupBuy; journals: LoggedJournal[] } {
  const first = entries[0]?.event;
  if (first?.type !== "drafted") throw new Error("a log begins with its draft");
  const groupBuy = found(first.sealed.founding, first.atMs);
  const journals: LoggedJournal[] = [];
  for (const entry of entries) {
    journals.push(...journalsOf(groupBuy, entry.event).map((journal) => ({ ...journal, seq: entry.event.seq })));
    apply(groupBuy, entry);
  }
  return { groupBuy, journals };
}

function everybodyIn(groupBuy: GroupBuy): string[] {
  const all = [...groupBuy.members.values(), ...groupBuy.legs.values(), ...groupBuy.offers.values()];
  return [...new Set([groupBuy.initiatorId, ...all.map(({ personId }) => personId)])];
}

const fully = (groupBuy: GroupBuy) => JSON.stringify([...Object.entries(withoutTouched(groupBuy))].map(plain));
const plain = ([key, value]: readonly [string, unknown]) => [key, value instanceof Map ? [...value] : value];

describe.each(Object.keys(LIVES))("PD2: everybody forgotten in the life %s, one after the other", (name) => {
  const { entries, summary } = readGolden(name);
  const logged = entries.map(unseal);
  const groupBuy = replay(logged);

  test("the log plays to the same tree, seats, sums and journals, and to the state that forgetting leaves", () => {
    let stored: readonly StoredEntry[] = entries;
    const state = replay(logged);
    for (const personId of everybodyIn(groupBuy)) {
      stored = forgotten(state, stored.map(unseal), personId);
      forgetIn(state, personId);
      const again = withBooks(stored.map(unseal));
      expect(summaryOf(again.groupBuy, again.journals)).toBe(summary);
      expect(fully(again.groupBuy)).toBe(fully(state));
      expect(bytesToHex(rootOf(again.groupBuy.frontier))).toBe(bytesToHex(rootOf(groupBuy.frontier)));
    }
    expect(stored.map(({ leaf }) => leaf)).toEqual(entries.map(({ leaf }) => leaf));
  });

  test("twice is once", () => {
    const [personId = ""] = everybodyIn(groupBuy);
    const once = forgotten(groupBuy, logged, personId);
    expect(forgotten(groupBuy, once.map(unseal), personId)).toEqual(once);
  });
});

/** A life in which somebody said everything that can be said, to its end. */
function delivered(): Stage {
  const stage = new Stage().publish().at(START + HOUR);
  stage.seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 6 });
  stage.offer("Mia");
  stage.at(CLOSES).poke();
  for (const name of [INITIATOR, "Ada", "Bob"]) {
    stage.payBalance(name);
    stage.answerAll();
  }
  for (const name of [INITIATOR, "Ada", "Bob"]) stage.ship("Mia", name);
  return stage;
}

describe("PD2: what is sealed", () => {
  test("nothing of a person's texts is left under the leaves, and no salt; what others said stays", () => {
    const stage = delivered();
    const ada = person("Ada").personId;
    const before = stage.logged.map(({ sealed }) => sealed).join("\n");
    expect(before).toContain('"name":"Ada"');
    const stored = forgotten(stage.groupBuy, stage.logged, ada);
    const after = stored.map(({ sealed }) => sealed).join("\n");
    expect(after).not.toContain('"name":"Ada"');
    expect(after).toContain('"name":"Bob"');
    const theirs = stored.filter(({ sealed }) => sealed.includes('"erased":true'));
    expect(theirs.length).toBeGreaterThan(5);
    for (const { sealed } of theirs) expect(sealed).not.toMatch(/salt|sandbox:ok|T-1|Main Street/);

    forgetIn(stage.groupBuy, ada);
    expect(stage.member("Ada")).toMatchObject({ address: null, carrier: "", tracking: "" });
    expect(stage.member("Bob").address).not.toBeNull();
    expect([...stage.groupBuy.touched.members]).toContain(stage.member("Ada").id);
  });

  test("the initiator's name and country go, and the terms that everybody saw stay", () => {
    const stage = delivered();
    const stored = forgotten(stage.groupBuy, stage.logged, person(INITIATOR).personId);
    const state = replay(stored.map(unseal));
    expect(state).toMatchObject({ initiatorName: "", initiatorCountry: null, terms: stage.groupBuy.terms });
  });

  test("of a draft that was changed before anybody saw it, only what they saw stays", () => {
    const stage = new Stage();
    const terms = { ...stage.groupBuy.terms, title: "What everybody saw" };
    stage.give({ type: "change_draft", version: 1, terms }, person(INITIATOR));
    stage.publish();
    const { personId } = person(INITIATOR);
    const stored = forgotten(stage.groupBuy, stage.logged, personId).map(unseal);
    const titles = stored.flatMap(({ event }) =>
      event.type === "drafted"
        ? [event.sealed.founding.terms.title]
        : event.type === "draft_changed"
          ? [event.sealed.terms.title]
          : [],
    );
    expect(titles).toEqual(["", "What everybody saw"]);
    forgetIn(stage.groupBuy, person("Zoe").personId);
    expect(stage.groupBuy.initiatorName).toBe(INITIATOR);
  });

  test("of a draft that nobody saw the texts go too", () => {
    const stage = new Stage();
    const stored = forgotten(stage.groupBuy, stage.logged, person(INITIATOR).personId);
    expect(replay(stored.map(unseal)).terms).toMatchObject({ title: "", description: "" });
    expect(stored.map(({ sealed }) => sealed).join()).not.toContain(stage.groupBuy.terms.title);
  });
});

describe("PD2: what ties a person to a group-buy", () => {
  test("a seat and its money, an own group-buy, an offer that stands; nothing once all has come to rest", () => {
    const stage = new Stage().publish().at(START + HOUR);
    stage.seat("Ada", { quantity: 6 }).seat("Bob", { quantity: 6 });
    stage.offer("Mia");
    const ties = (name: string) => tiesOf(stage.groupBuy, person(name).personId);
    expect(ties("Ada")).toEqual(["seat", "money"]);
    expect(ties(INITIATOR)).toEqual(["started", "seat", "money"]);
    expect(ties("Mia")).toEqual(["offer"]);
    expect(ties("Zoe")).toEqual([]);
    stage.leave("Ada");
    expect(ties("Ada")).toEqual(["money"]); // Asked back, and not yet there.
    stage.answerAll();
    expect(ties("Ada")).toEqual([]);
  });

  test("until the inspection is over, and no longer", () => {
    const stage = delivered();
    expect(tiesOf(stage.groupBuy, person("Ada").personId)).toContain("seat");
    stage.at(stage.nowMs + 60 * DAY).poke();
    stage.answerAll();
    expect(stage.groupBuy.state).toBe("settled");
    for (const name of [INITIATOR, "Ada", "Mia"]) expect(tiesOf(stage.groupBuy, person(name).personId)).toEqual([]);
  });
});

describe("PD1: what a person is shown of a log", () => {
  test("every event of theirs, and of the others nothing but what everybody sees", () => {
    const stage = delivered();
    const trace = traceOf(stage.groupBuy, person("Ada").personId);
    const events = stage.logged.flatMap(({ event }) => personalEvent(trace, event) ?? []);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["joined", "deposit_held", "balance_opened", "paid", "shipped"]),
    );
    for (const { own } of events) expect(Object.values(own)).not.toContain(undefined);
    const text = JSON.stringify(events);
    expect(text).toContain("Main Street 1");
    for (const name of ["Bob", INITIATOR]) {
      const other = traceOf(stage.groupBuy, person(name).personId);
      for (const id of [...other.ids, person(name).personId]) expect(text).not.toContain(`"${id}"`);
    }
  });

  test("the journals of their payments, whole where they are theirs alone", () => {
    const stage = delivered();
    const trace = traceOf(stage.groupBuy, person("Ada").personId);
    const journals = stage.journals.flatMap((journal) => personalJournal(trace, journal) ?? []);
    expect(journals.length).toBeGreaterThan(2);
    const other = traceOf(stage.groupBuy, person("Bob").personId);
    for (const { id } of other.legs) expect(JSON.stringify(journals.map(({ entries }) => entries))).not.toContain(id);
  });
});
