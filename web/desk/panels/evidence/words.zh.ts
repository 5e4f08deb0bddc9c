/** Words of evidence. */
export const zh = {
  title: '凭证',
  count: (n: number) => `${n} 份`,
  none: '还没有凭证',
  noneHelp: '在此页按 Ctrl+V 粘贴图片，或点“添加文件”。',
  add: '添加文件',
  sending: (share: number) => `正在上传 ${Math.round(share * 100)}%`,
  original: '原件',
  video: '视频',
  turn: '旋转 90°',
  previous: '上一个',
  next: '下一个',
  byCustomer: '客户提供',
  byStaff: '我们添加',
  open: (name: string) => `查看 ${name}`,
};
export type EvidenceWords = typeof zh;
