/**
 * Loads the core by itself, before any test file: only what runs here takes effect while modules are loaded. What a
 * test file plays outside of its tests is not loading, and nobody's, else two mutants of five would count as such.
 */
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { readJob, switches, takeHits, write } from "./job.ts";

const shared = globalThis as { onebellLoaded?: true };

if (shared.onebellLoaded === undefined) {
  shared.onebellLoaded = true;
  const job = readJob();
  if (job.fromTheStart !== null) switches.activeMutant = Number(job.fromTheStart);
  await Promise.all(globSync("worker/core/**/*.ts").map((path) => import(resolve(path))));
  if (job.task === "walk") write(job.path, { loaded: Object.keys(takeHits()) });
}
