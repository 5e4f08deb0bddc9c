import { z } from 'zod';
import { newId } from '#platform/ids.ts';
import type { RouteSpec } from '#platform/wire.ts';

/** The part of JSON Schema that zod writes for our routes. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

export type Path = readonly (string | number)[];

/** A place in a route's body where a value stands. */
export interface Leaf {
  readonly path: Path;
  /** `text`: any text goes; else what it has to be. */
  readonly kind: 'text' | 'code' | 'number' | 'boolean' | 'list' | 'object';
  readonly required: boolean;
  /** Values of another type go too. */
  readonly mixed: boolean;
  readonly most: number | undefined;
}

export function bodySchema(spec: RouteSpec): Schema {
  return z.toJSONSchema(spec.body, { io: 'input', unrepresentable: 'any' }) as Schema;
}

export function querySchema(spec: RouteSpec): Schema {
  return z.toJSONSchema(spec.query, { io: 'input', unrepresentable: 'any' }) as Schema;
}

/** Everything that can stand in the body, one level of each list. */
export function leavesOf(schema: Schema, path: Path = [], required = true): Leaf[] {
  const of = firstOf(schema);
  const here = (kind: Leaf['kind']): Leaf => ({
    path,
    kind,
    required,
    mixed: (schema.anyOf ?? []).filter((each) => each.type !== 'null').length > 1,
    most: of.maxLength,
  });
  if (of.type === 'object' && of.properties) {
    const inside = Object.entries(of.properties).flatMap(([name, each]) =>
      leavesOf(each, [...path, name], of.required?.includes(name) ?? false),
    );
    return path.length === 0 ? inside : [here('object'), ...inside];
  }
  if (of.type === 'object')
    return typeof of.additionalProperties === 'object'
      ? [here('object'), ...leavesOf(of.additionalProperties, [...path, 'x'], false)]
      : [here('object')];
  if (of.type === 'array') return [here('list'), ...leavesOf(of.items ?? {}, [...path, 0], false)];
  if (of.type === 'integer' || of.type === 'number') return [here('number')];
  if (of.type === 'boolean') return [here('boolean')];
  if (of.enum || of.const !== undefined || of.format || of.pattern) return [here('code')];
  return of.type === 'string' ? [here('text')] : [];
}

/** A body that the schema takes: what is required, nothing more. */
export function sampleOf(schema: Schema): unknown {
  const of = firstOf(schema);
  if (of.const !== undefined) return of.const;
  if (of.enum) return of.enum[0];
  switch (of.type) {
    case 'object':
      return Object.fromEntries(
        (of.required ?? []).filter((name) => of.properties?.[name]).map((name) => [name, sampleOf(of.properties?.[name] ?? {})]),
      );
    case 'array':
      return (of.minItems ?? 0) > 0 ? [sampleOf(of.items ?? {})] : [];
    case 'integer':
    case 'number':
      return Math.max(of.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return of.type === 'string' ? textOf(of) : 'x';
  }
}

/** The body with one value put in; what it needs around it is filled from the schema. */
export function withValue(schema: Schema, body: unknown, path: Path, value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const of = firstOf(schema);
  if (typeof head === 'number') {
    const list = Array.isArray(body) ? [...(body as unknown[])] : [];
    list[head] = withValue(of.items ?? {}, list[head] ?? sampleOf(of.items ?? {}), rest, value);
    return list;
  }
  const inner = of.properties?.[head] ?? (typeof of.additionalProperties === 'object' ? of.additionalProperties : {});
  const held = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return { ...held, [head]: withValue(inner, held[head] ?? sampleOf(inner), rest, value) };
}

/** The body without one value. */
export function without(body: unknown, path: Path): unknown {
  const [head, ...rest] = path;
  if (head === undefined || typeof body !== 'object' || body === null) return body;
  if (Array.isArray(body)) return (body as unknown[]).map((each, at) => (at === head ? without(each, rest) : each));
  const { [head]: gone, ...others } = body as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [head]: without(gone, rest) };
}

/** Of several shapes the first that isn't null. */
function firstOf(schema: Schema): Schema {
  const one = schema.anyOf?.find((each) => each.type !== 'null');
  return one ? firstOf(one) : schema;
}

const texts = ['x', '12345678', 'LR-99', '13800000000', '2026-12-25', '09:30', 'name@example.com', 'abcdefghijkl'];

function textOf(of: Schema): string {
  if (of.format === 'uuid') return newId();
  if (of.format === 'date-time') return '2026-11-20T09:00:00Z';
  const fits = (text: string): boolean => text.length >= (of.minLength ?? 0) && (!of.pattern || new RegExp(of.pattern).test(text));
  return texts.find(fits) ?? 'x'.repeat(of.minLength ?? 1);
}
