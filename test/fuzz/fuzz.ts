import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isOwner } from '#domain/ids.ts';
import { mintKey, withKeys } from '../../local/start/keys.ts';
import { understood, wholeNumber } from '../command-line.ts';
import { withLaptop } from '../verify/laptop.ts';
import type { Place } from '../verify/deployment.ts';
import type { JsonObject } from './document.ts';
import { Fuzzer } from './drive.ts';
import { scopesOfOwners, type FuzzTarget } from './target.ts';
import type { Scope } from '#domain/keys/scopes.ts';

const usage = `npm run fuzz -- [--requests N] [--seed N] [--operation ID]
  --requests N     how many requests are made up and sent; a million where nothing is said
  --seed N         where chance begins; 1 where nothing is said
  --operation ID   only this operation of the description, such as createTask
Each is sent to the stack of this laptop, started for the run with the simulated provider, and its answer held against
docs/openapi.json. It ends with 0 where all went as described, with 1 where something did not.`;

const root = join(import.meta.dirname, '..', '..');
const options = {
  requests: { type: 'string', default: '1000000' },
  seed: { type: 'string', default: '1' },
  operation: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Rounds, so that each finds what earlier ones have made, and a finding is told early. */
const REQUESTS_A_ROUND = 10_000;

const read = () => {
  const { requests, seed, operation, help } = parseArgs({ options, strict: true }).values;
  return {
    requests: wholeNumber('--requests', requests, 1),
    seed: wholeNumber('--seed', seed, 0),
    operation,
    help: help === true,
  };
};

const withTarget = <Result>({ url, table }: Place, use: (target: FuzzTarget) => Promise<Result>) =>
  withKeys(table, async (keys) => {
    const newKey = async (owner: string, scopes: readonly Scope[]): Promise<string> => {
      if (!isOwner(owner)) throw new Error(`"${owner}" cannot be an owner`);
      const { key, hash } = mintKey();
      await keys.create({ owner, scopes, hash, now: Date.now(), name: 'npm run fuzz' });
      return key;
    };
    return use({
      url,
      keys: {
        owner: await newKey('fuzz', scopesOfOwners),
        other: await newKey('fuzz-b', scopesOfOwners),
        operator: await newKey('fuzz-o', [...scopesOfOwners, 'operator']),
      },
    });
  });

async function run(
  target: FuzzTarget,
  { requests, seed, operation }: ReturnType<typeof read>,
): Promise<number> {
  const description = JSON.parse(await readFile(join(root, 'docs', 'openapi.json'), 'utf8')) as JsonObject;
  const fuzzer = new Fuzzer(target, description);
  const chosen = fuzzer.operations.find(({ id }) => id === operation);
  if (operation !== undefined && chosen === undefined) throw new Error(`There is no operation ${operation}`);
  let wrong = 0;
  for (let round = 0; round * REQUESTS_A_ROUND < requests; round += 1) {
    const now = Math.min(REQUESTS_A_ROUND, requests - round * REQUESTS_A_ROUND);
    const found = chosen
      ? [await fuzzer.drive(chosen, now, seed + round)]
      : await fuzzer.driveAll(now, seed + round);
    for (const one of found) {
      if (one === undefined) continue;
      wrong += 1;
      console.log(`${one.operation}, seed ${seed + round}: ${one.what}\n    ${one.request}`);
    }
    console.log(fuzzer.told());
  }
  return wrong === 0 ? 0 : 1;
}

const wish = understood(usage, read);
if (wish.help) console.log(usage);
else process.exitCode = await withLaptop(root, (place) => withTarget(place, (target) => run(target, wish)));
