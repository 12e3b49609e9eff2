import { from, type Row } from '../row.ts';

const image = {
  providerParams: {
    service: 'KIE',
    model: 'IMAGEN4',
    apiModel: 'google/imagen4-fast',
    input: { prompt: 'a boat' },
  },
};
const film = {
  providerParams: {
    service: 'KIE',
    model: 'VEO3',
    modelVariant: 'veo3_fast',
    prompt: 'a boat',
    aspectRatio: '16:9',
  },
};

/** What things cost, and what an owner may spend. */
export const moneyRows: readonly Row[] = [
  {
    name: 'tasks are quoted, and what is wrong with one is said in its row',
    route: 'quoteTasks',
    status: 200,
    send: () => ({
      body: { requests: [image, film, { providerParams: { service: 'KIE', model: 'nothing' } }] },
    }),
  },
  { name: 'an owner has spent nothing yet', route: 'readUsage', status: 200, send: () => ({}) },
  {
    name: 'an owner may not set a budget',
    route: 'setBudget',
    refusal: 'forbidden',
    status: 403,
    send: (memory) => ({ parameters: { owner: from(memory, 'owner') }, body: { monthlyCredits: 1 } }),
  },
  {
    name: 'a budget is no text',
    route: 'setBudget',
    refusal: 'validation_failed',
    status: 422,
    send: (memory) => ({
      as: 'operator',
      parameters: { owner: from(memory, 'owner') },
      body: { monthlyCredits: 'much' },
    }),
  },
  {
    name: 'an operator sets a budget',
    route: 'setBudget',
    status: 200,
    send: (memory) => ({
      as: 'operator',
      parameters: { owner: from(memory, 'owner') },
      body: { monthlyCredits: 0.001, reason: 'verify' },
    }),
  },
  {
    name: 'the budget can be read, with who has changed it',
    route: 'readBudget',
    status: 200,
    send: (memory) => ({ as: 'operator', parameters: { owner: from(memory, 'owner') } }),
  },
  {
    name: 'an operator sets what an owner may ask for',
    route: 'setLimits',
    status: 200,
    send: (memory) => ({
      as: 'operator',
      parameters: { owner: from(memory, 'owner') },
      body: {
        createsPerMinute: 50_000,
        keyCreatesPerMinute: 50_000,
        openTasks: 10_000,
        keyOpenTasks: 10_000,
        uploadBytesPerDay: 1_000_000_000_000,
        keyUploadBytesPerDay: 1_000_000_000_000,
        turnWeight: 2,
        highPriority: true,
        reason: 'verify',
      },
    }),
  },
  {
    name: 'what an owner may ask for can be read',
    route: 'readLimits',
    status: 200,
    send: (memory) => ({ as: 'operator', parameters: { owner: from(memory, 'owner') } }),
  },
  {
    name: 'what is usual holds for an owner again',
    route: 'setLimits',
    status: 200,
    send: (memory) => ({
      as: 'operator',
      parameters: { owner: from(memory, 'owner') },
      body: {
        createsPerMinute: null,
        keyCreatesPerMinute: null,
        openTasks: null,
        keyOpenTasks: null,
        uploadBytesPerDay: null,
        keyUploadBytesPerDay: null,
        turnWeight: null,
        highPriority: null,
        reason: 'verify',
      },
    }),
  },
  {
    name: 'what is more than is free is refused before anything is paid',
    route: 'createTask',
    refusal: 'budget_exceeded',
    status: 402,
    send: () => ({ body: image }),
  },
  {
    name: 'an operator lifts the budget',
    route: 'setBudget',
    status: 200,
    send: (memory) => ({
      as: 'operator',
      parameters: { owner: from(memory, 'owner') },
      body: { monthlyCredits: null, dailyCredits: null, reason: 'verify' },
    }),
  },
];
