import { loopWalks } from '#case/loopWalks.ts';
import { missingParts } from '#case/missingParts.fixture.ts';
import { walksThroughApi } from './walksThroughApi.ts';

walksThroughApi(
  'loops 0, 1, 2 and limit + 1 times',
  missingParts(),
  loopWalks(missingParts()).map((each) => each.walk),
);
