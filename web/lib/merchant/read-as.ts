/** A word that no open demand says, and what it was taken for, the likeliest first. */
export interface Repaired {
  readonly typed: string;
  readonly read: readonly string[];
}

/** Other readings of a search, each as the whole search that asks for it. */
export function otherReadings(
  readAs: string,
  repaired: readonly Repaired[],
): readonly { readonly read: string; readonly q: string }[] {
  return repaired.flatMap(({ read: [likeliest = "", ...others] }) =>
    others.map((read) => ({ read, q: readAs.replace(likeliest, () => read) })),
  );
}
