import { testsOf, type FactTest } from './condition.ts';
import { conditionsOf } from './edges.ts';
import { declaredFacts, type FactType } from './facts.ts';
import { faultAt, type Fault, type Source } from './faults.ts';
import type { Playbook } from './playbook.ts';

/** Conditions: only declared facts, compared with values of their own type. */
export function checkFacts(playbook: Playbook, source: Source): Fault[] {
  return conditionsOf(playbook).flatMap(({ condition, path }) =>
    testsOf(condition).flatMap((test, i) => {
      const place = [...path, 'all' in condition ? 'all' : 'any', i, 'fact'];
      const declared = Object.hasOwn(declaredFacts, test.fact) ? declaredFacts[test.fact] : undefined;
      if (!declared) return [faultAt(source, place, 'unknown-fact', `未声明的事实“${test.fact}”`, `unknown fact "${test.fact}"`)];
      if (fits(declared.type, test)) return [];
      return [
        faultAt(
          source,
          place,
          'fact-type',
          `“${test.fact}”不能这样比较`,
          `"${test.fact}" is ${declared.type} and can't be compared like this`,
        ),
      ];
    }),
  );
}

function fits(type: FactType, { operator, value }: FactTest): boolean {
  const values = Array.isArray(value) ? value : [value];
  if ((operator === 'oneOf') !== Array.isArray(value)) return false;
  switch (type) {
    case 'money':
      return values.every((each) => Number.isSafeInteger(each));
    case 'number':
      return values.every((each) => typeof each === 'number');
    case 'boolean':
      return ['is', 'isNot'].includes(operator) && typeof value === 'boolean';
    case 'code':
      return ['is', 'isNot', 'oneOf'].includes(operator) && values.every((each) => typeof each === 'string');
    default:
      return type satisfies never;
  }
}
