import type { Route } from './module.ts';
import { openApi } from './openapi.ts';

/** A readable reference of the API: one plain page without script, from the same schemas that the routes check. */
export function apiDocsPage(routes: readonly Route[], publicUrl: string): string {
  const document = openApi(routes, publicUrl) as {
    info: { title: string; description: string };
    paths: Record<string, Record<string, Operation>>;
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const groups = [...new Set(operations.map((each) => each.tags[0] ?? 'other'))].sort();
  const contents = groups.map((group) => `<li><a href="#${escape(group)}">${escape(group)}</a></li>`).join('');
  const body = groups
    .map(
      (group) =>
        `<h2 id="${escape(group)}">${escape(group)}</h2>${operations
          .filter((each) => each.tags[0] === group)
          .map(section)
          .join('')}`,
    )
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(document.info.title)}</title><style>${style}</style></head>
<body><main><h1>${escape(document.info.title)}</h1><p>${escape(document.info.description)}</p><p><a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1)</p><nav aria-label="Groups"><ul>${contents}</ul></nav>${body}</main></body></html>`;
}

interface Operation {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: unknown }[];
  readonly requestBody?: { content: { 'application/json': { schema: unknown } } };
  readonly responses: { 200: { content: { 'application/json': { schema: unknown } } } };
}

function section(operation: Operation & { path: string; method: string }): string {
  const parameters = operation.parameters
    .map((each) => `<li><code>${escape(each.name)}</code> (${each.in}${each.required ? ', required' : ''})</li>`)
    .join('');
  const body = operation.requestBody
    ? `<h4>Body</h4><pre tabindex="0">${shape(operation.requestBody.content['application/json'].schema)}</pre>`
    : '';
  return `<section><h3><code class="method">${operation.method.toUpperCase()}</code> <code>${escape(operation.path)}</code></h3><p>${escape(operation.summary)}</p><p class="quiet">${escape(operation.description)}</p>
${parameters ? `<h4>Parameters</h4><ul>${parameters}</ul>` : ''}${body}<details><summary>Answer</summary><pre tabindex="0">${shape(operation.responses[200].content['application/json'].schema)}</pre></details></section>`;
}

function shape(schema: unknown): string {
  return escape(JSON.stringify(schema, null, 2));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}main{max-width:60rem;margin:0 auto;padding:1rem}
nav ul{columns:3;padding-left:1.2rem}section{border-top:1px solid #8885;padding:.5rem 0}h3{margin:.5rem 0}pre{background:#8881;padding:.75rem;overflow:auto;font-size:13px;max-height:24rem}.quiet{opacity:.85;font-size:13px}.method{font-weight:700}`;
