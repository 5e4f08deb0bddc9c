import { Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { answersRoutes, type authorities } from '#answers/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useAnswersWords } from './words.ts';

export type Authority = (typeof authorities)[number];
type AnswerTime = Answer<typeof answersRoutes.terms>['authorities'][number];

const blank = { answerDays: 10, working: true, sourceZh: '', sourceEn: '', verified: false };

/** Within what time we answer an authority, and where that is written (EX-11). `kept` undefined: nobody has set it. */
export function AuthorityDialog({ authority, kept, onClose }: { authority: Authority; kept: AnswerTime | undefined; onClose: () => void }) {
  const words = useAnswersWords();
  const page = usePageWords();
  const [given, setGiven] = useState<Omit<AnswerTime, 'authority'>>(kept ?? blank);
  const save = useCommand(answersRoutes.putAuthority, onClose);
  const { answerDays, working, sourceZh, sourceEn, verified } = given;
  const complete = sourceZh.trim() !== '' && sourceEn.trim() !== '';
  return (
    <Modal
      open
      title={words.authorityNames[authority]}
      onCancel={onClose}
      onOk={() => save.mutate({ params: { authority }, body: { answerDays, working, sourceZh, sourceEn, verified } })}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <label className="row">
          <span style={{ width: 180 }}>{words.answerWithin}</span>
          <InputNumber
            min={1}
            max={365}
            precision={0}
            value={answerDays}
            onChange={(days) => setGiven({ ...given, answerDays: days ?? answerDays })}
          />
        </label>
        <Checkbox checked={working} onChange={(event) => setGiven({ ...given, working: event.target.checked })}>
          {words.workingDays}
        </Checkbox>
        {(['sourceZh', 'sourceEn'] as const).map((name) => (
          <label key={name} className="row">
            <span style={{ width: 180 }}>{name === 'sourceZh' ? words.source : words.sourceEn}</span>
            <Input
              maxLength={300}
              value={given[name]}
              onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
              style={{ flex: 1 }}
            />
          </label>
        ))}
        <Checkbox checked={verified} onChange={(event) => setGiven({ ...given, verified: event.target.checked })}>
          {words.verified}
        </Checkbox>
        <ProblemNote refused={save.error} />
      </div>
    </Modal>
  );
}
