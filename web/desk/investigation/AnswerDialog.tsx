import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { questionRoutes, type QuestionView } from '#investigation/questionWire.ts';
import { focusHere } from '../../ui/focusHere.ts';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useQuestionWords } from './words.ts';

/** What a party answered, in their words, onto its case. */
export function AnswerDialog({ question, onClose, onDone }: { question: QuestionView; onClose: () => void; onDone: () => void }) {
  const words = useQuestionWords();
  const page = usePageWords();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const command = useCommand(questionRoutes.answer, () => {
    void message.success(words.answered);
    onDone();
  });
  const send = (): void => {
    if (text.trim() && !command.isPending) command.mutate({ params: { questionId: question.id }, body: { text } });
  };
  useKeys({ 'ctrl+enter': send });
  return (
    <Modal
      open
      title={`${words.answerTitle} · ${question.caseNumber}`}
      onCancel={onClose}
      onOk={send}
      okText={page.save}
      cancelText={page.cancel}
      okButtonProps={{ disabled: text.trim() === '' }}
      confirmLoading={command.isPending}
    >
      <div className="stack">
        <p className="script">{question.ask}</p>
        <label className="field">
          <span>{words.answerText}</span>
          <Input.TextArea
            ref={focusHere}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <ProblemNote refused={command.error} retry={send} reload={onDone} />
      </div>
    </Modal>
  );
}
