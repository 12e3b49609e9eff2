import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../clock.ts';
import { startStates } from '../../states/server.ts';
import { invokerOf } from './local-subject.ts';
import { handler, type Script } from './scripted-function.ts';

// Starts the local Step Functions in a process of its own, in real time, with the function of the contract.

const invoke = invokerOf(new Map([['scripted', (payload) => handler(payload as Script)]]));
const dataDir = mkdtempSync(join(tmpdir(), 'states-'));
const { url } = await startStates({ dataDir, clock: systemClock(), invoke });
console.log(url);
