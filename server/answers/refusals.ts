import type { RefusalTable } from '#platform/result.ts';

export const answersRefusals: RefusalTable = {
  'dates-turned': {
    status: 422,
    zh: { agent: '失效日期早于生效日期，请调整其中一个。' },
    en: { agent: 'It would end before it begins. Change one of the two dates.' },
  },
  'place-not-known': {
    status: 422,
    zh: {
      agent: '没有快递登记了这个地点，请填写到区县或乡镇，或由运营补充派送范围。',
      customer: '没有识别出这个地点，请填写到区县或乡镇，例如“澜江市望岳区”。',
    },
    en: {
      agent: 'No carrier keeps this place. Give the district or town, or have operations add it to the delivery areas.',
      customer: 'We do not know this place. Please give the district or town as well, for example “Wangyue, Lanjiang”.',
    },
  },
  'no-tariff': {
    status: 422,
    zh: {
      agent: '这条线路没有生效的运价，或目的地不派送。请查看派送范围和运价表。',
      customer: '这条线路暂时没有公布的价格，请联系客服询价。',
    },
    en: {
      agent: 'No price is in force for this way, or the destination is not delivered to. Look at areas and tariffs.',
      customer: 'There is no published price for this way. Please ask our service.',
    },
  },
  'tariff-stands': {
    status: 409,
    zh: { agent: '同一线路、同一生效日期已有运价，请修改那一条，或换一个生效日期。' },
    en: { agent: 'A price of the same way and day stands already. Change that one, or give another day.' },
  },
  'no-waybill-in-text': {
    status: 422,
    zh: { agent: '没有识别出运单号，请粘贴完整的运单号。', customer: '没有识别出运单号，请核对后重新填写完整的号码。' },
    en: {
      agent: 'No waybill number was found in it. Paste the whole number.',
      customer: 'We found no waybill number in it. Please enter the whole number.',
    },
  },
  'waybill-not-known': {
    status: 404,
    zh: {
      agent: '没有这个运单的记录：可能还没有同步，或不是本公司的快件。可登记咨询工单跟进。',
      customer: '暂时没有这个运单的记录。刚寄出的快件请过一小时再查；仍查不到，请联系我们。',
    },
    en: {
      agent: 'There is no record of this waybill: not here yet, or not ours. You can register an enquiry.',
      customer:
        'There is no record of this number yet. If it was only just sent, try again in an hour; if it still is not found, contact us.',
    },
  },
  'authority-number-known': {
    status: 409,
    zh: { agent: (data) => `该编号已登记在工单 ${String(data['number'])}，请在那里继续处理。` },
    en: { agent: (data) => `This number is on case ${String(data['number'])} already. Go on there.` },
  },
};
