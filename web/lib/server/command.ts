/** A text field of a form, trimmed; "" where it is missing. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A whole number of a form, or NaN: the use case judges it and names the field. */
export function whole(form: FormData, name: string): number {
  const typed = text(form, name);
  return /^\d{1,15}$/.test(typed) ? Number(typed) : NaN;
}

/** Every text field, to show again what was typed. */
export function typed(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
