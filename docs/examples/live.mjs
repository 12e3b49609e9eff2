/**
 * Follows tasks over live push, in a page as in Node 22 and newer: connects again by itself, and resumes.
 * `onEvent` is called with what happens, once and in order for each task; `onLook` when the state is to be read with GET: at
 * first, and where something may have been missed. `target` is { task }, { prompt } or { owner: true }; `token` gives an API
 * key or, in a page, a token for browsers that is still good. Answers with what ends it.
 */
export function follow({ url, target, token, onEvent, onLook, onRefused = console.error }) {
  const told = new Map(); // The highest sequence, by task.
  let last; // The newest event before which nothing is missing.
  let socket;
  let pause = 500;
  let ended = false;

  async function open() {
    const credential = await token();
    if (ended) return;
    socket = new WebSocket(url);
    const heartbeat = setInterval(() => socket.readyState === 1 && socket.send('{"action":"ping"}'), 60_000);
    let newest = last;
    let isCaughtUp = false;
    // Whoever was to answer may have died half way.
    const patience = setTimeout(() => isCaughtUp || socket.close(), 30_000);

    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ action: 'subscribe', token: credential, ...target, after: last })),
    );
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'error') onRefused(message.problem);
      if (message.type === 'resync') onLook();
      if (message.type === 'subscribed') {
        isCaughtUp = true;
        pause = 500;
        if (last === undefined) onLook();
      }
      if (message.id !== undefined) {
        if (newest === undefined || message.id > newest) newest = message.id;
        const { id } = message.data;
        if (message.sequence > (told.get(id) ?? 0)) {
          told.set(id, message.sequence);
          onEvent(message);
        }
      }
      // Only then: what was missed comes before `subscribed`, and what is new may come between.
      if (isCaughtUp) last = newest;
    });
    socket.addEventListener('close', () => {
      clearInterval(heartbeat);
      clearTimeout(patience);
      if (ended) return;
      setTimeout(open, pause);
      pause = Math.min(2 * pause, 30_000);
    });
  }
  void open();
  return () => {
    ended = true;
    socket?.close();
  };
}
