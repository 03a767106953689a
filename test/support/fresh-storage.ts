/** Worker test files share one runtime, because loading the Worker anew for each takes longer than its tests: none finds what another stored. */
import { reset } from "cloudflare:test";
import { beforeAll } from "vitest";

beforeAll(reset);
