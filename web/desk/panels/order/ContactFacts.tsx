import { commerceRoutes, type OrderAnswer } from '#commerce/wire.ts';
import { AskWhy } from '../../../ui/AskWhy.tsx';
import { Facts } from '../../../ui/parts.tsx';
import { useNow } from '../../../ui/useNow.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useCommand } from '../../ask.ts';
import { useOrderWords } from './words.ts';

/** The contact as the platform gives it (OR-5): masked; each reveal says why and is logged. */
export function ContactFacts({ order }: { order: OrderAnswer }) {
  const words = useOrderWords();
  const now = useNow(60_000);
  const reveal = useCommand(commerceRoutes.revealContact);
  const contact = reveal.data ?? order.contact;
  const days = contact.phoneExpiresAt ? Math.ceil((Date.parse(contact.phoneExpiresAt) - now) / 86_400_000) : null;
  const virtual = contact.phoneKind === 'virtual' ? (contact.phoneExpired ? words.expired : days === null ? '' : words.expires(days)) : '';
  return (
    <>
      <Facts
        items={[
          contact.receiver || contact.nick ? [words.contact, [contact.receiver, contact.nick].filter(Boolean).join(' · ')] : null,
          contact.phone
            ? [
                words.phone,
                <span key="phone">
                  {contact.phone} {contact.extension && !contact.phone.includes(contact.extension) ? words.ext(contact.extension) : ''}{' '}
                  {virtual ? (
                    <span className={contact.phoneExpired || (days ?? 9) <= 3 ? 'red small' : 'quiet small'}>{virtual}</span>
                  ) : null}
                </span>,
              ]
            : null,
          contact.address ? [words.address, contact.address] : null,
        ]}
      />
      {order.may.reveal && !reveal.data ? (
        <AskWhy
          label={words.reveal}
          why={words.revealWhy}
          busy={reveal.isPending}
          onSend={(why) => reveal.mutate({ params: { orderId: order.id }, body: { why } })}
        />
      ) : null}
      <ProblemNote refused={reveal.error} />
    </>
  );
}
