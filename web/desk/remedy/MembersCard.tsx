import { Button, Input } from 'antd';
import { useState } from 'react';
import { tierRoutes } from '#remedy/tierWire.ts';
import { Card } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useTierWords } from './tierWords.ts';

/** The members list as the shop's system gives it out: pasted, one customer a line; who isn't known here is named. */
export function MembersCard({ onDone }: { onDone: () => void }) {
  const words = useTierWords();
  const page = usePageWords();
  const [text, setText] = useState('');
  const [sent, setSent] = useState<readonly string[]>([]);
  const put = useCommand(tierRoutes.putTiers, () => {
    setText('');
    onDone();
  });
  const lines = text.split('\n').map((line) => line.trim());
  const read = lines.map((line) => /^(.*\S)[\s,，;；]+([a-z][a-z0-9-]{0,30})$/.exec(line));
  const bad = lines.flatMap((line, at) => (line !== '' && !read[at] ? [at + 1] : []));
  const items = read.flatMap((found) => (found ? [{ handle: (found[1] ?? '').replace(/[,，;；]$/, ''), tier: found[2] ?? '' }] : []));
  const unknown = put.data?.unknown.flatMap((n) => sent[n] ?? []) ?? [];
  return (
    <Card title={words.members}>
      <p className="quiet small">{words.membersHelp}</p>
      <Input.TextArea
        aria-label={words.list}
        placeholder={'13800000000 gold\nlin@example.com, silver'}
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {bad.length > 0 ? <p className="red small">{words.badLines(bad.slice(0, 10).join(page.comma))}</p> : null}
      <div className="row" style={{ marginTop: 8 }}>
        <Button
          type="primary"
          disabled={bad.length > 0 || items.length === 0 || items.length > 1000}
          loading={put.isPending}
          onClick={() => {
            setSent(items.map((each) => each.handle));
            put.mutate({ body: { items } });
          }}
        >
          {words.send}
        </Button>
      </div>
      <output>
        {put.data ? <p>{words.kept(put.data.kept)}</p> : null}
        {unknown.length > 0 ? (
          <p className="small">
            {words.unknown(unknown.length)} {unknown.slice(0, 50).join(page.comma)}
          </p>
        ) : null}
      </output>
      <ProblemNote refused={put.error} />
    </Card>
  );
}
