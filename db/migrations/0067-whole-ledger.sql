-- Accounts for payouts and for claims on others that were given up.
alter table ledger_lines drop constraint ledger_lines_account_check;
alter table ledger_lines add constraint ledger_lines_account_check check (account in ('remedy-cost', 'payable-to-customer', 'payment-partner',
  'payout-account', 'cash', 'points-issued', 'coupons-issued', 'parts-cost', 'freight', 'recovery-receivable', 'recovery-income', 'recovered',
  'written-off', 'claims-given-up'));
alter table ledger_lines drop constraint ledger_lines_party_check;
alter table ledger_lines add constraint ledger_lines_party_check
  check ((account in ('remedy-cost', 'recovery-receivable', 'recovery-income', 'recovered', 'written-off', 'claims-given-up')) = (party is not null));
