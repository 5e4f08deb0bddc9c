import { expect, test } from 'vitest';
import { mailBody } from './mailBody.ts';

test('a letter shows text as text, makes our links clickable, and is signed', () => {
  const { text, html } = mailBody('您好，<b>进度</b>：https://desk.example/c/a-b_1。\n\n谢谢', '栖木 & 家居');
  expect(text).toBe('您好，<b>进度</b>：https://desk.example/c/a-b_1。\n\n谢谢\n\n-- \n栖木 & 家居\n');
  expect(html).toContain('&lt;b&gt;进度&lt;/b&gt;');
  expect(html).toContain('<a href="https://desk.example/c/a-b_1" style="color:#0958d9">https://desk.example/c/a-b_1</a>。');
  expect(html).toContain('栖木 &amp; 家居');
});
