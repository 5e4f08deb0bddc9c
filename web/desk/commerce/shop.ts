import type { commerceRoutes } from '#commerce/wire.ts';
import type { Answer } from '#platform/wire.ts';

export type Shop = Answer<typeof commerceRoutes.shops>['items'][number];
export type Place = Answer<typeof commerceRoutes.warehouses>['items'][number];
