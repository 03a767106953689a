/** Content stamps: a step that has been done for these very files need not be done again. */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./tools.ts";

/** SHA-256 over names and bytes of every file that the patterns (relative to the root) match, in order of name. */
export function hashOf(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of globSync([...patterns], { cwd: root }).sort()) {
    const file = join(root, path);
    if (!statSync(file).isFile()) continue;
    hash.update(`${path}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

export function isStamped(stampPath: string, hash: string): boolean {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === hash;
}

export function writeStamp(stampPath: string, hash: string): void {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, hash);
}
