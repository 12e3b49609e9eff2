import { follow } from './live.mjs';

const api = (path) =>
  fetch(`${process.env.DARKROOM_URL}${path}`, {
    headers: { authorization: `Bearer ${process.env.DARKROOM_KEY}` },
  }).then((answer) => answer.json());

const { liveUrl } = await api('/api/v1/me');
follow({
  url: liveUrl,
  target: { owner: true },
  token: async () => process.env.DARKROOM_KEY,
  onLook: async () => console.log('looked', (await api('/api/v1/generation/tasks')).items.length),
  onEvent: ({ type, id, data }) => console.log(type, id, data.id),
});
