import { missingParts } from '#case/missingParts.fixture.ts';
import { coveringWalks } from '#case/walks.ts';
import { walksThroughApi } from './walksThroughApi.ts';

const walks = coveringWalks(missingParts());

walksThroughApi(
  'covering walks, the first half',
  missingParts(),
  walks.filter((_, at) => at % 2 === 0),
);
