// Preloaded (`node --import`) into tools that run in a process group of their own: when the launcher is gone, so are they.
import { onParentDeath } from "./parent-death.mjs";

const OWN_GROUP = 0;
onParentDeath(() => process.kill(OWN_GROUP, "SIGTERM"));
