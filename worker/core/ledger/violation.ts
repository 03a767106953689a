/** A broken rule of the ledger, with what is needed to find it. Rules by their numbers (docs/ledger.md). */
export interface Violation {
  readonly rule: "L1" | "L2" | "L5" | "L6" | "L9" | "L10" | "L11" | "L12" | "L13" | "L14" | "L15" | "L19" | "L22";
  readonly detail: string;
}
