import { describe, expect, it } from 'vitest';
import { readAnswers, waybillsIn } from './pastedAnswers.ts';

const open = [
  { questionId: 'a', waybills: ['77290001'] },
  { questionId: 'b', waybills: ['YT8899001122', '77290009'] },
  { questionId: 'c', waybills: ['SF1000000003'] },
];
const read = (text: string) => {
  const { matched, unmatched } = readAnswers(text, open);
  return { said: matched.map((each) => `${each.question.questionId}: ${each.text}`), unmatched };
};

describe("a partner's answers, pasted (IV-8)", () => {
  it.each<[string, string, string[], string[]]>([
    ['a line each', '77290001 已核实，少装 2 个\nSF1000000003：途中破损', ['a: 已核实，少装 2 个', 'c: 途中破损'], []],
    ['numbered, tabs from a sheet', '1、\t77290001\t重量一致\n2、\tSF1000000003\t内件短少', ['a: 重量一致', 'c: 内件短少'], []],
    ['the number at the end', '这票已经签收无异常 77290001', ['a: 这票已经签收无异常'], []],
    ['the answer in the next line', '77290001\n仓库确认漏发', ['a: 仓库确认漏发'], []],
    ['one answer for several', '77290001、SF1000000003 都已补录', ['a: 都已补录', 'c: 都已补录'], []],
    ['any of a question’s parcels', '77290009 已找到', ['b: 已找到'], []],
    ['lower case and full-width', 'ｓｆ１００００００００３ 找到了', ['c: 找到了'], []],
    ['two lines on one question', '77290001 重量 18.2\n77290001 无破损', ['a: 重量 18.2\n无破损'], []],
    ['greeting and unknown number', '早上好\n77999999 没有这票\n77290001 好的', ['a: 好的'], ['早上好', '77999999 没有这票']],
    ['a number without words', '77290001', [], ['77290001']],
    ['nothing', '  \n ', [], []],
  ])('%s', (_, text, said, unmatched) => {
    expect(read(text)).toEqual({ said, unmatched });
  });

  it('looks for everything that could be a waybill', () => {
    expect(waybillsIn('见 yt8899001122，12345 太短')).toEqual(['yt8899001122', 'YT8899001122']);
  });
});
