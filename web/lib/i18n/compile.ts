import { parseMessage, type MessageNode } from "../../../worker/core/message-format.ts";

/**
 * Turns a message into JavaScript: a string literal, or a function of (arguments, helpers). The browser then carries
 * neither a parser nor a second language.
 */
export function compileMessage(source: string): string {
  const nodes = parseMessage(source);
  if (nodes.every((node) => node.kind === "text")) {
    return JSON.stringify(nodes.map((node) => node.text).join(""));
  }
  return `(a,h)=>${expression(nodes, null)}`;
}

/** One module of a catalogue: the keys of one group in one language. */
export function compileCatalogue(messages: Readonly<Record<string, string>>): string {
  const lines = Object.entries(messages).map(([key, text]) => `${JSON.stringify(key)}:${compileMessage(text)}`);
  return `export default {${lines.join(",\n")}}`;
}

function expression(nodes: readonly MessageNode[], counted: string | null): string {
  if (nodes.length === 0) return '""';
  return nodes.map((node) => part(node, counted)).join("+");
}

function part(node: MessageNode, counted: string | null): string {
  switch (node.kind) {
    case "text":
      return JSON.stringify(node.text);
    case "argument":
      return `h.v(a.${node.name})`;
    case "count":
      return counted === null ? '"#"' : `h.v(a.${counted})`;
    case "plural":
      return `h.p(a.${node.name},{${branches(node.cases, node.name)}})`;
    case "select":
      return `h.s(a.${node.name},{${branches(node.cases, counted)}})`;
  }
}

function branches(cases: Readonly<Record<string, readonly MessageNode[]>>, counted: string | null): string {
  return Object.entries(cases)
    .map(([label, nodes]) => `${JSON.stringify(label)}:()=>${expression(nodes, counted)}`)
    .join(",");
}
