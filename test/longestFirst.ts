import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that drive the whole product for a minute: last, one of them alone would keep one processor busy and the other idle. */
const long = ['test/random/', 'test/walks/', 'test/badInput', 'test/demo', 'test/stories/', 'server/platform/embeddedPostgres'];

/** Files that take long go first, then as vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = long.findIndex((name) => moduleId.includes(`/${name}`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
