-- What many orders can share: the live stream they were bought in, the trip (van or line) their parcels left with (BA-2).
alter table orders add column live_session text;    -- as the platform's file names it
alter table parcels add column trip text;           -- as the warehouse's or the carrier's file names it
