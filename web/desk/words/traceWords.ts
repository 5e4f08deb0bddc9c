import { wordsOf } from './useWords.ts';

const zh = {
  title: '查件',
  silent: (days: number) => `已 ${days} 天无轨迹`,
  terms: (days: number) => `快递规则：连续 ${days} 天无轨迹视为丢件`,
  noTerms: '该快递未设置丢件时限，须有快递的答复',
  lost: '可按规则认定丢件',
  notYet: '尚未到时限',
  confirmed: { terms: '已按快递规则认定丢件', 'carrier-word': '已按快递答复认定丢件', 'no-answer': '快递逾期未举证，按丢件处理' },
  unverified: '示例 · 未核实',
  verified: '已核实',
  termsTitle: '丢件时限',
  termsHelp: '连续多少天无轨迹，可按快递规则认定丢件。来源请写明条款出处；未核实的仅作示例。',
  carrier: '快递',
  days: '天数',
  sourceZh: '来源（中文）',
  sourceEn: '来源（英文）',
  set: '设置',
};
type TraceWords = typeof zh;

const en: TraceWords = {
  title: 'Trace',
  silent: (days: number) => `${days} days without a scan`,
  terms: (days: number) => `Carrier's terms: lost after ${days} days without a scan`,
  noTerms: 'No terms are set for this carrier; its answer is needed',
  lost: 'Lost by the terms',
  notYet: 'Not yet',
  confirmed: {
    terms: "Confirmed lost by the carrier's terms",
    'carrier-word': "Confirmed lost by the carrier's answer",
    'no-answer': 'Counts as lost: the carrier gave no proof in time',
  },
  unverified: 'example · unverified',
  verified: 'verified',
  termsTitle: 'When a parcel counts as lost',
  termsHelp:
    'Days without a scan after which a parcel counts as lost by the carrier’s terms. Say where that stands; what is unverified is an example only.',
  carrier: 'Carrier',
  days: 'Days',
  sourceZh: 'Source (Chinese)',
  sourceEn: 'Source (English)',
  set: 'Set',
};

/** Words of the trace and of the carriers' terms (IV-4). */
export const useTraceWords = wordsOf<TraceWords>({ zh, en });
