/** What was measured on, in one line. */
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../../../scripts/tools.ts";

export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const load = loadavg().map((each) => each.toFixed(1));
  return (
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? "CPU"}, ${memory} GiB, ` +
    `Node ${process.versions.node}, workerd ${versionOf("workerd")}, load ${load.join(" ")}; ` +
    "load generator, Worker and bank share these cores"
  );
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
