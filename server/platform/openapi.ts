import { z } from 'zod';
import type { Route } from './module.ts';
import { problem, type RouteSpec } from './wire.ts';

/** OpenAPI 3.1 from the same schemas that the routes check: nothing is written twice. */
export function openApi(routes: readonly Route[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { spec } of [...routes].sort((a, b) => a.spec.path.localeCompare(b.spec.path))) {
    const path = spec.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operationOf(spec) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Amends (善后) API',
      version: '1',
      description:
        'Sign in with a session cookie or `Authorization: Bearer amk_…`. Every POST carries an `Idempotency-Key`; a command on a case carries `If-Match` with the version that you saw. Refusals are RFC 9457 problem details with a stable `code`. Money is in fen, times are ISO 8601.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'amends_session' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function operationOf(spec: RouteSpec): Record<string, unknown> {
  const group = /^\/api\/v1\/([a-z-]+)/.exec(spec.path)?.[1] ?? 'other';
  return {
    tags: [group],
    summary: `${spec.summary.en} · ${spec.summary.zh}`,
    description: `Permission: \`${spec.permission}\`. Limit: ${spec.limit} a minute.`,
    parameters: [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query'), ...headersOf(spec)],
    ...(spec.method === 'GET' || isEmpty(spec.body)
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(spec.answer, 'output') } } },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
    ...(spec.permission === 'public' ? { security: [] } : {}),
  };
}

function headersOf(spec: RouteSpec): unknown[] {
  const text = { type: 'string' };
  return [
    ...(spec.method === 'POST' && spec.permission !== 'public'
      ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: text }]
      : []),
    ...(spec.changes === 'case'
      ? [{ name: 'If-Match', in: 'header', required: true, schema: text, description: 'version of the case that you saw' }]
      : []),
  ];
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): unknown[] {
  const json = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, each]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: each,
  }));
}

function isEmpty(schema: z.ZodType): boolean {
  return Object.keys((schemaOf(schema, 'input') as { properties?: object }).properties ?? {}).length === 0;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<
    string,
    unknown
  >;
  return json;
}
