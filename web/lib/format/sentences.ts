/** Sentences one after the other; Chinese and Japanese put no space between them. */
export function inARow(sentences: readonly string[], locale: string): string {
  return sentences.join(/^(?:zh|ja)\b/.test(locale) ? "" : " ");
}

/** "Germany, France": things named one after the other, with the comma of the language and without an "and". */
export function listed(names: readonly string[], locale: string): string {
  return names.join(/^(?:zh|ja)\b/.test(locale) ? "、" : locale.startsWith("ar") ? "، " : ", ");
}
