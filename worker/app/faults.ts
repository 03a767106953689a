/** The platform marks its errors with properties; their texts are for people. */
export function hasFlag(error: unknown, flag: "overloaded" | "retryable"): boolean {
  return typeof error === "object" && error !== null && Reflect.get(error, flag) === true;
}

/** What is told of a fault: whether trying again would help, and nothing else. D1 says overload in its message only (platform.md 5). */
export function slugOfFault(fault: unknown): "dependency-unavailable" | "internal" {
  const isTransient =
    hasFlag(fault, "retryable") ||
    hasFlag(fault, "overloaded") ||
    /Network connection lost|caused object to be reset|its code was updated|transient issue|D1 DB is overloaded|timeout|newer version of Onebell/.test(
      fault instanceof Error ? fault.message : String(fault),
    );
  return isTransient ? "dependency-unavailable" : "internal";
}
