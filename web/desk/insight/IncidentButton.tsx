import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';

const IncidentDialog = lazy(async () => ({ default: (await import('./IncidentDialog.tsx')).IncidentDialog }));

interface Props {
  readonly label: string;
  /** Ids of cases that are to join. */
  readonly cases: readonly string[];
  readonly look?: 'small' | 'primary';
  readonly onDone: (incidentId: string) => void;
}

/** Opens the dialog by which cases are put into an incident, read when it is first wanted. */
export function IncidentButton({ label, cases, look, onDone }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={look === 'small' ? 'small' : 'middle'} type={look === 'primary' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? (
        <Suspense>
          <IncidentDialog
            cases={cases}
            onClose={() => setOpen(false)}
            onDone={(incidentId) => {
              setOpen(false);
              onDone(incidentId);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
