/** Words that say nothing about what is wanted, folded. They are not indexed in their own language. */
const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words("a an and are as at be by for from if in is it of on or our that the their they this to we with"),
  de: words(
    "das dem den der des die ein eine einem einen einer eines fur im in ist mit oder und von vor wir zu zum zur",
  ),
  es: words("a al con de del el en es la las lo los no o para por que se si sin su un una unas unos y"),
  ar: words("الي ان او عن علي في قبل كل مع من نحن هو هي و"),
};

export function isStopWord(foldedWord: string, language: string): boolean {
  return STOP_WORDS[language]?.has(foldedWord) ?? false;
}

/** For queries, whose language is not known. */
export function isStopWordAnywhere(foldedWord: string): boolean {
  return Object.values(STOP_WORDS).some((list) => list.has(foldedWord));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
