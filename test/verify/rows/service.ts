import { keep, type Row } from '../row.ts';

const models = 'IMAGEN4';

/** The open pages, the models, and who is asking. */
export const serviceRows: readonly Row[] = [
  { name: 'the service answers', route: 'health', status: 200, send: () => ({ as: 'nobody' }) },
  { name: 'the API answers', route: 'apiHealth', status: 200, send: () => ({ as: 'nobody' }) },
  {
    name: 'the API describes itself',
    route: 'apiDescription',
    status: 200,
    send: () => ({ as: 'nobody' }),
    // It names its own address.
    loose: ['servers'],
    remember: ({ headers }, memory) => memory.set('description tag', headers.get('etag') ?? ''),
  },
  {
    name: 'the description is not sent again to whoever has it',
    route: 'apiDescription',
    status: 304,
    send: (memory) => ({ as: 'nobody', headers: { 'if-none-match': memory.get('description tag') ?? '' } }),
  },
  { name: 'the bare address shows a page', route: 'home', status: 200, send: () => ({ as: 'nobody' }) },
  { name: 'the API reference is a page', route: 'docsPage', status: 200, send: () => ({ as: 'nobody' }) },
  {
    name: 'the models are listed',
    route: 'listModels',
    status: 200,
    send: () => ({ query: { limit: '100' } }),
  },
  {
    name: 'the models of a kind are listed',
    route: 'listModels',
    status: 200,
    send: () => ({ query: { media: 'audio' } }),
  },
  {
    name: 'a page of models is as long as is asked for',
    route: 'listModels',
    status: 200,
    send: () => ({ query: { limit: '3' } }),
    remember: keep({ 'models cursor': ['nextCursor'] }),
  },
  {
    name: 'the next page of models follows',
    route: 'listModels',
    status: 200,
    send: (memory) => ({ query: { limit: '3', cursor: memory.get('models cursor') ?? '' } }),
  },
  {
    name: 'a page of models has a limit',
    route: 'listModels',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ query: { limit: '101' } }),
  },
  { name: 'a model is read', route: 'readModel', status: 200, send: () => ({ parameters: { id: models } }) },
  {
    name: 'a model is read by its name at the provider, whose slash stands as it is',
    route: 'readModel',
    status: 200,
    send: () => ({ parameters: { id: 'google/imagen4-fast' } }),
  },
  {
    name: 'a model that is not there has neighbours',
    route: 'readModel',
    refusal: 'not_found',
    status: 404,
    send: () => ({ parameters: { id: 'imagen44' } }),
  },
  { name: 'models and services are a matrix', route: 'compatibility', status: 200, send: () => ({}) },
  {
    name: 'a caller learns who it is',
    route: 'readCaller',
    status: 200,
    send: () => ({}),
    loose: ['id', 'liveUrl'],
  },
  {
    name: 'an operator learns who it is',
    route: 'readCaller',
    status: 200,
    loose: ['id', 'liveUrl'],
    send: () => ({ as: 'operator' }),
  },
  {
    name: 'nobody is not let in without a key',
    route: 'readCaller',
    refusal: 'unauthorized',
    status: 401,
    send: () => ({ as: 'nobody' }),
  },
  {
    name: 'nobody is let in with a key that is not known',
    route: 'readCaller',
    refusal: 'unauthorized',
    status: 401,
    send: () => ({ as: 'stranger' }),
  },
  {
    name: 'a path that is not there is not found',
    refusal: 'not_found',
    status: 404,
    send: () => ({ address: '/api/v1/nothing' }),
  },
  {
    name: 'a method that an address does not take is named with those that it does',
    refusal: 'method_not_allowed',
    status: 405,
    send: () => ({ as: 'nobody', method: 'PUT', address: '/health' }),
  },
  {
    name: 'a parameter that nobody knows is refused',
    route: 'listTasks',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ query: { prompt_id: 'a' } }),
  },
  {
    name: 'a callback without the secret of its task changes nothing',
    refusal: 'unauthorized',
    status: 401,
    send: () => ({
      as: 'nobody',
      method: 'POST',
      address: `/webhooks/kie/${'0'.repeat(32)}/${'0'.repeat(64)}`,
      body: { taskId: 'nothing' },
    }),
  },
];
