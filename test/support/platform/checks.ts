import { hasEnded } from "../../../worker/core/group-buy/state/states.ts";
import { isFinal, type GroupBuy } from "../../../worker/core/group-buy/state/state.ts";
import { rebuild } from "../../../worker/core/group-buy/backup.ts";
import { dep } from "../../../worker/core/ledger/accounts.ts";
import { balanceOf, project, standingOf } from "../../../worker/core/ledger/balances.ts";
import { checkChain } from "../../../worker/core/ledger/journal-chain.ts";
import type { Receipt } from "../../../worker/contract/group-buy.ts";
import { withoutTouched } from "../group-buy-shadow.ts";
import { bankStoreOf, journalsBySource, merchantStoreOf } from "./books.ts";
import type { Crowd } from "./crowd.ts";
import { signer } from "./signer.ts";
import type { World } from "./world.ts";

/** Everything that must hold when a life has come to rest, whatever went wrong in it. Each line is something that does not. */
export async function checksOf(world: World, id: string, crowd: Crowd): Promise<string[]> {
  const groupBuy = world.state(id);
  if (!groupBuy) return ["the group-buy is gone"];
  const books = world.books();
  return [
    ...books.violations,
    ...books.currencies.flatMap((currency) =>
      books.clearingMinor(currency) === books.bankMinor(currency)
        ? []
        : [
            `L16: the books say ${books.clearingMinor(currency)} ${currency}, the bank has ${books.bankMinor(currency)}`,
          ],
    ),
    ...mirrorOff(world, id, groupBuy),
    ...bankOff(world, groupBuy),
    ...merchantsOff(world),
    ...chainsOff(world),
    ...keptOff(world, id),
    ...(isFinal(groupBuy.state) ? leftBehind(world, groupBuy) : []),
    ...crowd.unheard.map(({ commandId, command }) => `${command.type} ${commandId} was never answered`),
    ...(await replayOff(world, id, groupBuy)),
    ...(await receiptsOff(world, id, crowd)),
  ];
}

/** L21: at rest the directory has everything, and what it has is what there is. */
function mirrorOff(world: World, id: string, groupBuy: GroupBuy): string[] {
  const { catalogue } = world;
  const [head] = catalogue.rows("SELECT applied_seq AS seq FROM inbox_heads WHERE source_id = ?", [id]);
  const [row] = catalogue.rows("SELECT state, version FROM group_buys WHERE id = ?", [id]);
  const seats = new Map(
    catalogue
      .rows("SELECT member_id AS id, state, quantity FROM memberships WHERE group_buy_id = ?", [id])
      .map((seat) => [seat.id, `${String(seat.state)} ${String(seat.quantity)}`]),
  );
  const missing = [...journalsBySource(world)].flatMap(([source, journals]) => {
    const [count] = catalogue.rows("SELECT count(*) AS n FROM journals WHERE source_id = ? AND sealed = 1", [source]);
    return count?.n === journals.length
      ? []
      : [`L21: ${String(count?.n)} of ${journals.length} journals of ${source} in D1`];
  });
  return [
    ...missing,
    ...(head?.seq === groupBuy.seq ? [] : [`L21: D1 is at event ${String(head?.seq)} of ${groupBuy.seq}`]),
    ...(row?.state === groupBuy.state ? [] : [`D1 shows ${String(row?.state)}, it is ${groupBuy.state}`]),
    ...[...groupBuy.members.values()].flatMap(({ id: memberId, state, quantity }) => {
      const told = seats.get(memberId);
      return told === `${state} ${quantity}`
        ? []
        : [`D1 shows ${memberId} as ${told ?? "nobody"}, it is ${state} ${quantity}`];
    }),
  ];
}

/** L17: what was planned was done once, and what was done had been planned. */
function bankOff(world: World, groupBuy: GroupBuy): string[] {
  const deposits = bankStoreOf(world, groupBuy.id)?.deposits() ?? [];
  const strangers = deposits.filter(({ depositId }) => !groupBuy.legs.has(depositId));
  return [
    ...strangers.map(({ depositId }) => `the bank knows ${depositId}, the log does not`),
    ...[...groupBuy.legs.values()].flatMap((leg) => {
      const { id, purpose, capturedMinor, refundedMinor, pending, state } = leg;
      if (pending !== null) return [`${id} in ${state} still waits for ${pending}`];
      const record = deposits.find(({ depositId }) => depositId === id);
      if (purpose === "share") return [];
      // What a bank has kept counts as gone back where the deposit has borne it.
      const keptMinor = sum(leg.movements.filter(({ kind }) => kind === "charged_back"));
      const has = `${record?.capturedMinor ?? 0} taken, ${(record?.refundedMinor ?? 0) + keptMinor} back`;
      const said = `${capturedMinor} taken, ${refundedMinor} back`;
      return has === said ? [] : [`L17: ${id} in ${state}: the bank has ${has}, the log ${said}`];
    }),
  ];
}

function sum(all: readonly { readonly amountMinor: number }[]): number {
  return all.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

/** L4: whatever died meanwhile, each book is one chain, and the general ledger's copy of it ends where the book does. */
function chainsOff(world: World): string[] {
  const books = [
    ...world.groupBuyIds().map((id) => [id, world.store(id).journals(0, Number.MAX_SAFE_INTEGER)] as const),
    ...world.merchantIds().map((id) => [id, merchantStoreOf(world, id).journalsAfter(0, 1_000_000)] as const),
  ];
  return books.flatMap(([id, journals]) => {
    const fault = checkChain(id, journals);
    if (fault) return [`L4: ${id} ${fault.code} at ${fault.position}`];
    const query = "SELECT hash FROM journals WHERE source_id = ? ORDER BY position DESC LIMIT 1";
    const [copied] = world.catalogue.rows(query, [id]);
    const { hash } = journals.at(-1)?.link ?? {};
    return copied?.hash === hash
      ? []
      : [`L4: the copy of ${id} ends with ${String(copied?.hash)}, the book with ${hash}`];
  });
}

/** What an object keeps of its accounts beside its journals is what they come to (L9). */
function keptOff(world: World, id: string): string[] {
  const balances = project(world.store(id).journals(0, Number.MAX_SAFE_INTEGER));
  return world.platform
    .rows("GroupBuy", id)
    .rows("SELECT id AS account, currency, posted_minor AS minor FROM accounts", [])
    .flatMap(({ account, currency, minor }) => {
      const booked = balanceOf(balances, String(account), String(currency));
      return booked === minor
        ? []
        : [`L9: ${id} keeps ${String(minor)} on ${String(account)}, its journals say ${booked}`];
    });
}

/** L22, and nothing on its way any more. */
function merchantsOff(world: World): string[] {
  return world.merchantIds().flatMap((id) => {
    const store = merchantStoreOf(world, id);
    const waiting = store.payouts().filter(({ state }) => state === "planned" || state === "unknown");
    return [
      ...waiting.map(({ payoutId, state }) => `payout ${payoutId} of ${id} is ${state}`),
      ...store
        .holdings()
        .filter(({ transitMinor }) => transitMinor !== 0)
        .map(({ transitMinor }) => `${id} has ${transitMinor} on the way`),
    ];
  });
}

/** An end keeps nobody's money: not in the books, not at the bank. */
function leftBehind(world: World, groupBuy: GroupBuy): string[] {
  const balances = project(world.store(groupBuy.id).journals(0, Number.MAX_SAFE_INTEGER));
  const { currency } = groupBuy.terms;
  const kept = [...groupBuy.legs.values()].flatMap(({ id, heldMinor, state }) => [
    ...(standingOf(balances, dep(id), currency) === 0 ? [] : [`${id} in ${state} keeps money after the end`]),
    ...(heldMinor === 0 ? [] : [`${id} in ${state} keeps a hold after the end`]),
  ]);
  const open = [...groupBuy.members.values()].filter(({ state }) => state === "held" || state === "waitlisted");
  const deposits = bankStoreOf(world, groupBuy.id)?.deposits() ?? [];
  const holds = deposits.filter(({ state, lapsesAtMs }) => state === "held" && (lapsesAtMs ?? Infinity) > world.nowMs);
  return [
    ...kept,
    ...holds.map(({ depositId }) => `the bank still holds ${depositId}`),
    ...open.filter(({ state }) => !hasEnded(state)).map(({ id, state }) => `${id} is ${state} after the end`),
  ];
}

/** L18: the log, played from its first entry, comes to the state, the books and the tree that are there. */
async function replayOff(world: World, id: string, live: GroupBuy): Promise<string[]> {
  const backup = await world.groupBuy(id).backup();
  if (!backup.ok || backup.value === null) return ["L18: there is no backup"];
  const rebuilt = rebuild(backup.value);
  if (!rebuilt.ok) return [`L18: ${rebuilt.error.why}`];
  const [now, then] = [live, rebuilt.value.groupBuy].map((groupBuy) => JSON.stringify(plain(withoutTouched(groupBuy))));
  return now === then ? [] : [`L18: the log comes to another state: ${differs(now ?? "", then ?? "")}`];
}

/** One receipt for each join, the same for ever, and signed by us over its leaf. */
async function receiptsOff(world: World, id: string, crowd: Crowd): Promise<string[]> {
  const broken: string[] = [];
  const decided = new Map<number, string>();
  for (const { commandId, command, replies } of crowd.wishes) {
    if (command.type !== "join") continue;
    const receipts = replies.map((reply) => (reply.ok ? reply.value.receipt : reply.error.receipt));
    const [first] = receipts;
    if (receipts.some((receipt) => JSON.stringify(receipt) !== JSON.stringify(first)))
      broken.push(`${commandId} has two receipts`);
    if (!first) continue;
    const other = decided.get(first.seq);
    if (other !== undefined) broken.push(`${commandId} and ${other} have one receipt`);
    decided.set(first.seq, commandId);
    if (!signer.hasSigned(first.jws, first.leaf)) broken.push(`the receipt of ${commandId} does not verify`);
    const again = await world.groupBuy(id).receipt(first.seq);
    if (again.ok && JSON.stringify(again.value) !== JSON.stringify(first satisfies Receipt))
      broken.push(`the receipt of ${commandId} has become another`);
  }
  return broken;
}

/** Maps as lists, in the order of their keys: in which order they were read says nothing. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].sort(byText).map(([key, one]) => [key, plain(one)]);
  if (value instanceof Set) return [...value].sort();
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(byText)
      .map(([key, one]) => [key, plain(one)]),
  );
}

function byText([a]: readonly [unknown, unknown], [b]: readonly [unknown, unknown]): number {
  return String(a) < String(b) ? -1 : 1;
}

function differs(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `…${a.slice(Math.max(0, at - 80), at + 60)}… and …${b.slice(at, at + 60)}…`;
}
