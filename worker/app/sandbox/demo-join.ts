import type { JoinInput } from "../../contract/group-buy.ts";

/** A visitor who would rather try than sign in. */
export interface DemoJoin extends Pick<JoinInput, "quantity" | "termsHash" | "country" | "waitlist" | "priceCeiling"> {
  /** Made with the form: sent twice it is one person, one seat and one answer. */
  readonly commandId: string;
  readonly locale: string;
  readonly zone: string;
  readonly userAgent: string | null;
  /** Where they come from; it is counted and not kept. */
  readonly address: string;
}
