import { z } from 'zod';

/** Values a fact can have. Money facts are integer fen. */
export type FactValue = number | boolean | string;
/** Facts of a case by name, as the stages supply them; money in fen. */
export type Facts = Readonly<Record<string, FactValue>>;

export const operators = ['is', 'isNot', 'atMost', 'atLeast', 'lessThan', 'moreThan', 'oneOf'] as const;
export type Operator = (typeof operators)[number];

const testGrammar = z.strictObject({
  fact: z.string(),
  operator: z.enum(operators),
  value: z.union([z.number(), z.boolean(), z.string(), z.array(z.union([z.number(), z.string()])).min(1)]),
});

/** The only form a condition has in a playbook: all or any of {fact, operator, value}. No expressions. */
export const conditionGrammar = z.union([
  z.strictObject({ all: z.array(testGrammar).min(1) }),
  z.strictObject({ any: z.array(testGrammar).min(1) }),
]);
export type Condition = z.infer<typeof conditionGrammar>;
/** One comparison of a fact with a value. */
export type FactTest = z.infer<typeof testGrammar>;

export type Verdict =
  | { readonly known: true; readonly holds: boolean; readonly failing: readonly FactTest[] }
  | { readonly known: false; readonly missing: readonly string[] };

/** Judges a condition. A fact that wasn't supplied is never guessed: the verdict names it instead. */
export function judge(condition: Condition, facts: Facts): Verdict {
  const tests = testsOf(condition);
  const missing = tests.map((test) => test.fact).filter((name) => facts[name] === undefined);
  if (missing.length > 0) return { known: false, missing };
  const failing = tests.filter((test) => !passes(test, facts[test.fact] as FactValue));
  const holds = 'all' in condition ? failing.length === 0 : failing.length < tests.length;
  return { known: true, holds, failing: holds ? [] : failing };
}

/** The single tests inside a condition. */
export function testsOf(condition: Condition): readonly FactTest[] {
  return 'all' in condition ? condition.all : condition.any;
}

function passes(test: FactTest, value: FactValue): boolean {
  const wanted = test.value;
  switch (test.operator) {
    case 'is':
      return value === wanted;
    case 'isNot':
      return value !== wanted;
    case 'oneOf':
      return Array.isArray(wanted) && wanted.some((each) => each === value);
    case 'atMost':
      return bothNumbers(value, wanted, (a, b) => a <= b);
    case 'atLeast':
      return bothNumbers(value, wanted, (a, b) => a >= b);
    case 'lessThan':
      return bothNumbers(value, wanted, (a, b) => a < b);
    case 'moreThan':
      return bothNumbers(value, wanted, (a, b) => a > b);
    default:
      return test.operator satisfies never;
  }
}

function bothNumbers(a: FactValue, b: FactTest['value'], compare: (a: number, b: number) => boolean): boolean {
  return typeof a === 'number' && typeof b === 'number' && compare(a, b);
}
