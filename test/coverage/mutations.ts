/** A fault planted on purpose, and the test that must fail under it. */
export interface Mutation {
  readonly id: string;
  readonly why: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  /** Only tests whose names contain this. */
  readonly title?: string;
}

export const mutations: readonly Mutation[] = [
  {
    id: 'IN-3',
    why: 'a missed request does not become the complaint',
    file: 'server/case/sweepClocks.ts',
    find: 'clock.rung === 0 && !theCase.closedAt ? playbook.clocks',
    replace: 'clock.rung === 9 && !theCase.closedAt ? playbook.clocks',
    test: 'test/stories/shippingRequest.test.ts',
  },
  {
    id: 'RE-7',
    why: 'people approve what they offered themselves',
    file: 'server/remedy/decideApproval.ts',
    find: `if (approval.askedKind === actor.kind && approval.askedBy === actor.id) return refuse('own-offer');`,
    replace: '',
    test: 'test/stories/approval.test.ts',
  },
  {
    id: 'RE-12',
    why: 'a legal review holds nothing back',
    file: 'server/remedy/offerRemedy.ts',
    find: `if (legal === 'open') return refuse('legal-review');`,
    replace: '',
    test: 'test/stories/approval.test.ts',
  },
  {
    id: 'TA-3',
    why: 'an appeal is decided by whoever decided before',
    file: 'server/case/answerStep.ts',
    find: `if (step?.another && command.actor.kind === 'staff'`,
    replace: `if (step?.another && command.actor.kind === 'key'`,
    test: 'test/stories/review.test.ts',
  },
  {
    id: 'FU-3',
    why: 'a change counts without the word of the carrier',
    file: 'server/fulfilment/taskStates.ts',
    find: `open: { ask: 'asked', fail: 'failed', recall: 'recalled' },`,
    replace: `open: { ask: 'asked', confirm: 'confirmed', fail: 'failed', recall: 'recalled' },`,
    test: 'server/fulfilment/work.test.ts',
    title: 'carrier',
  },
  {
    id: 'FU-10',
    why: 'freight is repaid above the cap',
    file: 'server/fulfilment/returnedMoney.ts',
    find: 'freightDue(row.freightFen, row.freightMostFen)',
    replace: 'row.freightFen',
    test: 'test/stories/returnedGoods.test.ts',
    title: 'own shipment',
  },
  {
    id: 'FU-16',
    why: 'a coupon code is given twice',
    file: 'server/fulfilment/couponStore.ts',
    find: ' and c.task_id is null',
    replace: '',
    test: 'server/fulfilment/coupons.test.ts',
  },
  {
    id: 'FU-17',
    why: 'a task is recalled after the warehouse has it',
    file: 'server/fulfilment/stopOpenTasks.ts',
    find: `const judged = table.judge(task.state, 'recall');`,
    replace: `const judged = { ok: true as const, to: 'recalled' };`,
    test: 'server/fulfilment/resend.test.ts',
    title: 'recalled',
  },
  {
    id: 'IV-4',
    why: 'a parcel is called lost on an impression',
    file: 'server/investigation/confirmLost.ts',
    find: 'if (byTerms.length === 0 && !word) {',
    replace: 'if (byTerms.length < 0 && !word) {',
    test: 'test/stories/lostParcel.test.ts',
  },
  {
    id: 'RE-5',
    why: 'nobody says that the surplus is theirs',
    file: 'server/fulfilment/kindFree.ts',
    find: `task.kind === 'keep-surplus'
      ? both(`,
    replace: `task.kind === 'explanation'
      ? both(`,
    test: 'server/fulfilment/work.test.ts',
    title: 'surplus',
  },
  {
    id: 'CL-8',
    why: 'a clock of calendar days rests while the customer chooses',
    file: 'playbooks/express-complaint.yaml',
    find: 'mayPause: false, until: closed',
    replace: 'pausedWhile: [customer], until: closed',
    test: 'test/stories/expressComplaint.test.ts',
  },
  {
    id: 'IN-6',
    why: 'the same POST again is carried out again',
    file: 'server/platform/idempotency.ts',
    find: `return { was: 'done', status: before.status, answer: before.answer };`,
    replace: `return { was: 'new' };`,
    test: 'test/stories/verification.test.ts',
    title: 'the same POST',
  },
  {
    id: 'TA-7',
    why: 'a phone is shown whole',
    file: 'server/platform/text.ts',
    find: 'return `${digits.slice(0, shown)}****${digits.slice(-4)}${tail}`;',
    replace: 'return `${digits}${tail}`;',
    test: 'server/commerce/http.test.ts',
    title: 'masked',
  },
  {
    id: 'OR-5',
    why: 'nobody writes down who looked at a contact',
    file: 'server/commerce/revealContact.ts',
    find: `await writeAccess(command, { act: 'reveal', subject: 'order', subjectId: orderId, why });
`,
    replace: `
`,
    test: 'server/commerce/http.test.ts',
    title: 'shows its contact',
  },
  {
    id: 'OR-1',
    why: 'any role does what only some may',
    file: 'server/platform/http.ts',
    find: `actor.kind === 'staff' : entrance.may(actor, spec.permission)`,
    replace: `actor.kind === 'staff' : entrance.may(actor, spec.permission) || actor.kind === 'staff'`,
    test: 'test/strangers.test.ts',
  },
  {
    id: 'LI-4',
    why: 'money from the carrier never comes into the books',
    file: 'server/fulfilment/moveRecovery.ts',
    find: 'for (const booking of bookingsOf(row, moved, given)) await book(command, row, booking);',
    replace: '',
    test: 'test/stories/recovery.test.ts',
  },
  {
    id: 'TA-9',
    why: 'what was told starts no new silence',
    file: 'server/case/silence.ts',
    find: 'if (step?.tellEvery) await restartSilence(doing, step.tellEvery, doing.playbook.silence.say);',
    replace: '',
    test: 'test/stories/clocks.test.ts',
    title: 'silence',
  },
  {
    id: 'RE-3',
    why: 'a choice can be changed afterwards',
    file: 'server/remedy/chooseRemedy.ts',
    find: `isNew: false }) : refuse('offer-decided');`,
    replace: 'isNew: false }) : ok({ theCase, choiceId: offer.choice.id, isNew: false });',
    test: 'test/stories/remedy.test.ts',
    title: 'chosen twice',
  },
  {
    id: 'FU-5',
    why: 'a refund is asked for under a new key each time',
    file: 'server/fulfilment/refund.ts',
    find: 'out_request_no: intent.key,',
    replace: 'out_request_no: `${intent.key}-${Math.random()}`,',
    test: 'test/stories/remedy.test.ts',
    title: 'is paid once',
  },
];
