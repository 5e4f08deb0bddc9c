import { describe, expect, it } from 'vitest';
import { placeIn } from './area.ts';

const place = (name: string, placeEn = '') => ({ place: name, placeEn });
const places = [
  place('澜江市', 'Lanjiang'),
  place('澜江市/望岳区', 'Lanjiang/Wangyue'),
  place('松川市/北渡镇', 'Songchuan/Beidu'),
  place('白鹭市/栖霞湾', 'Bailu/Qixia Bay'),
  place('松川市'),
  place('澜江市/北渡镇'),
];

describe('which place an address is in (EX-1)', () => {
  it.each([
    ['澜江市望岳区学府路 12 号', '澜江市/望岳区'],
    ['澜江望岳学府路 12 号', '澜江市/望岳区'],
    ['澜江市江北区新城路', '澜江市'],
    ['松川市 北渡镇 渡口街', '松川市/北渡镇'],
    ['澜江市北渡镇', '澜江市/北渡镇'],
    ['栖霞湾 3 号', '白鹭市/栖霞湾'],
    ['12 Xuefu Road, Wangyue, Lanjiang', '澜江市/望岳区'],
  ])('%s is in %s', (address, found) => {
    expect(placeIn(address, places)?.place).toBe(found);
  });

  it('knows nothing of a place that nobody wrote down', () => {
    expect(placeIn('远山县 1 号', places)).toBeUndefined();
    expect(placeIn('', places)).toBeUndefined();
  });
});
