import { BadCell, type Cells, readCount, readFen, readKind, readNumber } from './cells.ts';
import { badCellOf, reading, type RowOf } from './orderFromRows.ts';
import type { CodedGoods } from './saveGoods.ts';
import { goodsGiven } from './wire.ts';

/** Reads one row of a goods file (OR-6): the goods and at most one part; rows of one code that follow each other are one piece of goods. */
export function goodsFromRow(row: Cells): RowOf<CodedGoods> {
  return reading(() => {
    const code = readNumber(row, 'code');
    if (code === undefined || code.length > 60) throw new BadCell('row-no-number', 'code');
    const kind = readKind(row, 'kind');
    const given = goodsGiven.safeParse({
      title: row['title'] ?? '',
      titleEn: row['titleEn'],
      kind: kind === 'presale' ? 'goods' : kind,
      priceFen: readFen(row, 'priceFen'),
      statedFen: readFen(row, 'statedFen'),
      warehouse: row['warehouse'],
      picture: row['picture'],
      parts: partOf(row),
    });
    if (!given.success) throw badCellOf(given.error);
    return { code, given: given.data };
  });
}

function partOf(row: Cells): unknown[] | undefined {
  const name = row['partName'];
  const code = row['partCode'] ?? name;
  if (code === undefined) return undefined;
  return [
    {
      code,
      name: name ?? code,
      nameEn: row['partNameEn'],
      model: row['partModel'],
      erpCode: row['partErpCode'],
      quantity: readCount(row, 'partQuantity') ?? 1,
      costFen: readFen(row, 'partCostFen'),
      valueFen: readFen(row, 'partValueFen'),
      stock: readCount(row, 'stock'),
      stockUntil: row['stockUntil'],
      picture: row['partPicture'],
      resentFrom: row['resentFrom'],
    },
  ];
}

/** Puts the rows of one code together: the head from the first row, all parts. */
export function joinGoodsRows(rows: readonly CodedGoods[]): CodedGoods {
  const [first] = rows;
  if (!first) throw new Error('no rows to join');
  const parts = rows.flatMap(({ given }) => given.parts ?? []);
  return { code: first.code, given: { ...first.given, ...(parts.length === 0 ? {} : { parts }) } };
}
