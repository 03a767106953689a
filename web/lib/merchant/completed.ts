/** A completion, cut where what was typed ends; all of it is new where its beginning was written otherwise. */
export function completed(typed: string, text: string): { readonly typed: string; readonly added: string } {
  const [asked, given] = [Array.from(typed.normalize("NFKC")), Array.from(text)];
  const isBegun = asked.every((letter, index) => sameLetter(letter, given[index] ?? ""));
  const length = isBegun ? asked.length : 0;
  return { typed: given.slice(0, length).join(""), added: given.slice(length).join("") };
}

function sameLetter(one: string, other: string): boolean {
  return one.localeCompare(other, "en", { sensitivity: "base" }) === 0;
}
