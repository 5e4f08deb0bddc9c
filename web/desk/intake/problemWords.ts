import { wordsOf } from '../words/useWords.ts';

const zh = {
  title: '问题类型',
  help: '随产品附带的类型不能修改；可在其下新增更细的类型，按上级类型的流程处理。停用后新工单不能再选，已登记的不变。',
  empty: ['没有问题类型', '启用处理流程后，这里会列出其问题类型。'] as readonly [string, string],
  add: '新增类型',
  under: '上级类型',
  last: '编码末段',
  lastHelp: '末段，如 corner',
  zh: '名称（中文）',
  en: '名称（英文）',
  save: '保存',
  cancel: '取消',
  columns: { problem: '问题类型', playbooks: '处理流程', origin: '来源', active: '状态' },
  own: '自建',
  shipped: '自带',
  on: '启用',
  off: '停用',
  onOff: (name: string) => `启用或停用：${name}`,
};

const en: typeof zh = {
  title: 'Problems',
  help: 'Shipped problems stay as they are. Add finer ones below them; they are handled like the one above. Switched off, one cannot be chosen for new cases.',
  empty: ['No problems', 'They are those of the playbooks in force.'],
  add: 'Add a problem',
  under: 'Below',
  last: 'Last part of the code',
  lastHelp: 'last part, e.g. corner',
  zh: 'Name in Chinese',
  en: 'Name in English',
  save: 'Save',
  cancel: 'Cancel',
  columns: { problem: 'Problem', playbooks: 'Playbook', origin: 'Origin', active: 'State' },
  own: 'Ours',
  shipped: 'Shipped',
  on: 'On',
  off: 'Off',
  onOff: (name) => `Switch on or off: ${name}`,
};

export const useProblemWords = wordsOf<typeof zh>({ zh, en });
