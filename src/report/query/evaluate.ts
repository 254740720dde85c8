import { isObject, type JsonObject } from "../../model/json.ts";
import { QueryFault } from "./fault.ts";
import { functionFor } from "./functions.ts";
import type { Node } from "./parse.ts";
import { COMPARISONS, isFalse, slice } from "./values.ts";

type Evaluate = (value: unknown) => unknown;

/** How data is read. The sample on which a query is tried is read more strictly. */
export interface Reading {
  readonly field: (object: JsonObject, name: string) => unknown;
  readonly item: (items: readonly unknown[], index: number) => unknown;
  /** Whether a filter keeps an item for which its condition found this. */
  readonly keeps: (found: unknown) => boolean;
}

export const PLAIN: Reading = {
  // Properties that every JavaScript object inherits (`constructor`, …) are not data.
  field: (object, name) => (Object.hasOwn(object, name) ? (object[name] ?? null) : null),
  item: (items, index) => items.at(index) ?? null,
  keeps: (found) => !isFalse(found),
};

/**
 * Turns a syntax tree into a function. The library's own interpreter is not used: it sorts numbers as text, cannot compare
 * strings with < and >, and reads inherited properties.
 */
export function evaluator(node: Node, reading: Reading): Evaluate {
  const of = (child: Node) => evaluator(child, reading);
  switch (node.type) {
    case "Identity":
    case "Current":
      return (value) => value;
    case "Literal":
      return () => node.value;
    case "Field":
      return (value) => (isObject(value) ? reading.field(value, node.name) : null);
    case "Index":
      return (value) => (Array.isArray(value) ? reading.item(value, node.value) : null);
    case "Slice":
      return (value) => (Array.isArray(value) ? slice(value, node) : null);
    case "Subexpression":
    case "IndexExpression":
    case "Pipe":
      return chain(of(node.left), of(node.right));
    case "Flatten":
      return flatten(of(node.child));
    case "Projection":
      return projection(of(node.left), of(node.right));
    case "ValueProjection":
      return projection(valuesOf(of(node.left)), of(node.right));
    case "FilterProjection":
      return projection(filtered(of(node.left), of(node.condition), reading), of(node.right));
    default:
      return combined(node, of);
  }
}

/** Nodes that combine or choose values. */
function combined(node: Node, of: (child: Node) => Evaluate): Evaluate {
  switch (node.type) {
    case "Comparator":
      return comparison(COMPARISONS[node.name], of(node.left), of(node.right));
    case "AndExpression":
      return choice(of(node.left), of(node.right), (found) => !isFalse(found));
    case "OrExpression":
      return choice(of(node.left), of(node.right), isFalse);
    case "NotExpression": {
      const child = of(node.child);
      return (value) => isFalse(child(value));
    }
    case "MultiSelectList": {
      const items = node.children.map(of);
      return unlessNull((value) => items.map((item) => item(value)));
    }
    case "MultiSelectHash": {
      const entries = node.children.map(({ name, value }) => [name, of(value)] as const);
      return unlessNull((value) => Object.fromEntries(entries.map(([name, one]) => [name, one(value)])));
    }
    case "Function":
      return call(node.name, node.children, of);
    default:
      throw new QueryFault("& is allowed only in the arguments of map(), sort_by(), min_by() and max_by()");
  }
}

function chain(first: Evaluate, second: Evaluate): Evaluate {
  return (value) => second(first(value));
}

/** The second value if the first one is such that evaluation goes on; else the first one. */
function choice(first: Evaluate, second: Evaluate, goesOn: (found: unknown) => boolean): Evaluate {
  return (value) => {
    const found = first(value);
    return goesOn(found) ? second(value) : found;
  };
}

function comparison(compare: (a: unknown, b: unknown) => unknown, a: Evaluate, b: Evaluate): Evaluate {
  return (value) => compare(a(value), b(value));
}

function unlessNull(evaluate: Evaluate): Evaluate {
  return (value) => (value === null ? null : evaluate(value));
}

function flatten(items: Evaluate): Evaluate {
  return (value) => {
    const found = items(value);
    return Array.isArray(found) ? found.flat() : null;
  };
}

function valuesOf(object: Evaluate): Evaluate {
  return (value) => {
    const found = object(value);
    return isObject(found) ? Object.values(found) : null;
  };
}

function filtered(items: Evaluate, condition: Evaluate, { keeps }: Reading): Evaluate {
  return (value) => {
    const found = items(value);
    return Array.isArray(found) ? found.filter((item) => keeps(condition(item))) : null;
  };
}

/** Applies an expression to every item and drops the results that are null. */
function projection(items: Evaluate, each: Evaluate): Evaluate {
  return (value) => {
    const found = items(value);
    if (!Array.isArray(found)) return null;
    return found.map((item) => each(item ?? null)).filter((result) => result !== null);
  };
}

function call(name: string, children: readonly Node[], of: (child: Node) => Evaluate): Evaluate {
  const run = functionFor(name, children.length);
  const values = children.map((child) => {
    if (child.type !== "ExpressionReference") return of(child);
    const reference = of(child.child);
    return () => reference;
  });
  return (value) => run(values.map((one) => one(value)));
}
