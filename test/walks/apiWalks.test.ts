import { playbooksWalked, walksOf } from './playbooksWalked.ts';
import { walksThroughApi } from './walksThroughApi.ts';

for (const walked of playbooksWalked)
  walksThroughApi(
    'covering walks, the first half',
    walked,
    walksOf(walked).filter((_, at) => at % 2 === 0),
  );
