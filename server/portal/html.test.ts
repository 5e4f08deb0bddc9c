import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field, untouched } from './fields.ts';
import { html, lines, madeByUs } from './html.ts';
import { wordsOf } from './words.ts';

describe('the html tag', () => {
  it('escapes text and attributes alike', () => {
    const name = `"><script>alert('x')</script>&amp;\``;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;&#96;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;&#96;</p>',
    );
  });

  it('joins lists, leaves nothing out but null, undefined and false, and trusts only its own markup', () => {
    expect(html`${[html`<b>1</b>`, '<2>']}${null}${undefined}${false}${0}${''}`.text).toBe('<b>1</b>&lt;2&gt;0');
    expect(html`${madeByUs('<svg></svg>')}`.text).toBe('<svg></svg>');
    expect(lines('a<b\nc').text).toBe('a&lt;b<br>c');
  });

  it('lets no text of a person open a tag or leave an attribute', () => {
    const holds = () =>
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), (text) => {
          const made = html`<i title="${text}">${text}</i>`.text;
          const inside = made.slice('<i title="'.length, -'</i>'.length);
          const [attribute = '', ...rest] = inside.split('">');
          return rest.length === 1 && !/["<>]/.test(attribute) && !/[<>"]/.test(rest[0] ?? '');
        }),
      );
    expect(holds).not.toThrow();
  });

  it('keeps emoji and signs of four bytes as they are', () => {
    expect(html`${'👨‍👩‍👧 𠮷野家 🔩'}`.text).toBe('👨‍👩‍👧 𠮷野家 🔩');
  });

  it('draws a field again with what was typed, and its fault tied to it', () => {
    const typed = { values: { note: '<b>"我"</b>' }, faults: [{ field: 'note', words: '太长' }] };
    const made = field(wordsOf('zh'), typed, { name: 'note', label: '说明', rows: 3 }).text;
    expect(made).toContain('&lt;b&gt;&quot;我&quot;&lt;/b&gt;</textarea>');
    expect(made).toMatch(/aria-describedby="f-note-fault" aria-invalid="true"/);
    expect(field(wordsOf('en'), untouched, { name: 'x', label: 'X', optional: true }).text).toContain('(optional)');
  });
});
