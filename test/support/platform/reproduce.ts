/** What a failing seed says: the command that lives it again, exactly. */
export function reproduce(seed: number): string {
  return `lived again by: npm run test:sim -- --seed ${seed}`;
}
