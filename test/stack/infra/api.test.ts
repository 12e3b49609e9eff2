import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes } from '#contract/all-routes.ts';
import { callbackRoutes } from '#contract/callbacks/routes.ts';
import { methodsOf } from '#contract/route.ts';
import { anAssembly, ofType, only, type Assembly, type Resource } from './assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly();
});
afterAll(() => assembly.remove());

/** The parts of one kind of API: there is one for HTTP and one for WebSockets. */
function partsOf(protocol: 'HTTP' | 'WEBSOCKET', type: string, { service } = assembly): [string, Resource][] {
  const isIt = ([, { Properties }]: [string, Resource]): boolean => Properties['ProtocolType'] === protocol;
  const [id] = ofType(service, 'AWS::ApiGatewayV2::Api').find(isIt) ?? [];
  return ofType(service, `AWS::ApiGatewayV2::${type}`).filter(
    ([own, { Properties }]) => own === id || (Properties['ApiId'] as { Ref: string } | undefined)?.Ref === id,
  );
}

describe('the API', () => {
  it('has every route of the contract, and one for all else', () => {
    const keys = partsOf('HTTP', 'Route').map(([, { Properties }]) => Properties['RouteKey']);
    const promised = allRoutes.flatMap((route) =>
      methodsOf(route).map((method) => `${method} ${route.path}`),
    );
    expect(keys.sort()).toEqual([...promised, '$default'].sort());
  });

  it('throttles callbacks by themselves: no flood of clients takes their places', () => {
    const [stage] = partsOf('HTTP', 'Stage');
    const throttles = stage?.[1].Properties['RouteSettings'] as Record<string, unknown>;
    const { DefaultRouteSettings: others } = stage?.[1].Properties ?? {};
    expect(others).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    expect(Object.keys(throttles)).toEqual(callbackRoutes.map(({ path }) => `POST ${path}`));
    for (const own of Object.values(throttles))
      expect(own).toEqual({ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 });
    // Settings of a route that is not there yet are refused.
    const theirs = partsOf('HTTP', 'Route').filter(
      ([, { Properties }]) => String(Properties['RouteKey']) in throttles,
    );
    expect(stage?.[1].DependsOn).toEqual(expect.arrayContaining(theirs.map(([id]) => id)));
    expect(theirs).toHaveLength(callbackRoutes.length);
  });

  it('for WebSockets leads whatever happens on them to one function, which is told whose pages may connect', async () => {
    expect(
      partsOf('WEBSOCKET', 'Route')
        .map(([, { Properties }]) => Properties['RouteKey'])
        .sort(),
    ).toEqual(['$connect', '$default', '$disconnect']);
    expect(partsOf('WEBSOCKET', 'Integration')).toHaveLength(1);
    const open = await anAssembly('dev', { corsOrigins: 'https://studio.example.com' });
    const told = ofType(open.service, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) =>
      id.startsWith('ServeConnections') ? [Properties['Environment']] : [],
    );
    expect(told).toMatchObject([{ Variables: { LIVE_ORIGINS: 'https://studio.example.com' } }]);
    open.remove();
  });

  it('lets pages of the origins in that it is told, and of none unless it is told any', async () => {
    expect(partsOf('HTTP', 'Api')[0]?.[1].Properties['CorsConfiguration']).toBeUndefined();
    expect(only(assembly.data, 'AWS::S3::Bucket')['CorsConfiguration']).toBeUndefined();
    const corsOrigins = 'https://studio.example.com, https://gallery.example.com';
    const open = await anAssembly('dev', { corsOrigins });
    const origins = corsOrigins.split(', ');
    expect(partsOf('HTTP', 'Api', open)[0]?.[1].Properties['CorsConfiguration']).toMatchObject({
      AllowOrigins: origins,
      AllowHeaders: [
        ...['authorization', 'content-type', 'idempotency-key', 'prefer', 'if-none-match'],
        ...['mcp-protocol-version', 'mcp-session-id', 'mcp-method', 'mcp-name'],
      ],
      ExposeHeaders: [
        ...['x-request-id', 'location', 'etag', 'retry-after', 'idempotency-key', 'idempotency-replayed'],
        ...['preference-applied', 'link', 'deprecation', 'sunset', 'ratelimit', 'ratelimit-policy'],
      ],
    });
    expect(only(open.data, 'AWS::S3::Bucket')['CorsConfiguration']).toMatchObject({
      CorsRules: [{ AllowedOrigins: origins, AllowedMethods: ['GET', 'HEAD', 'PUT'] }],
    });
    open.remove();
  });

  it('logs routes but no paths, which hold callback tokens and the names of files', () => {
    for (const protocol of ['HTTP', 'WEBSOCKET'] as const) {
      const stage = partsOf(protocol, 'Stage')[0]?.[1].Properties;
      const { Format } = stage?.['AccessLogSettings'] as { Format: string };
      expect(JSON.parse(Format)).toHaveProperty('route', '$context.routeKey');
      expect(Format).not.toMatch(/\$context\.(?:path|http\.path)/);
    }
  });
});
