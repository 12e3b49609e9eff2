import type { Row } from '../row.ts';

const imagen = (input: Record<string, unknown>) => ({ service: 'KIE', model: 'IMAGEN4', input });
const order = (providerParams: unknown) => ({ body: { providerParams } });
const unknownId = '0123456789abcdef0123456789abcdef';

/** What a create refuses, before anything is stored or paid. */
export const createRefusals: readonly Row[] = [
  {
    name: 'a body that is no JSON is refused',
    route: 'createTask',
    refusal: 'malformed_json',
    status: 400,
    send: () => ({ raw: '{', headers: { 'content-type': 'application/json' } }),
  },
  {
    name: 'a body that is not called JSON is refused',
    route: 'createTask',
    refusal: 'unsupported_media_type',
    status: 415,
    send: () => ({ raw: 'prompt', headers: { 'content-type': 'text/plain' } }),
  },
  {
    name: 'a body of 300 KB is refused',
    route: 'createTask',
    refusal: 'payload_too_large',
    status: 413,
    send: () => order(imagen({ prompt: 'a'.repeat(300 * 1024) })),
  },
  {
    name: 'a prompt of 200 KB is refused by name',
    route: 'createTask',
    refusal: 'validation_failed',
    status: 422,
    send: () => order(imagen({ prompt: 'a'.repeat(200 * 1024) })),
  },
  {
    name: 'every fault of a request is said at once',
    route: 'createTask',
    refusal: 'validation_failed',
    status: 422,
    send: () => order(imagen({ aspect_ratio: '7:5', colour: 'red' })),
  },
  {
    name: 'a member that nobody knows is refused',
    route: 'createTask',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { providerParams: imagen({ prompt: 'a boat' }), promtId: 'a' } }),
  },
  {
    name: 'a model that nobody has is refused, with its neighbours',
    route: 'createTask',
    refusal: 'unknown_model',
    status: 422,
    send: () => order({ service: 'KIE', model: 'IMAGEN44', input: { prompt: 'a boat' } }),
  },
  {
    name: 'a model of another service is refused, with the services that have it',
    route: 'createTask',
    refusal: 'incompatible_service',
    status: 422,
    send: () => order({ service: 'OPENAI', model: 'VEO3', prompt: 'a boat' }),
  },
  {
    name: 'a model that is gone is refused, with its successor',
    route: 'createTask',
    refusal: 'model_retired',
    status: 410,
    send: () => order({ service: 'KIE', model: 'MIDJOURNEY', taskType: 'mj_txt2img', prompt: 'an owl' }),
  },
  {
    name: 'an image task in short form is checked like any other',
    route: 'createImage',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { model_id: 'IMAGEN4' } }),
  },
  {
    name: 'a video task in short form is checked like any other',
    route: 'createVideo',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { model_id: 'VEO3' } }),
  },
  {
    name: 'an audio task in short form does not take a model for pictures',
    route: 'createAudio',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { model_id: 'IMAGEN4', prompt: 'a boat' } }),
  },
  {
    name: 'a batch of nothing is refused',
    route: 'createBatch',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ body: { requests: [] } }),
  },
  {
    name: 'a batch says of every row what is wrong with it',
    route: 'createBatch',
    status: 202,
    send: () => ({ body: { requests: [order(imagen({})).body, { providerParams: { model: 'x' } }] } }),
  },
  {
    name: 'variations of a task that is not there are not found',
    route: 'varyTask',
    refusal: 'not_found',
    status: 404,
    send: () => ({ parameters: { id: unknownId }, body: { n: 2 } }),
  },
  ...(['readTask', 'readTaskStatus', 'readTaskEvents', 'cancelTask', 'retryTask', 'deleteTask'] as const).map(
    (route): Row => ({
      name: `${route} of a task that is not there is not found`,
      route,
      refusal: 'not_found',
      status: 404,
      send: () => ({ parameters: { id: unknownId } }),
    }),
  ),
];
