import { byHand } from './byHand.ts';
import { passagesFrom, passagesOf } from './edges.ts';
import { noAnswer } from './effects.ts';
import { faultAt, type Fault, type Place, type Source } from './faults.ts';
import type { Playbook, Step } from './playbook.ts';
import { acts, freeRemedies, moves, type Act, type Role } from './vocabulary.ts';

const reservedSteps = ['end', 'back', byHand];
const reservedAnswers: readonly string[] = [noAnswer, 'otherwise', ...moves];
/** The desk answers a question by the keys 1 to 4. */
const mostAnswers = 4;
const offTheDesk: readonly Role[] = ['customer', 'system'];

/** Each step by itself: names that exist, a form that can be answered. */
export function checkSteps(playbook: Playbook, source: Source): Fault[] {
  const faults: Fault[] = [];
  const say = (place: Place, code: string, zh: string, en: string) => faults.push(faultAt(source, place, code, zh, en));
  const known = (name: string, place: Place) => {
    if (!Object.hasOwn(playbook.steps, name)) say(place, 'unknown-step', `未知的步骤“${name}”`, `unknown step "${name}"`);
  };
  known(playbook.start, ['start']);
  known(playbook.escalateTo, ['escalateTo']);
  if (playbook.appeal) known(playbook.appeal.step, ['appeal', 'step']);
  for (const [name, step] of Object.entries(playbook.steps)) {
    const at = ['steps', name];
    if (reservedSteps.includes(name)) say(at, 'reserved-name', `“${name}”是保留名称`, `"${name}" is a reserved name`);
    if (Boolean(step.when) !== Boolean(step.otherwise))
      say(at, 'when-otherwise', '“when”与“otherwise”须同时出现', '"when" and "otherwise" go together');
    if (step.otherwise) known(step.otherwise, [...at, 'otherwise']);
    faults.push(...answersOf(name, step, source), ...waitsOf(name, step, source), ...actOf(playbook, name, step, source));
    for (const { way, path } of passagesFrom(playbook, name).filter((each) => each.kind !== 'otherwise')) {
      if (way.to === 'end') {
        if (!way.as) say(path, 'end-without-outcome', '结束时须注明结案方式（as）', 'an end needs its outcome (as)');
        if (way.nextRound) say([...path, 'nextRound'], 'round-at-end', '结案时不能开始下一轮', "an end can't begin a round");
        if (way.appeal && !playbook.appeal) say([...path, 'appeal'], 'no-appeal', '流程没有复核规则', 'the playbook has no appeal rule');
        if (way.reopenAt) known(way.reopenAt, [...path, 'reopenAt']);
        continue;
      }
      if (way.to !== 'back') known(way.to, [...path, 'to']);
      for (const key of ['as', 'appeal', 'reopenBy', 'reopenAt', 'reopenStart'] as const)
        if (way[key]) say([...path, key], 'only-at-end', `“${key}”只能用于结束（to: end）`, `"${key}" belongs to an end only`);
    }
  }
  return faults;
}

function answersOf(name: string, step: Step, source: Source): Fault[] {
  const faults: Fault[] = [];
  const at = ['steps', name, 'answers'];
  const answers = Object.entries(step.answers);
  const onDesk = step.by.some((role) => !offTheDesk.includes(role));
  if (onDesk && answers.length > mostAnswers)
    faults.push(
      faultAt(
        source,
        at,
        'too-many-answers',
        `工作台问题最多 ${mostAnswers} 个选项（按键 1–4）`,
        `a desk question has at most ${mostAnswers} answers (keys 1–4)`,
      ),
    );
  if (onDesk && !step.ask)
    faults.push(
      faultAt(source, ['steps', name], 'no-question', '工作台步骤须写明问题（ask）', 'a step on the desk needs its question (ask)'),
    );
  for (const [answer, edge] of answers) {
    if (reservedAnswers.includes(answer))
      faults.push(faultAt(source, [...at, answer], 'reserved-name', `“${answer}”是保留名称`, `"${answer}" is a reserved name`));
    if (Boolean(edge.max) !== Boolean(edge.then))
      faults.push(faultAt(source, [...at, answer], 'max-then', '“max”与“then”须同时出现', '"max" and "then" go together'));
    if (edge.by?.some((role) => !step.by.includes(role)))
      faults.push(
        faultAt(
          source,
          [...at, answer, 'by'],
          'role-not-of-step',
          '选项的角色不在步骤的角色之内',
          'the answer names a role that the step lacks',
        ),
      );
    if (edge.to === 'end' && edge.max)
      faults.push(faultAt(source, [...at, answer, 'max'], 'max-at-end', '结束无需次数限制', 'an end needs no limit'));
  }
  return faults;
}

function waitsOf(name: string, step: Step, source: Source): Fault[] {
  const { waits } = step;
  const at = ['steps', name, 'waits'];
  const faults: Fault[] = [];
  if (!waits) {
    if (step.by.every((role) => role === 'system'))
      faults.push(faultAt(source, ['steps', name], 'nobody-answers', '没有人能处理此步骤', 'nobody can answer this step'));
    return faults;
  }
  if (Boolean(waits.giveUpAfter) !== Boolean(waits.then))
    faults.push(faultAt(source, at, 'give-up-then', '“giveUpAfter”与“then”须同时出现', '"giveUpAfter" and "then" go together'));
  if (waits.until && !waits.then) faults.push(faultAt(source, [...at, 'until'], 'until-then', '“until”须有“then”', '"until" needs "then"'));
  if (Boolean(waits.remindAfter) !== Boolean(waits.remindSay))
    faults.push(faultAt(source, at, 'remind-say', '“remindAfter”与“remindSay”须同时出现', '"remindAfter" and "remindSay" go together'));
  if (waits.for === 'order' && waits.giveUpAfter)
    faults.push(
      faultAt(
        source,
        [...at, 'giveUpAfter'],
        'clock-ends-order',
        '待同步订单不能因超时结案（VE-8）',
        'no clock ends a case whose order is pending (VE-8)',
      ),
    );
  return faults;
}

function actOf(playbook: Playbook, name: string, step: Step, source: Source): Fault[] {
  if (!step.act) return [];
  const faults: Fault[] = [];
  const { yields } = acts[step.act as Act];
  for (const answer of yields) {
    if (Object.hasOwn(step.answers, answer) || (answer === 'failed' && cannotFail(playbook, name))) continue;
    faults.push(
      faultAt(
        source,
        ['steps', name, 'act'],
        'act-answer',
        `操作“${step.act}”需要选项“${answer}”`,
        `the act "${step.act}" needs the answer "${answer}"`,
      ),
    );
  }
  if (step.act === 'offer' && !step.policy && !playbook.policy)
    faults.push(faultAt(source, ['steps', name, 'act'], 'no-policy', '出方案须指明赔付规则（policy）', 'an offer needs its policy table'));
  if (step.conditions && step.act !== 'review')
    faults.push(
      faultAt(
        source,
        ['steps', name, 'conditions'],
        'conditions-without-review',
        '受理条件只用于受理审核',
        'acceptance conditions belong to a review',
      ),
    );
  return faults;
}

/** Whether a step only carries out what the ways to it grant, and all of that is done as it is granted. */
function cannotFail(playbook: Playbook, name: string): boolean {
  const ways = passagesOf(playbook).filter((passage) => passage.to === name);
  return ways.length > 0 && ways.every(({ way }) => freeRemedies.some((remedy) => remedy === way.with?.['remedy']));
}
