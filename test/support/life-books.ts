import {
  checkChain,
  EMPTY_CHAIN,
  type ChainableJournal,
  type ChainHead,
  type ChainLink,
} from "../../worker/core/ledger/journal-chain.ts";

/** One book as its object keeps it: a group-buy's sub-ledger, a merchant's. */
export interface KeptBook {
  readonly sourceId: string;
  readonly journals: readonly (ChainableJournal & { readonly link: ChainLink })[];
  /** The balances that it keeps beside its journals; null where it derives them. */
  readonly accounts: readonly KeptAccount[] | null;
  /** Where the directory's copy of the chain ends; null where nobody copies it. */
  readonly copy: ChainHead | null;
}

interface KeptAccount {
  readonly id: string;
  readonly minor: number;
  readonly entries: number;
}

/** L4, L9, L19, L21: the journals are one chain, the kept balances are what they come to, and the copy ends where they do. */
export function bookFaults({ sourceId, journals, accounts, copy }: KeptBook): string[] {
  const broken = checkChain(sourceId, journals);
  const head = journals.at(-1)?.link ?? EMPTY_CHAIN;
  const isCopied = copy === null || (copy.position === head.position && copy.hash === head.hash);
  return [
    ...(broken === null ? [] : [`L4 ${sourceId}: ${broken.code} at ${broken.position}`]),
    ...(isCopied ? [] : [`L21 ${sourceId}: the copy of the chain ends at ${copy.position}, or elsewhere`]),
    ...(accounts === null ? [] : accountFaults(sourceId, journals, accounts)),
  ];
}

function accountFaults(
  sourceId: string,
  journals: readonly ChainableJournal[],
  accounts: readonly KeptAccount[],
): string[] {
  const sums = new Map<string, { minor: number; entries: number }>();
  for (const { account, amountMinor } of journals.flatMap(({ entries }) => entries)) {
    if (account.startsWith("memo:")) continue; // What is only held is no money, and stands on its leg.
    const { minor, entries } = sums.get(account) ?? { minor: 0, entries: 0 };
    sums.set(account, { minor: minor + amountMinor, entries: entries + 1 });
  }
  const kept = new Map(accounts.map(({ id, ...account }) => [id, account]));
  return [...new Set([...sums.keys(), ...kept.keys()])].flatMap((id) => {
    const [sum, is] = [sums.get(id), kept.get(id)];
    const isRight = sum?.minor === is?.minor && sum?.entries === is?.entries;
    return isRight ? [] : [`L9 ${sourceId}: ${id} is kept as ${is?.minor} after ${is?.entries}, not ${sum?.minor}`];
  });
}
