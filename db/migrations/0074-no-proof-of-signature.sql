-- A carrier that can't show who signed, in time: the parcel is treated as lost (IV-4, LI-6).
alter table lost_parcels drop constraint lost_parcels_basis_check;
alter table lost_parcels add constraint lost_parcels_basis_check check (basis in ('terms', 'carrier-word', 'no-answer'));
