-- Cases whose customer has heard nothing for too long (TA-9).
create index clocks_silent on clocks (breached_at) where purpose = 'silence' and state = 'overdue';
-- Appeals by when they were filed, for their list.
create index appeals_filed on appeals (filed_at desc, id desc);

-- What was chosen and then taken back before anybody began: it counts as given no more (RE-13, FU-17).
create table choices_taken_back (
  choice_id uuid primary key references choices,
  at        timestamptz not null
);

-- Words that may be said in public, kept by operations (RE-9).
create table public_wordings (
  id         uuid primary key,
  problem    text not null,                      -- code or its beginning; '*': any
  words_zh   text not null,
  words_en   text not null,
  example    boolean not null default false,
  changed_at timestamptz not null,
  changed_by text not null,
  retired_at timestamptz
);
insert into public_wordings (id, problem, words_zh, words_en, example, changed_at, changed_by) values
  ('01980000-0000-7000-8000-000000000901', '*', '您好，给您添麻烦了，非常抱歉。您反映的情况我们已登记（服务单 {caseNumber}），{shop}的专员会通过私信或您留下的联系方式与您核实并处理。',
   'We are sorry for the trouble. Your report is registered ({caseNumber}); {shop} will contact you privately to look into it.', true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000902', '*', '您好，您反映的问题（服务单 {caseNumber}）已有处理结果，详情已私下告知您。如仍有疑问，请随时联系{shop}客服。',
   'Your matter ({caseNumber}) has a result, which we have told you privately. If anything is still open, please contact {shop}.', true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000903', 'damaged', '您好，商品到手时有破损，我们很抱歉。服务单 {caseNumber} 已在处理，请您保留外箱和照片，专员会私下与您联系。',
   'We are sorry that it arrived damaged. Case {caseNumber} is in hand; please keep box and photos, we will contact you privately.', true, now(), 'system:file');

create table public_answers (
  id         uuid primary key,
  case_id    uuid not null references cases,
  shop_id    uuid not null references shops,
  wording_id uuid not null references public_wordings,
  channel    text not null,
  lang       text not null,
  body       text not null,                      -- as it was posted
  by_id      uuid not null references staff,
  at         timestamptz not null
);
create index public_answers_of_case on public_answers (case_id, at);
