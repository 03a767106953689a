/** One entry of a public log as a stranger reads it: only what stands in the leaf itself, and nothing of it believed yet. */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../log/canonical.ts";
import { hashLeaf, type TreeHash } from "../log/merkle.ts";
import { isRecord } from "../record.ts";
import { err, ok, type Result } from "../result.ts";

/** A leaf of form 1 or 2 (`seal` of log-entry.ts says what its fields mean). */
export interface Leaf {
  readonly v: 1 | 2;
  readonly type: string;
  readonly gb: string;
  /** From 1 on; the leaf's index in the tree is one less. */
  readonly seq: number;
  readonly at: number;
  readonly eff: number;
  readonly deadline: number;
  readonly actor: string | null;
  readonly cmd: string | null;
  readonly prev: { readonly size: number; readonly root: string };
  readonly open: Readonly<Record<string, unknown>>;
  /** Hex SHA-256. */
  readonly sealed: string;
  /** Form 2: hex hash of the terms in force; null in a draft. */
  readonly terms?: string | null;
  /** Form 2: the entries that began the seat, the payment or the offer which this one is about. */
  readonly about?: { readonly member?: number; readonly leg?: number; readonly offer?: number };
  /** Form 2: what other clocks said of a person's command. Nothing is decided by it. */
  readonly evidence?: {
    readonly edge?: number;
    readonly client?: { readonly at: number; readonly bound: number };
  };
}

/** Why a text is no leaf. */
export type LeafFault =
  | { readonly code: "not-json" }
  /** Something else says the same in other bytes: it is not what was hashed and signed. */
  | { readonly code: "not-canonical" }
  /** Of a form that this program does not know: a newer one may read it. */
  | { readonly code: "form-unknown"; readonly form: string }
  | { readonly code: "malformed"; readonly field: string };

/** Reads a leaf and refuses every other spelling of the same: one leaf, one text. */
export function readLeaf(text: string): Result<Leaf, LeafFault> {
  const value = parsed(text);
  if (!isRecord(value)) return err({ code: "not-json" });
  if (!isCanonical(value, text)) return err({ code: "not-canonical" });
  const { v } = value;
  if (!isNumber(v)) return err({ code: "malformed", field: "v" });
  if (v !== 1 && v !== 2) return err({ code: "form-unknown", form: String(v) });
  const shape = v === 1 ? SHAPE : { ...SHAPE, ...SHAPE_2 };
  const field =
    Object.keys(shape).find((name) => shape[name]?.(value[name]) !== true) ??
    Object.keys(value).find((name) => !(name in shape));
  // Every field of the shape was just looked at, and there is no other.
  return field === undefined ? ok(value as unknown as Leaf) : err({ code: "malformed", field });
}

/** The hash under which a leaf stands in its tree. */
export function leafHashOf(text: string): TreeHash {
  return hashLeaf(utf8ToBytes(text));
}

const HEX = /^[0-9a-f]{64}$/;
const TYPE = /^[a-z][a-z_]*$/;

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
/** What is further away is no instant of any calendar, and could not be written down. */
const isInstant = (value: unknown) => isCount(value) && Number(value) <= 8_640_000_000_000_000;
const isNumber = (value: unknown) => isCount(value) && value !== 0;
const isHash = (value: unknown) => typeof value === "string" && HEX.test(value);
const isText = (value: unknown) => typeof value === "string" && value !== "";
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value);
const orNone = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value);
const only = (shape: Shape) => (value: unknown) =>
  isRecord(value) &&
  Object.entries(shape).every(([name, is]) => is(value[name])) &&
  Object.keys(value).every((name) => name in shape);

const SHAPE: Shape = {
  v: () => true,
  type: (value) => typeof value === "string" && TYPE.test(value),
  gb: isText,
  seq: isNumber,
  at: isInstant,
  eff: isInstant,
  deadline: isInstant,
  actor: orNull(isText),
  cmd: orNull(isHash),
  prev: only({ size: isCount, root: isHash }),
  open: isRecord,
  sealed: isHash,
};

const SHAPE_2: Shape = {
  terms: orNull(isHash),
  about: orNone(only({ member: orNone(isNumber), leg: orNone(isNumber), offer: orNone(isNumber) })),
  evidence: orNone(only({ edge: orNone(isCount), client: orNone(only({ at: Number.isSafeInteger, bound: isCount })) })),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What has no canonical form at all (a float, text that is not NFC) is not canonical either. */
function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}
