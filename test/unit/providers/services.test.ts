import { describe, expect, it } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { KEEP_SECONDS, SUBMIT_FUNCTION_SECONDS } from '#domain/tasks/limits.ts';
import { callbackPath, isCallable, originNames, secretNames, submitSeconds } from '#providers/service.ts';
import { adapters, callbackReaders, defaultService, models, services } from '#providers/services.ts';

const LONGEST_LAMBDA_SECONDS = 900;
const callable = services.filter(isCallable);
const named = (name: string) => services.find((service) => service.name === name) ?? expect.fail(name);

describe('the table of services', () => {
  it('names every service once, in letters that fit a variable', () => {
    const names = services.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Z0-9]+$/);
  });

  it('has models of its services only, and each service’s in a list of its own', () => {
    const rows = models.map((entries) => [...new Set(entries.map(({ service }) => service))]);
    expect(rows).toEqual(services.map(({ name }) => [name]));
  });

  it('has someone to speak to every service that can be called, and to no other', () => {
    expect(Object.keys(adapters).sort()).toEqual(callable.map(({ name }) => name).sort());
  });

  it('says that a service calls back exactly where its callbacks can be read', () => {
    const saying = callable.filter(({ access }) => access.callback !== undefined).map(({ name }) => name);
    expect(saying.sort()).toEqual(Object.keys(callbackReaders).sort());
  });

  it('gives every dialect a name that no other service uses', () => {
    const names = Object.values(adapters).flatMap(({ dialects }) => Object.keys(dialects));
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a dialect of the same service for every model that can be called', () => {
    const lost = listModels()
      .filter(({ forms }) => forms.length > 0)
      .filter(({ service, dialect }) => adapters[service]?.dialects[dialect] !== dialectNamed(dialect));
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('reaches services over TLS only', () => {
    const origins = callable.flatMap(({ access }) => Object.values(access.origins));
    expect(origins.filter((origin) => origin !== new URL(origin).origin || !/^https:/.test(origin))).toEqual(
      [],
    );
  });

  it('lets a paid call take no longer than a Lambda may run', () => {
    expect(submitSeconds(services)).toBeLessThanOrEqual(LONGEST_LAMBDA_SECONDS);
    const [service = expect.fail('none')] = callable;
    const patient = { ...service, access: { ...service.access, callSeconds: 240 } };
    expect(submitSeconds([service, patient])).toBe(240 + KEEP_SECONDS);
    expect(submitSeconds([service])).toBe(SUBMIT_FUNCTION_SECONDS);
  });

  it('means a service that can be called where a request names none', () => {
    expect(isCallable(defaultService)).toBe(true);
  });
});

describe('names that deployments depend on', () => {
  it('stay what they have always been', () => {
    const kie = named('KIE');
    expect(originNames(kie, 'base')).toEqual({ variable: 'KIE_BASE_URL', context: 'kieBaseUrl' });
    expect(originNames(kie, 'upload')).toEqual({ variable: 'KIE_UPLOAD_URL', context: 'kieUploadUrl' });
    expect(secretNames(kie)).toEqual({
      construct: 'Kie',
      output: 'KieSecret',
      variable: 'KIE_SECRET_ARN',
    });
    expect(callbackPath('KIE')).toBe('/webhooks/kie');
  });
});
