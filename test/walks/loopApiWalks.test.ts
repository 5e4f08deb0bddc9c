import { loopWalks } from '#case/loopWalks.ts';
import { playbooksWalked, shippedPlaybook } from './playbooksWalked.ts';
import { walksThroughApi } from './walksThroughApi.ts';

for (const walked of playbooksWalked.filter((each) => each.cover === 'pairs'))
  walksThroughApi(
    'loops 0, 1, 2 and limit + 1 times',
    walked,
    loopWalks(shippedPlaybook(walked.name)).map((each) => each.walk),
  );
