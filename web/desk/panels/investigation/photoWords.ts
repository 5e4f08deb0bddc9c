import { wordsOf } from '../../words/useWords.ts';

const zh = {
  verdict: '看到什么',
  degree: '程度',
  verdicts: {
    'damaged-in-transit': '运输破损',
    'packing-fault': '包装不当',
    defect: '商品缺陷',
    'not-damaged': '未破损',
    'cant-tell': '看不出',
  },
  degrees: { none: '无', light: '轻微', medium: '影响使用', heavy: '无法使用' },
  keys: '1–4 选程度并到下一条，N 下一条，R 旋转，Z 放大，← → 换照片',
  noPhotos: '本单没有照片；可请客户补充。',
  note: '备注（给同事看）',
  ask: '请客户补充',
  askNote: '说明要拍什么（客户会看到）',
  askMissing: '请写明要客户补拍什么。',
  degreeMissing: '判定破损的明细要选程度。',
  turn: '旋转',
  zoom: '放大',
  smaller: '缩小',
  previous: '上一张',
  next: '下一张',
  earlier: '此前的鉴定',
  by: (who: string, when: string) => `${who} · ${when}`,
};
type PhotoWords = typeof zh;

const en: PhotoWords = {
  verdict: 'What it shows',
  degree: 'Degree',
  verdicts: {
    'damaged-in-transit': 'damaged in transit',
    'packing-fault': 'badly packed',
    defect: 'defect',
    'not-damaged': 'not damaged',
    'cant-tell': 'cannot be told',
  },
  degrees: { none: 'none', light: 'light', medium: 'medium', heavy: 'heavy' },
  keys: '1–4 set the degree and go to the next line, N next line, R turn, Z zoom, ← → pictures',
  noPhotos: 'There are no photos on this case; ask the customer for some.',
  note: 'Note (for colleagues)',
  ask: 'Ask the customer for',
  askNote: 'What they should photograph (the customer reads this)',
  askMissing: 'Say what the customer should photograph.',
  degreeMissing: 'A damaged line needs its degree.',
  turn: 'Turn',
  zoom: 'Zoom in',
  smaller: 'Zoom out',
  previous: 'Previous',
  next: 'Next',
  earlier: 'Reviews so far',
  by: (who: string, when: string) => `${who} · ${when}`,
};

/** Words of the photo review (IV-5). */
export const usePhotoWords = wordsOf<PhotoWords>({ zh, en });
