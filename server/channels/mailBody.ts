/** A letter as plain text and as simple HTML: paragraphs, links that can be clicked, the shop's signature. Pure. */
export function mailBody(body: string, signature: string): { text: string; html: string } {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const text = `${paragraphs.join('\n\n')}${signature === '' ? '' : `\n\n-- \n${signature}`}\n`;
  const html = [
    '<!doctype html><html><head><meta charset="utf-8"></head>',
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.6;color:#1f1f1f">',
    ...paragraphs.map((each) => `<p>${withLinks(each).replaceAll('\n', '<br>')}</p>`),
    signature === '' ? '' : `<p style="color:#595959">${escaped(signature)}</p>`,
    '</body></html>',
  ].join('\n');
  return { text, html };
}

function withLinks(text: string): string {
  // Only what stands before a Chinese or closing sign belongs to the address.
  return text
    .split(/(https?:\/\/[^\s<>"'，。；：！？（）]+)/g)
    .map((part, i) => (i % 2 === 1 ? `<a href="${escaped(part)}" style="color:#0958d9">${escaped(part)}</a>` : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
