-- Codes by mail are sealed from now on (platform/sealed.ts). The few that stand in plain live ten minutes at most and are over.
update portal_codes set code = '', address = '' where code <> '';
