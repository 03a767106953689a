import type { Actor, Command, Concerning, Context } from "../group-buy/commands.ts";
import { decide } from "../group-buy/decide.ts";
import type { GroupBuy } from "../group-buy/state/state.ts";
import type { Leaf } from "../verify/leaf.ts";
import type { Foresight } from "./foresight.ts";
import type { EntryKind } from "./result.ts";
import type { StandIns } from "./stand-ins.ts";

/** An entry that is about to be read, with all that is known around it. */
export interface Scene {
  readonly groupBuy: GroupBuy;
  readonly leaf: Leaf;
  /** It, and what comes after it under the same stamp and command. */
  readonly batch: readonly Leaf[];
  readonly standIns: StandIns;
  readonly foresight: Foresight;
}

/** One way in which an entry may have come about: what the core decides then, of which the entry is the first. */
export interface Reading {
  readonly kind: EntryKind;
  /** Whether somebody gave a command; null where that is not said. */
  readonly isCommand: boolean | null;
  /** It counts from when something private was due; else from its arrival. */
  readonly isDatedPrivately?: true;
  readonly events: readonly Concerning[];
}

export type Given = Exclude<Command, { type: "draft" }>;

export type Readings = Generator<Reading, void, undefined>;

/** What the core makes of a command at the entry's stamp; a refusal may be an event too. */
export function reading(
  scene: Scene,
  kind: EntryKind,
  command: Given,
  actor: Actor | null = null,
  groupBuy: GroupBuy = scene.groupBuy,
): Reading {
  const context: Context = { recvMs: scene.leaf.at, actor, newId: scene.standIns.newId };
  const decision = decide(groupBuy, command, context);
  const events = decision.ok ? decision.value.events : decision.error.events;
  return { kind, isCommand: actor !== null, events };
}

/** A person is known by the pseudonym that the log has for them, and by nothing else. */
export function personOf(leaf: Leaf): Actor | null {
  if (leaf.actor === null) return null;
  const { actor: pseudonym } = leaf;
  return { personId: pseudonym, pseudonym, name: "", country: null, merchantId: null, isOperator: false };
}

/** Who of the operators is not public: each act is taken for another one's, so that two may be two. */
export function operatorOf({ seq }: Leaf): Actor {
  const name = `op${seq}`;
  return { personId: name, pseudonym: name, name: "", country: null, merchantId: null, isOperator: true };
}

/** A whole number of what an entry says; null where it says none. */
export function numberIn({ open }: Leaf, field: string): number | null {
  const value = open[field];
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

export function textIn({ open }: Leaf, field: string): string {
  const value = open[field];
  return typeof value === "string" ? value : "";
}
