import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { removeAccount } from '#actions/operators/remove-account.ts';
import { setAccount, type AccountOrder } from '#actions/operators/set-account.ts';
import { DEPLOYMENT } from '#domain/operators/audit.ts';
import { accountNamed } from '#domain/tasks/provider-account.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { accountKey, readAccounts } from '#storage/tasks/account-rows.ts';
import { secretReader, secretWriter } from '#storage/tasks/account-secrets.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const SECOND = accountNamed('KIE', 'second');
const BELOW = 'darkroom-dev/accounts';
const NAME = `${BELOW}/KIE/second`;
const MINUTE_MS = 60_000;

const refusal = (name: string): Error => Object.assign(new Error('Refused'), { name });

interface Order {
  readonly SecretId: string;
  readonly Name: string;
  readonly SecretString: string;
}

/** A Secrets Manager in which what was said becomes true after so many more calls. */
class Secrets {
  readonly values = new Map<string, string>();
  readonly marked = new Set<string>();
  readonly said: string[] = [];
  /** So many calls find nothing of what was made or restored. */
  lag = 0;

  find(id: string): string {
    if (this.lag > 0 && this.values.has(id) && !this.marked.has(id)) {
      this.lag -= 1;
      throw refusal('ResourceNotFoundException');
    }
    const value = this.values.get(id);
    if (value === undefined) throw refusal('ResourceNotFoundException');
    if (this.marked.has(id)) throw refusal('InvalidRequestException');
    return value;
  }

  readonly #operations: Readonly<Record<string, (order: Order) => unknown>> = {
    GetSecretValue: ({ SecretId }) => ({ ARN: SecretId, SecretString: this.find(SecretId) }),
    CreateSecret: ({ Name, SecretString }) => {
      if (this.marked.has(Name)) throw refusal('InvalidRequestException');
      if (this.values.has(Name)) throw refusal('ResourceExistsException');
      this.values.set(Name, SecretString);
      return { ARN: Name };
    },
    PutSecretValue: ({ SecretId, SecretString }) => {
      this.find(SecretId);
      this.values.set(SecretId, SecretString);
      return { ARN: SecretId };
    },
    RestoreSecret: ({ SecretId }) => this.marked.delete(SecretId),
    DeleteSecret: ({ SecretId }) => {
      this.find(SecretId);
      this.marked.add(SecretId);
    },
  };

  send = async (command: { readonly input: Order }): Promise<unknown> => {
    const operation = command.constructor.name.replace('Command', '');
    this.said.push(operation);
    return this.#operations[operation]?.(command.input);
  };
}

/** Operators' acts on accounts in a table and a Secrets Manager of their own. */
function acts() {
  const table = memoryTable(new MemoryTable());
  const secrets = new Secrets();
  const world = { now: Date.parse('2026-01-01T12:00:00Z'), slept: 0, dies: false, work: 0 };
  const clock = { now: () => world.now, sleep: async () => void (world.slept += 1) };
  const client = secrets as unknown as SecretsManagerClient;
  const changes = accountChanges(table);
  const dependencies = {
    accountsOf: (service: string) => readAccounts(table, service),
    readSecret: secretReader(client),
    secrets: secretWriter(client, BELOW, clock),
    firstSecret: () => 'first',
    isSecret: (_service: string, value: unknown) =>
      typeof (value as { apiKey?: unknown } | undefined)?.apiKey === 'string',
    freshSecret: () => ({ webhookKeys: [] }),
    view: gateViewer(table, () => ({ creates: 1, windowMs: 1000 })).view,
    audit: auditWriter(365),
    clock,
    changes: {
      ...changes,
      amend: async (...order: Parameters<typeof changes.amend>) => {
        if (world.dies) throw new Error('The process has died');
        await changes.amend(...order);
      },
      remove: async (...order: Parameters<typeof changes.remove>) => {
        if (world.dies) throw new Error('The process has died');
        return changes.remove(...order);
      },
    },
  };
  const remove = removeAccount({
    ...dependencies,
    workOf: async () => ({ tasks: world.work, items: 0, isAll: true }),
  });
  const set = setAccount(dependencies);
  const by = DEPLOYMENT;
  return {
    ...{ table, secrets, world },
    set: (order: Partial<AccountOrder> = {}) => set({ ...SECOND, by, ...order }),
    add: (apiKey: string) => set({ ...SECOND, by, secret: { apiKey } }),
    remove: () => remove({ ...SECOND, by }),
    row: () => table.get(accountKey('KIE', 'second')),
    actions: async () => (await table.partition('audit#2026-01')).map(({ action }) => action),
  };
}

describe('an account that is added', () => {
  it('has its secret first: whoever dies before the row leaves a secret that nobody uses, and a line that tells of it', async () => {
    const { add, row, secrets, world, actions } = acts();
    world.dies = true;
    await expect(add('one')).rejects.toThrow('died');
    expect([await row(), secrets.values.get(NAME)]).toEqual([undefined, '{"webhookKeys":[],"apiKey":"one"}']);
    expect(await actions()).toEqual(['account-secret-setting']);
    world.dies = false;
    world.now += 1000;
    await add('one');
    expect(await row()).toMatchObject({ state: 'open', secretArn: NAME });
    expect(await actions()).toEqual(['account-secret-setting', 'account-set']);
    expect(secrets.said.filter((said) => said.startsWith('Put'))).toEqual([]);
  });

  it('takes over a secret that was left behind, with the new value', async () => {
    const { add, secrets } = acts();
    secrets.values.set(NAME, '{"apiKey":"of before"}');
    await add('one');
    expect(secrets.values.get(NAME)).toBe('{"webhookKeys":[],"apiKey":"one"}');
  });

  it('restores a secret that is about to be deleted, and has a row once it can be read', async () => {
    const { add, row, secrets, world } = acts();
    secrets.values.set(NAME, '{"apiKey":"of before"}');
    secrets.marked.add(NAME);
    secrets.lag = 2;
    await add('one');
    expect(secrets.values.get(NAME)).toContain('one');
    expect(await row()).toMatchObject({ state: 'open' });
    expect(world.slept).toBe(2);
  });

  it('has no row where Secrets Manager does not have its secret in the end', async () => {
    const { add, row, secrets } = acts();
    secrets.lag = 100;
    await expect(add('one')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await row()).toBeUndefined();
  });
});

describe('another key of an account', () => {
  it('is told of before it is set: whoever dies behind it leaves a line, and repeating it brings it to its end', async () => {
    const { add, set, secrets, world, actions } = acts();
    await add('one');
    await set({ state: 'shut', reason: 'Not paid' });
    world.dies = true;
    world.now += 1000;
    await expect(set({ state: 'open', secret: { apiKey: 'two' } })).rejects.toThrow('died');
    expect(secrets.values.get(NAME)).toContain('two');
    world.dies = false;
    world.now += 1000;
    expect(await set({ state: 'open', secret: { apiKey: 'two' } })).toMatchObject({ state: 'open' });
    expect((await actions()).slice(3)).toEqual(['account-secret-setting', 'account-set']);
  });

  it('keeps what else the secret holds', async () => {
    const { add, set, secrets } = acts();
    await add('one');
    await set({ secret: { webhookKeys: ['signs'] } });
    await set({ secret: { apiKey: 'two' } });
    expect(JSON.parse(secrets.values.get(NAME) ?? '')).toEqual({ apiKey: 'two', webhookKeys: ['signs'] });
  });
});

describe('an account that is removed', () => {
  it('has its secret deleted before its row: whoever dies in between leaves one that takes no calls, and can be removed', async () => {
    const { add, set, remove, row, secrets, world, actions } = acts();
    await add('one');
    await set({ state: 'draining' });
    world.now += 2 * MINUTE_MS;
    world.dies = true;
    await expect(remove()).rejects.toThrow('died');
    expect([secrets.marked.has(NAME), await row()]).toMatchObject([true, { state: 'draining' }]);
    await expect(set({ state: 'open' })).rejects.toThrow('cannot be read');
    world.dies = false;
    await remove();
    expect([await row(), (await actions()).at(-1)]).toEqual([undefined, 'account-removed']);
  });

  it('stays with its secret while something is under way with it', async () => {
    const { add, set, remove, secrets, world } = acts();
    await add('one');
    await set({ state: 'shut' });
    await expect(remove()).rejects.toThrow('for a moment only');
    world.now += 2 * MINUTE_MS;
    world.work = 2;
    await expect(remove()).rejects.toThrow('2 tasks under way');
    expect(secrets.marked.has(NAME)).toBe(false);
  });
});

it('a row that an earlier version wrote is changed only while it is as it was read', async () => {
  const { table, set, row, secrets } = acts();
  secrets.values.set('arn:of-its-own', '{"apiKey":"one"}');
  const old = { ...accountKey('KIE', 'second'), state: 'open', secretArn: 'arn:of-its-own', odd: 'kept' };
  await table.write({ type: 'put', row: old });
  await set({ state: 'draining', reason: 'Its month is over' });
  expect(await row()).toMatchObject({ state: 'draining', odd: 'kept', rev: 1, secretArn: 'arn:of-its-own' });
  await set({ state: 'open' });
  expect(await row()).not.toHaveProperty('reason');
});
