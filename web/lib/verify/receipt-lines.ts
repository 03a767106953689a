import type { Uncounted } from "../../../worker/core/group-buy/state/states.ts";
import type { VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";
import { verdictOf, type Check, type CheckId, type Facts, type Verdict } from "../../../worker/core/verify/check.ts";
import type { Exhibit } from "../../../worker/core/verify/exhibit.ts";
import type { KeyRing } from "../../../worker/core/verify/keys.ts";
import { readExhibit } from "../../../worker/core/verify/read.ts";
import { verifyExhibits } from "../../../worker/core/verify/verify.ts";

/** The five things that are said of a receipt, in their order. */
export const LINES = ["signature", "key", "list", "margin", "close"] as const;

export type LineId = (typeof LINES)[number];

export interface Line {
  readonly id: LineId;
  readonly verdict: Verdict;
  /** Of the first check that is wrong or open. */
  readonly why: string | null;
  readonly numbers: readonly ShownNumber[];
  /** Of the key's line: what its signature is worth over that stamp (core/keys/key-time.ts); null where nobody can say. */
  readonly standing: string | null;
}

export interface ShownNumber {
  readonly label: NumberLabel;
  readonly value: string;
}

/** The files, as text; null what could not be had. */
export interface ReceiptFiles {
  readonly receipt: string;
  readonly proof: string | null;
  readonly certificate: string | null;
  /** Why there is none, where the site says so. */
  readonly uncounted: Uncounted | null;
  /** That the log of the proof grew from that of the count. */
  readonly consistency: string | null;
}

/** What a receipt comes to, with keys that somebody trusts. Five lines, whatever the files are. */
export async function verifyReceipt(
  files: ReceiptFiles,
  keys: KeyRing,
  verify: VerifyEd25519,
): Promise<readonly Line[]> {
  const exhibits: Exhibit[] = [];
  /** Where it stands among the exhibits; null where it is not there or is not what it should be. */
  const put = (kind: Exhibit["kind"], text: string | null) => {
    const read = text === null ? null : readExhibit(text);
    return read?.ok === true && read.value.kind === kind ? exhibits.push(read.value) - 1 : null;
  };
  const receipt = put("receipt", files.receipt);
  const proof = put("proof", files.proof);
  const certificate = put("certificate", files.certificate);
  const growth = put("consistency", files.consistency);
  const checks = await verifyExhibits(exhibits, { keys, verify });

  const of = (about: number | null, ...ids: CheckId[]) =>
    checks.filter((check) => check.about[0] === about && ids.includes(check.id));
  const isOfClose = ({ about }: Check) => about.some((one) => one === certificate || one === growth);
  const joins = ({ about }: Check, one: number | null, other: number | null) =>
    one !== null && other !== null && about.includes(one) && about.includes(other);
  const signed = of(receipt, "receipt-signature");
  const leaf = of(receipt, "receipt-leaf").filter(({ verdict }) => verdict === "wrong");
  const list = proof === null ? [] : checks.filter((check) => !isOfClose(check) && check.about.includes(proof));
  const close = certificate === null || growth === null ? [] : checks.filter(isOfClose);
  // A right proof of another entry, and a right count of another log, prove nothing of this receipt.
  const isOfEntry = list.some((check) => check.id === "same-leaf" && joins(check, receipt, proof));
  const isOfLog = close.some((check) => check.verdict !== "wrong" && joins(check, proof, growth));
  return [
    lineOf("signature", [...signed, ...leaf]),
    lineOf(
      "key",
      of(receipt, "receipt-key-time"),
      signed.some(({ verdict }) => verdict === "wrong") ? "rests-on-signature" : "no-times",
    ),
    linked(lineOf("list", list), proof === null || isOfEntry, "wrong", "another-place"),
    lineOf("margin", of(receipt, "receipt-fields", "receipt-decision")),
    linked(
      lineOf("close", close, files.uncounted ?? "not-at-hand"),
      close.length === 0 || isOfLog,
      proof === null ? "open" : "wrong",
      proof === null ? "not-at-hand" : "another-log",
    ),
  ];
}

function lineOf(id: LineId, checks: readonly Check[], missing = "not-at-hand"): Line {
  const verdict = verdictOf(checks);
  const decisive = checks.find((check) => check.verdict === verdict && verdict !== "proven");
  return {
    id,
    verdict,
    why: decisive?.why ?? (checks.length === 0 ? missing : null),
    numbers: numbersOf(id, [...(decisive === undefined ? [] : [decisive]), ...checks]),
    standing: id === "key" ? standingIn(checks) : null,
  };
}

function standingIn(checks: readonly Check[]): string | null {
  const standing = checks[0]?.facts["standing"];
  return typeof standing === "string" ? standing : null;
}

/** As it is where it is about this receipt; where it is not, never better than `verdict`. */
function linked(line: Line, isLinked: boolean, verdict: "wrong" | "open", why: string): Line {
  return isLinked || line.verdict === "wrong" ? line : { ...line, verdict, why };
}

/** Which facts are shown of a line, and as what. */
const SHOWN = {
  signature: { kid: "kid" },
  key: { kid: "kid", atMs: "at", fromMs: "from", untilMs: "until", revokedFromMs: "revoked" },
  list: { leafHash: "leaf", index: "index", size: "size", root: "root" },
  margin: { deadlineMs: "deadline", recvMs: "recv", marginMs: "margin" },
  close: { treeSize: "closesize", treeRoot: "closeroot", toSize: "size", toRoot: "root" },
} as const satisfies Readonly<Record<LineId, Readonly<Record<string, string>>>>;

/** Where two things differ: which, and how. */
const DIFFERENCE = { field: "field", says: "says", leafSays: "signed" } as const;

type Values<T> = T extends unknown ? T[keyof T] : never;
export type NumberLabel = Values<(typeof SHOWN)[LineId]> | Values<typeof DIFFERENCE>;

function numbersOf(id: LineId, checks: readonly Check[]): readonly ShownNumber[] {
  // The first of them has the last word.
  const facts: Facts = Object.fromEntries(checks.toReversed().flatMap((check) => Object.entries(check.facts)));
  const labels: readonly (readonly [string, NumberLabel])[] = Object.entries({ ...SHOWN[id], ...DIFFERENCE });
  return labels.flatMap(([name, label]) => {
    const value = facts[name] ?? null;
    return value === null ? [] : [{ label, value: String(value) }];
  });
}
