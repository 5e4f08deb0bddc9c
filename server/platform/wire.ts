import { z } from 'zod';

/** One route: its schemas, permission and limit are its specification; a test walks all of them and fails on a missing part. */
export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters, e.g. `/api/v1/cases/:caseId/offers`. */
  readonly path: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** An action of the staff table (role × action × scope); `public` needs nobody, `signed-in` any member of staff. */
  readonly permission: string;
  /** Requests per minute and caller; public routes are counted per address. */
  readonly limit: number;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly answer: A;
  /**
   * `nothing`: a read. `rows`: a command, done once per Idempotency-Key. `case`: a command on one case, which also needs
   * If-Match with the version that the caller saw.
   */
  readonly changes: 'nothing' | 'rows' | 'case';
  /**
   * Whether the answer is kept for the same request sent again. False where it holds personal data in clear: asked again is
   * done again, and written down again.
   */
  readonly answerKept: boolean;
}

const nothing = z.object({});

/** Declares a route; what isn't named is an empty object, a read, and 600 requests a minute. */
export function route<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  A extends z.ZodType = typeof nothing,
>(
  spec: Pick<RouteSpec, 'method' | 'path' | 'summary' | 'permission'> & {
    limit?: number;
    params?: P;
    query?: Q;
    body?: B;
    answer?: A;
    changes?: RouteSpec['changes'];
    answerKept?: boolean;
  },
): RouteSpec<P, Q, B, A> {
  return {
    limit: 600,
    changes: spec.method === 'GET' ? 'nothing' : 'rows',
    answerKept: true,
    ...spec,
    params: (spec.params ?? nothing) as P,
    query: (spec.query ?? nothing) as Q,
    body: (spec.body ?? nothing) as B,
    answer: (spec.answer ?? nothing) as A,
  };
}

export type Params<S> = S extends RouteSpec<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type Query<S> = S extends RouteSpec<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type Body<S> = S extends RouteSpec<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type Answer<S> = S extends RouteSpec<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
export type BodyIn<S> = S extends RouteSpec<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
export type QueryIn<S> = S extends RouteSpec<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;

export const id = z.uuid();
/** Money in integer fen, never below 0. */
export const fen = z.int().min(0).max(100_000_000_00);
/** An instant as ISO 8601 with offset or Z. */
export const instant = z.iso.datetime({ offset: true });
/** A local day, YYYY-MM-DD. */
export const localDay = z.iso.date();
/** Free text of a person: trimmed, up to `max` characters, control characters refused, emoji and 4-byte characters kept. */
export const freeText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text), 'control-characters');
export const someText = (max: number) => freeText(max).min(1);
/** Text in both languages of the product. */
export const bothWords = z.object({ zh: z.string(), en: z.string() });

/** Text in both languages as somebody writes it, up to `max` characters each. */
export const bothTexts = (max: number) => z.object({ zh: someText(max), en: someText(max) });

/** A page of a list: opaque cursor, no offset; `count.capped` when there are more than were counted. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    count: z.object({ n: z.int(), capped: z.boolean() }),
  });
export const listQuery = z.object({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** RFC 9457 problem details: what happened, in the reader's language, the field to mend and the way out. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  field: z.string().optional(),
  faults: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string(),
});
export type Problem = z.output<typeof problem>;
