import type { FastifyReply } from 'fastify';
import { type Html, html } from './html.ts';
import { assets } from './staticFiles.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

export interface PageParts {
  readonly title: string;
  /** The shop's name, or the company's when no shop is known yet. */
  readonly shop: string;
  readonly body: Html;
  /** Right of the shop's name: the case's number. */
  readonly aside?: string;
  /** Where the other language is; without `?lang=`. */
  readonly path: string;
  readonly foot?: Html;
  /** The playbook whose published procedure stands below. */
  readonly procedure?: string;
  readonly demo?: boolean;
  /** Found by search engines: only what is public. */
  readonly open?: boolean;
}

/** A whole page. Nothing of it needs script; script only adds to what is there. */
export function page(visit: Visit, parts: PageParts): Html {
  const words = wordsOf(visit.lang);
  const other = visit.lang === 'zh' ? 'en' : 'zh';
  const { css, script } = assets();
  return html`<!doctype html>
<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
${!parts.open && html`<meta name="robots" content="noindex">`}
<title>${words.pageTitle(parts.title, parts.shop)}</title>
<link rel="stylesheet" href="${css}">
${script && html`<script type="module" src="${script}"></script>`}
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
${parts.demo && html`<p class="demo">${words.demo}</p>`}
<header class="top"><a class="shop" href="/">${parts.shop}</a>${parts.aside && html`<span class="aside">${parts.aside}</span>`}</header>
<main id="main">${parts.body}</main>
<footer>${parts.foot}<p><a href="/">${words.footHome}</a> · <a href="/procedure/${parts.procedure ?? 'missing-parts'}">${words.footProcedure}</a> · <a href="${parts.path}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other === 'zh' ? 'zh-CN' : 'en'}">${words.otherLang}</a></p></footer>
</body>
</html>`;
}

/** Sends a page; kept nowhere, since it may hold a person's matter. */
export function sendPage(reply: FastifyReply, made: Html, status = 200): FastifyReply {
  return reply.code(status).header('cache-control', 'private, no-store').type('text/html; charset=utf-8').send(made.text);
}

/** A short page: what happened and the ways out. */
export function plainBody(title: string, lead: string, ways: readonly { href: string; words: string }[]): Html {
  return html`<section class="panel"><h1>${title}</h1><p>${lead}</p>${ways.map((way, at) => html`<p><a class="${at === 0 ? 'button' : 'link-button'}" href="${way.href}">${way.words}</a></p>`)}</section>`;
}
