import { z } from "zod";
import { ClientSent } from "./client-sent.ts";
import { ChangeInput, JoinInput, type GroupBuyResource, type Leg, type Membership, type Receipt } from "./group-buy.ts";
import type { Problem } from "./problems.ts";

export const PROTOCOL_VERSION = 1;

/**
 * N and N-1: a page that was open during a deployment keeps its line. Whoever is older, or newer than a version that was
 * rolled back, is told to load the page again (4426).
 */
export function speaksProtocol(version: number, newest: number = PROTOCOL_VERSION): boolean {
  return version >= Math.max(1, newest - 1) && version <= newest;
}
export const FRAME_BYTES_MAXIMUM = 4_096;

/** Close codes of our range; reasons stay under 123 bytes. */
export const CLOSE_CODES = {
  badFrame: 4400,
  notAllowed: 4401,
  tooSlow: 4408,
  protocolTooOld: 4426,
  tooMany: 4429,
} as const;

/** A press with a clock that says nonsense is a press all the same: what is no such interval is passed over. */
const sent = ClientSent.optional().catch(undefined);

/** What a client may say. `t`: h hello, p probe, j join, c change, l leave. */
export const ClientFrame = z.discriminatedUnion("t", [
  z.strictObject({ t: z.literal("h"), v: z.int(), since: z.int().nullable() }),
  z.strictObject({ t: z.literal("p"), i: z.int() }),
  z.strictObject({ t: z.literal("j"), id: z.string().min(1).max(64), sent, ...JoinInput.shape }),
  z.strictObject({ t: z.literal("c"), id: z.string().min(1).max(64), sent, ...ChangeInput.shape }),
  z.strictObject({ t: z.literal("l"), id: z.string().min(1).max(64), sent }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

/** What every stamped frame carries: `s` authority stamp in ms, `e` epoch of its clock. */
interface Stamped {
  readonly s: number;
  readonly e: string;
}

/** The parts of a resource that changed. Null is a part that is no more: an award whose offer fell, a suspension that is over. */
export type ResourceChange = { readonly [Part in keyof GroupBuyResource]?: GroupBuyResource[Part] | null };

/**
 * What the hub says. `takes` names the members of commands that came with a later release than their frames: a page sends
 * none that its hub would call a bad frame, be that one rolled back. `d` is the deadline in ms, `n` the last sequence number, `g` the resource or its changed parts, `c` the
 * signed head of the public log (a checkpoint of C2SP) for whoever keeps it.
 */
export type ServerFrame =
  | (Stamped & {
      readonly t: "h";
      readonly v: number;
      readonly takes?: readonly "sent"[];
      readonly d: number;
      readonly n: number;
      readonly g: GroupBuyResource;
    })
  | (Stamped & { readonly t: "q"; readonly i: number })
  | (Stamped & { readonly t: "k"; readonly d: number })
  | (Stamped & { readonly t: "c"; readonly d: number; readonly c: string })
  | (Stamped & { readonly t: "x"; readonly d: number; readonly n: number; readonly g: ResourceChange })
  | (Stamped & {
      readonly t: "r";
      readonly id: string;
      readonly ok: boolean;
      readonly membership?: Membership;
      readonly leg?: Leg;
      readonly receipt?: Receipt;
      readonly problem?: Problem;
    })
  | { readonly t: "e"; readonly problem: Problem };
