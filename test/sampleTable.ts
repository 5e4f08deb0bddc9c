/** Where a case of the sample stands, and what it shows. */
export interface Standing {
  readonly shop?: string;
  readonly channel?: string;
  readonly playbook: string;
  /** The step that it is in, or its outcome. */
  readonly stands: string;
  readonly waitingFor?: string | null;
  readonly fast?: boolean;
  /** What was found, last. */
  readonly finding?: string;
  /** What is being carried out: kind and state. */
  readonly tasks?: readonly string[];
  /** Who was asked: party and state. */
  readonly asked?: readonly string[];
}

/** design/sample-shop.md: which case stands where. 15, the contract sheet, is not in the product; 13 is answered without a case and by one click. */
export const sampleTable: readonly (readonly [row: number | string, words: string, standing: Standing])[] = [
  [1, '下单十分钟就跟你们说换成公司地址了', { shop: 'qimu', playbook: 'shipping-information', stands: 'investigate' }],
  [
    2,
    '我没改过地址，怎么变成栖霞湾那边了',
    {
      shop: 'xianhe',
      channel: 'app',
      playbook: 'shipping-information',
      stands: 'confirm',
      finding: 'unasked',
      tasks: ['correct-information confirmed'],
    },
  ],
  [
    3,
    '门牌 12 号写成 21 号',
    {
      shop: 'qimu',
      channel: 'phone',
      playbook: 'shipping-information',
      stands: 'carry-out',
      finding: 'our-fault',
      tasks: ['correct-information refused', 'rearrange asked'],
    },
  ],
  [4, '能不能改到下周三再送', { shop: 'hexiaochu', channel: 'wechat', playbook: 'shipping-request', stands: 'resolved' }],
  [
    5,
    '柜门装到一半少两个铰链',
    { shop: 'qimu', playbook: 'missing-parts', stands: 'carry-out', fast: true, tasks: ['resend sent-to-warehouse'] },
  ],
  [
    6,
    '吸尘器盒子里没有壁挂架',
    { shop: 'qimu-outlet', playbook: 'missing-parts', stands: 'confirm', finding: 'second-parcel', tasks: ['points done'] },
  ],
  [7, '说好送量勺的', { shop: 'hexiaochu', channel: 'chat', playbook: 'missing-parts', stands: 'choice', finding: 'missing' }],
  [8, '积木少 D 袋', { shop: 'wangyue', channel: 'counter', playbook: 'missing-parts', stands: 'confirm', tasks: ['resend done'] }],
  [9, 'Two of the bowls', { shop: 'qimu', channel: 'email', playbook: 'damaged-lost', stands: 'choice', waitingFor: 'customer' }],
  [10, '箱子湿透了', { shop: 'qimu-outlet', playbook: 'damaged-lost', stands: 'carry-out', tasks: ['resend shipped'] }],
  [
    11,
    '显示本人签收，可我这几天都在外地',
    { shop: 'qimu', channel: 'phone', playbook: 'damaged-lost', stands: 'sign-proof', waitingFor: 'partner', asked: ['carrier asked'] },
  ],
  [
    12,
    '物流五天没动了',
    { shop: 'hexiaochu', channel: 'chat', playbook: 'damaged-lost', stands: 'carry-out', finding: 'lost', tasks: ['reship shipped'] },
  ],
  [13, '从望岳寄到北渡', { shop: 'jiangling', channel: 'web', playbook: 'express-enquiry', stands: 'explained' }],
  [14, '快递放在楼下小卖部', { shop: 'jiangling', channel: 'wechat', playbook: 'express-complaint', stands: 'offer', finding: 'silent' }],
  [
    16,
    '寄的耳机丢了，保了价',
    { shop: 'jiangling', channel: 'phone', playbook: 'express-claim', stands: 'carry-out', tasks: ['payout open'] },
  ],
  [
    17,
    '两份饭只给了一双筷子',
    { shop: 'xianhe', channel: 'phone', playbook: 'missing-components', stands: 'resolved', tasks: ['points done'] },
  ],
  [
    18,
    '鲜花饼有两枚边上发绿',
    { shop: 'xianhe', channel: 'app', playbook: 'quality-quantity', stands: 'choice', finding: 'defect', asked: ['warehouse answered'] },
  ],
  [
    19,
    '页面写实木，背板一敲是空的',
    { shop: 'qimu', channel: 'byhand', playbook: 'unlike-listing', stands: 'goods-back', waitingFor: 'goods', tasks: ['follow-up open'] },
  ],
  [
    20,
    '昨天买 239，今天直播 199',
    { shop: 'qimu-outlet', channel: 'review', playbook: 'price', stands: 'confirm', tasks: ['difference done'] },
  ],
  ['12315', '市场监管转来', { shop: 'hexiaochu', playbook: 'external-complaint', stands: 'enquire' }],
  [
    'payout',
    '寄给朋友的手冲壶没收到',
    { playbook: 'express-claim', stands: 'carry-out', fast: true, tasks: ['payout open', 'follow-up open'] },
  ],
  ['appeal', '上周买的，今天便宜了三十', { playbook: 'price', stands: 'offer' }],
  ['withdrawn', '少一个铰链。——不用了', { playbook: 'missing-parts', stands: 'withdrawn' }],
  ['found later', '少一个铰链，订单号可能抄错了', { playbook: 'missing-parts', stands: 'review' }],
  ['two lines', '门板磕坏一块，铰链袋也破了', { playbook: 'damaged-lost', stands: 'trace' }],
  ['stuck', '少三个层板托', { playbook: 'missing-parts', stands: 'carry-out', fast: true, tasks: ['resend sent-to-warehouse'] }],
  ['promise', '白天开会，晚上八点半', { playbook: 'missing-parts', stands: 'review' }],
  ['invoice', '发票抬头开成个人了', { playbook: 'invoice', stands: 'red-letter' }],
  ['refusal', '饭点过了，不要了', { shop: 'xianhe', playbook: 'cod-refusal', stands: 'take-back', tasks: ['follow-up open'] }],
  ['notice', '电话，', { playbook: 'shipping-notice', stands: 'tell', waitingFor: 'customer' }],
];
