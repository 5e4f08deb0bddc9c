import { Button, Modal } from 'antd';
import { useCopy } from '../copy.ts';
import { usePageWords } from '../words/pageWords.ts';

/** A secret that the server tells once: a link to set a password, an API key. */
export function ShownOnce({
  title,
  help,
  secret,
  copyLabel,
  onClose,
}: {
  title: string;
  help: string;
  secret: string;
  copyLabel: string;
  onClose: () => void;
}) {
  const page = usePageWords();
  const copy = useCopy();
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{page.close}</Button>
          <Button type="primary" onClick={() => void copy(secret)}>
            {copyLabel}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{help}</p>
        <code className="secret">{secret}</code>
      </div>
    </Modal>
  );
}
