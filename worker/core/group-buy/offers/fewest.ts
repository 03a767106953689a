/**
 * Which of these quantities must go so that what is left comes out whole, as few pieces of them as possible and of equal
 * sums the later ones. A subset sum over remainders: n × packSize steps, whatever the quantities are.
 *
 * @param quantities in order of arrival
 * @param over how many pieces of the last pack there are, 1 to packSize − 1
 * @param isWhole whether so many pieces over can be dealt with otherwise; 0 always can
 * @returns their places, or null where not even all of them are enough
 */
export function fewestOut(
  quantities: readonly number[],
  packSize: number,
  over: number,
  isWhole: (over: number) => boolean,
): number[] | null {
  const least = leastOut(quantities, packSize, isWhole);
  const leastOf = (place: number, rest: number) => least[place * packSize + rest] ?? Number.POSITIVE_INFINITY;
  if (leastOf(0, over) === Number.POSITIVE_INFINITY) return null;
  const out: number[] = [];
  let rest = over;
  for (const [place, quantity] of quantities.entries()) {
    if (leastOf(place + 1, rest) === leastOf(place, rest)) continue;
    out.push(place);
    rest = without(rest, quantity, packSize);
  }
  return out;
}

/** For every place and remainder: how many pieces must go at least, from this place on. Row by row, the last is the end. */
function leastOut(quantities: readonly number[], packSize: number, isWhole: (over: number) => boolean): Float64Array {
  const least = new Float64Array((quantities.length + 1) * packSize).fill(Number.POSITIVE_INFINITY);
  const end = quantities.length * packSize;
  for (let rest = 0; rest < packSize; rest += 1) if (isWhole(rest)) least[end + rest] = 0;
  for (let place = quantities.length - 1; place >= 0; place -= 1) {
    const quantity = quantities[place] ?? 0;
    const next = (place + 1) * packSize;
    for (let rest = 0; rest < packSize; rest += 1) {
      const kept = least[next + rest] ?? Number.POSITIVE_INFINITY;
      const gone = quantity + (least[next + without(rest, quantity, packSize)] ?? Number.POSITIVE_INFINITY);
      least[place * packSize + rest] = Math.min(kept, gone);
    }
  }
  return least;
}

function without(rest: number, quantity: number, packSize: number): number {
  return (((rest - quantity) % packSize) + packSize) % packSize;
}
