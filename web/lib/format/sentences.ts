/** Sentences one after the other; Chinese and Japanese put no space between them. */
export function inARow(sentences: readonly string[], locale: string): string {
  return sentences.join(/^(?:zh|ja)\b/.test(locale) ? "" : " ");
}
