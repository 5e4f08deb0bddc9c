import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemRoutes } from '#intake/problemWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { hingeOrder, openStory, reportOf, type Story } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
});
afterAll(() => story.desk.close());

const save = (code: string, body = { title: { zh: '缺铰链', en: 'Hinge missing' }, active: true }) => ({ params: { code }, body });

it('the tree has the shipped problems with their playbooks, and what operators add below them (IN-4)', async () => {
  const { items } = await story.desk.as('agent').ok(problemRoutes.list);
  expect(items.length).toBeGreaterThan(10);
  expect(items.find((each) => each.code === 'missing.accessory')).toMatchObject({ title: null, playbooks: [{ name: 'missing-parts' }] });
  const saved = await story.desk.as('operations').ok(problemRoutes.save, save('missing.accessory.hinge'));
  expect(saved).toMatchObject({ title: { zh: '缺铰链' }, active: true, playbooks: [{ name: 'missing-parts' }] });
});

it('a case is registered with an added problem and handled like the one above it (IN-4, IN-5)', async () => {
  const told = await story.report({ problem: 'missing.accessory.hinge', lines: [{ partCode: 'HJ-35', name: '铰链', quantity: 2 }] });
  expect(await told.now()).toMatchObject({ problem: 'missing.accessory.hinge', playbook: { name: 'missing-parts' }, wish: 'resend' });
  await told.leadTo('offer');
  expect(await told.step()).toBe('offer');
});

it('what nobody added, what was switched off, what is shipped and what stands below nothing is refused with the way out (IN-4)', async () => {
  const register = (problem: string) =>
    story.desk.as('agent').refused(intakeRoutes.register, { body: reportOf({ problem, orderNo: '26111688420001' }) });
  expect(await register('missing.accessory.screw')).toMatchObject({ status: 422, code: 'no-playbook-for-problem' });
  await story.desk
    .as('operations')
    .ok(problemRoutes.save, save('missing.accessory.hinge', { title: { zh: '缺铰链', en: 'Hinge missing' }, active: false }));
  expect(await register('missing.accessory.hinge')).toMatchObject({ code: 'no-playbook-for-problem' });
  const refused = (code: string) => story.desk.as('operations').refused(problemRoutes.save, save(code));
  expect(await refused('missing.accessory')).toMatchObject({ status: 409, code: 'problem-is-shipped' });
  expect(await refused('weather.rain')).toMatchObject({ status: 422, code: 'problem-without-playbook' });
  expect(await story.desk.as('agent').refused(problemRoutes.save, save('missing.accessory.door'))).toMatchObject({ status: 403 });
});
