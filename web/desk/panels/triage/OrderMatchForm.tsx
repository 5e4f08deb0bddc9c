import { Select } from 'antd';
import { useState } from 'react';
import type { PanelProps, Step } from '../contract.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAsked, useCaseCommand } from '../../ask.ts';
import { StepAnswers } from '../../case/StepAnswers.tsx';
import { useTriageWords } from '../../triage/words.ts';

/** Checks the order against the report (VE-1). Where no order is attached, or several fit the number, the right one is picked. */
export function OrderMatchForm({ theCase, step, refresh }: PanelProps & { step: Step }) {
  const words = useTriageWords();
  const command = useCaseCommand(triageRoutes.matchOrder, theCase);
  const [orderId, setOrderId] = useState<string | null>(null);
  const number = theCase.orderNo ?? '';
  const found = useAsked(commerceRoutes.findOrders, { query: { q: number } }, { on: theCase.orderId === null && number !== '' });
  const orders = (found.data?.orders ?? []).filter((each) => each.shop.id === theCase.shop.id);
  const picked = orderId ?? (orders.length === 1 ? (orders[0]?.orderId ?? null) : null);
  return (
    <>
      <StepAnswers
        answers={step.answers}
        busy={command.busy}
        onSend={(answer, reason) =>
          command.send({ answer, ...(picked && answer === 'matches' ? { orderId: picked } : {}), ...(reason ? { reason } : {}) })
        }
      >
        {(chosen) =>
          chosen?.answer === 'matches' && theCase.orderId === null && orders.length > 0 ? (
            <label className="field">
              <span>{words.match.which}</span>
              <Select
                style={{ width: '100%' }}
                value={picked}
                onChange={setOrderId}
                options={orders.map((each) => ({ value: each.orderId, label: `${each.orderNo} · ${each.titles.join('、')}` }))}
              />
            </label>
          ) : null
        }
      </StepAnswers>
      <ProblemNote refused={command.refused} reload={refresh} />
    </>
  );
}
