import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const verifier = new Webhook(process.env.WEBHOOK_SECRET);

const server = createServer(async (request, response) => {
  try {
    const event = verifier.verify(await text(request), request.headers);
    response.writeHead(204).end();
    console.log(event.type, event.id, event.sequence); // Answer first, and work then.
  } catch {
    response.writeHead(400).end(); // Not of ours, or older than five minutes.
  }
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () =>
  console.log('listening on', server.address().port),
);
