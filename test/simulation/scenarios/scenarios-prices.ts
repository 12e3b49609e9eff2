import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;

/** Tasks of which the provider does not say at their end what it took. */
export const priceScenarios: readonly Scenario[] = [
  {
    name: 'a figure that comes only after hours',
    orders: [plainOrder()],
    provider: [{ latePriceSeconds: 3 * HOUR }],
    budget: 100,
  },
  {
    name: 'one figure that comes after hours, and one that never comes',
    orders: [plainOrder({ images: 2 })],
    provider: [{ latePriceSeconds: 5 * HOUR }, { tellsPrice: false }],
    budget: 100,
  },
  {
    name: 'deleted while its figure is asked for',
    orders: [plainOrder({ deleteAfterSeconds: 6 * HOUR + 60 })],
    provider: [{ latePriceSeconds: 3 * HOUR }],
    budget: 100,
  },
  {
    name: 'a figure that comes after hours, beside a picture that is given up only then',
    orders: [plainOrder({ images: 2 })],
    provider: [{ latePriceSeconds: 5 * HOUR }, { seconds: 1780, files: 'odd' }],
    budget: 100,
  },
];
