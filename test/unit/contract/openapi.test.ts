import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiDescription, openApiPath } from '#contract/openapi/api-description.ts';
import { operationsOf, responseAt, type PageDocument } from '../../../web/reference/document.ts';
import { refusals } from '#contract/openapi/refusals.ts';
import { routesById } from '#contract/all-routes.ts';
import type { Route } from '#contract/route.ts';
import { routes } from '#contract/routes.ts';
import { problems } from '#domain/error.ts';
import { VERSION } from '#domain/version.ts';
import { requestSchemas } from '#providers/catalog.ts';

const root = new URL('../../../', import.meta.url);
const text = JSON.stringify(apiDescription());
const document = JSON.parse(text) as PageDocument;

const lintReport = z.object({
  totals: z.object({ errors: z.number(), warnings: z.number(), ignored: z.number() }),
  problems: z.array(
    z.object({
      ruleId: z.string(),
      message: z.string(),
      location: z.array(z.object({ pointer: z.string() })),
    }),
  ),
});

it('a route of GET says so where HEAD at its address is a route of its own, and nowhere else', () => {
  const all: readonly Route[] = Object.values(routes);
  const heads = all.filter(({ method }) => method === 'HEAD').map(({ path }) => path);
  const saying = all.filter(({ hasOwnHead }) => hasOwnHead === true);
  expect(saying.map(({ path, method }) => [method, path])).toEqual(heads.map((path) => ['GET', path]));
});

describe('the committed description', () => {
  it('is the one that the schemas make today; `npm run openapi` writes it', () => {
    const committed: unknown = JSON.parse(readFileSync(new URL('docs/openapi.json', root), 'utf8'));
    expect(document).toEqual(committed);
    expect(JSON.stringify(committed) === text, 'the order of members has changed').toBe(true);
  });

  it('is the same on every machine, whatever its time zone and language', () => {
    const script = `import { apiDescription } from '#contract/openapi/api-description.ts';
      process.stdout.write(JSON.stringify(apiDescription()));`;
    const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' },
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    expect(elsewhere === text).toBe(true);
  });

  it('gives the strictest rules of a linter that is not ours nothing to say', () => {
    const linter = fileURLToPath(new URL('node_modules/@redocly/cli/bin/cli.js', root));
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [linter, 'lint', '--extends', 'recommended-strict', '--format', 'json', 'docs/openapi.json'],
      {
        cwd: root,
        // Nothing about this project leaves the machine: no usage report, no question for a newer version.
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
      },
    );
    const { totals, problems: found } = lintReport.parse(JSON.parse(stdout || '{}'), {
      error: () => stderr,
    });
    expect(found).toEqual([]);
    expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(version);
    expect(document.info.version).toBe(version);
  });
});

describe('the routes in the description', () => {
  it.each(routesById)(
    '%s stands where the table of routes has it',
    (name, { method, path, access, scopes, tokens = [] }: Route) => {
      const operation = document.paths[openApiPath(path)]?.[method.toLowerCase()];
      expect(operation).toMatchObject({
        operationId: name,
        summary: expect.stringMatching(/^[A-Z]/) as string,
      });
      const forPages = tokens.length > 0 ? [{ pageToken: scopes }] : [];
      expect(operation?.security).toEqual(
        access === 'open' ? [] : [{ apiKey: scopes }, { token: scopes }, ...forPages],
      );
    },
  );

  it('are those of the table and no others', () => {
    const described = operationsOf(document).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const promised = routesById.map(([, { method, path }]) => `${method} ${openApiPath(path)}`);
    expect(described.toSorted()).toEqual(promised.toSorted());
  });

  it('name every parameter of their paths', () => {
    for (const { path, operation } of operationsOf(document)) {
      const written = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(written);
      expect(described.every(({ required }) => required === true)).toBe(true);
    }
  });

  it('promise an x-request-id on every answer of ours', () => {
    for (const { operation } of operationsOf(document)) {
      for (const [status, response] of Object.entries(operation.responses)) {
        const { headers = {}, content = {} } = responseAt(document, response);
        const isOfTheStore = 'image/*' in content;
        if (status !== '429' && !isOfTheStore) expect(headers).toHaveProperty('x-request-id');
      }
    }
  });

  it('ask for the key as a bearer token wherever it is asked for', () => {
    expect(apiDescription().security).toEqual([{ apiKey: [] }, { token: [] }]);
    expect(apiDescription().components?.securitySchemes).toMatchObject({
      apiKey: { type: 'http', scheme: 'bearer' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
  });
});

describe('the refusals in the description', () => {
  const sources = ['functions', 'shared/actions', 'shared/contract', 'shared/providers'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
  );

  it('cover every code that is thrown anywhere', () => {
    const thrown = sources.flatMap((source) =>
      [...source.matchAll(/new Failure\(\s*'(\w+)'/g)].map(([, code]) => code),
    );
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter((code) => code !== undefined && !(code in refusals))).toEqual([]);
  });

  it('stand at the status that the code has, each with an example', () => {
    for (const { operation } of operationsOf(document)) {
      for (const [status, reference] of Object.entries(operation.responses)) {
        const problem = responseAt(document, reference).content?.['application/problem+json'];
        for (const [code, { value }] of Object.entries(problem?.examples ?? {})) {
          expect(value).toMatchObject({ code, status: Number(status) });
          expect(problems).toHaveProperty([code, 'status'], Number(status));
        }
      }
    }
  });
});

describe('the union of models', () => {
  it('is told apart by service and then by model', () => {
    const { ProviderParams, KieParams } = document.components.schemas;
    expect(ProviderParams?.discriminator).toEqual({
      propertyName: 'service',
      mapping: { KIE: '#/components/schemas/KieParams' },
    });
    const names = Object.keys(KieParams?.discriminator?.mapping ?? {});
    const callable = requestSchemas().map(({ model }) => model);
    expect(names).toEqual(expect.arrayContaining(callable));
  });

  it('leads from every reference to a component', () => {
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      expect(apiDescription().components).toHaveProperty([String(kind), String(name)]);
    }
  });
});
