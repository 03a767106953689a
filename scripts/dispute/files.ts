/** The files of a dispute, each checked before anything is said about it. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ClientLogFile } from "../../worker/contract/client-log.ts";
import { Receipt } from "../../worker/contract/group-buy.ts";
import type { ClientLog } from "../../worker/core/dispute/evidence.ts";

/** A file that is not what it should be. The message names it, and says why. */
export class BadFile extends Error {
  constructor(name: string | null, why: string) {
    super(name === null ? why : `${name} cannot be used: ${why}.`);
  }
}

export interface FileName {
  readonly path: string;
  /** As it was typed. */
  readonly name: string;
}

/** A receipt as the page or the API gives it; also inside the answer that it came with. An unsigned one is read too. */
const ReceiptFile = Receipt.extend({ jws: z.string().default("") });
const AnswerFile = z.looseObject({ receipt: z.looseObject({}) });

const Keys = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() })),
});
export type Keys = z.infer<typeof Keys>;

export async function readReceipt(file: FileName): Promise<z.infer<typeof ReceiptFile>> {
  const json = await readJson(file);
  if (isClientLog(json)) throw new BadFile(file.name, "it is a client log; the receipt comes first, then the log");
  const answer = AnswerFile.safeParse(json);
  return parsed(ReceiptFile, answer.success ? answer.data.receipt : json, file, "a receipt");
}

export async function readClientLog(file: FileName): Promise<ClientLog> {
  return parsed(ClientLogFile, await readJson(file), file, "a client log");
}

/** What is published at `/.well-known/jwks.json`. */
export async function readKeys(file: FileName): Promise<Keys> {
  return parsed(Keys, await readJson(file), file, "a set of Ed25519 keys (RFC 7517, RFC 8037)");
}

export async function readJson({ path, name }: FileName): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new BadFile(name, `it cannot be read (${error instanceof Error ? error.message : String(error)})`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadFile(name, text.trim() === "" ? "it is empty" : `it is not JSON (${why})`);
  }
}

function parsed<T>(schema: z.ZodType<T>, json: unknown, { name }: FileName, what: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [first, ...more] = result.error.issues;
  const where = first === undefined || first.path.length === 0 ? "" : ` at ${first.path.join(".")}`;
  const others = more.length === 0 ? "" : `, and ${more.length} more`;
  throw new BadFile(name, `it is not ${what}${where}: ${first?.message ?? ""}${others}`);
}

function isClientLog(json: unknown): boolean {
  return ClientLogFile.pick({ kind: true }).loose().safeParse(json).success;
}
