// What other stages may know of customers. Personal data stands here and never in events.
export { addHandle, eraseCustomer, type ReachesCustomer } from './customers.ts';
export { customerById, type CustomerRow, type HandleRow, handlesOf, writeAccess } from './customersStore.ts';
export { casesOf, onErased } from './erasure.ts';
export { heldCustomers, retentionOf } from './retention.ts';
export { type Contact, findOrCreateCustomer } from './findOrCreate.ts';
export { faultOf, type Handle, type HandleKind, tidyHandle } from './handles.ts';
export { grantPoints } from './points.ts';
export { changeStanding } from './standing.ts';
export { recoveryOf, standingOf, standingOfBuyer } from './standingStore.ts';
export type { CodStanding } from './standingWire.ts';
export type { Customer } from './wire.ts';

/**
 * Events of this folder, all with `{customerId}`: customer.added, customer.changed `{fields}`, customer.handle-added
 * `{handle}`, customer.points-granted `{points}`, customer.standing-changed
 * `{standing, before, because}`, standing-recovery.changed, and customer.erased, on which a stage blanks what it holds of the person.
 */
export type CustomerErased = { readonly customerId: string };
