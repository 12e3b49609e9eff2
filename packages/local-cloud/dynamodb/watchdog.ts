// A process of its own between the host and the engine. The host holds the other end of its input: when the host is
// gone, however it went, the input ends and the engine is ended with it.
import { spawn } from 'node:child_process';

const [engine = '', ...options] = process.argv.slice(2);
const child = spawn(engine, options, { stdio: ['ignore', 'ignore', 'inherit'] });

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const PATIENCE_MS = 3_000;
const end = (): void => {
  child.kill();
  setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
};
process.stdin.on('error', end);
process.stdin.on('end', end);
process.stdin.resume();
