import { Checkbox, Modal } from 'antd';
import { Key } from '../../ui/parts.tsx';
import { usePreferences } from './preferences.ts';
import { useAppWords } from './words.ts';

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useAppWords();
  const [{ keys }, prefer] = usePreferences();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={words.help} width={380} destroyOnHidden>
      <dl className="stack">
        {Object.entries(words.keyWords).map(([key, what]) => (
          <div key={key} className="row row-between">
            <dt>{what}</dt>
            <dd>
              <Key>{key}</Key>
            </dd>
          </div>
        ))}
      </dl>
      <p style={{ marginTop: 16 }}>
        <Checkbox checked={keys} onChange={(event) => prefer({ keys: event.target.checked })}>
          {words.keysOn}
        </Checkbox>
      </p>
    </Modal>
  );
}
