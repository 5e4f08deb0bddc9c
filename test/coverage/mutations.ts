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
];
