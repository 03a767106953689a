/** Markdown tables, as plain as those of the reference. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Three figures that matter: 0.12, 12.3, 301. */
export function ms(value: number): string {
  if (Number.isNaN(value)) return "";
  if (value < 10) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

export function seconds(value: number): string {
  return Number.isFinite(value) ? (value / 1_000).toFixed(1) : "never";
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
