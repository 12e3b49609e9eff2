import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackRoutes, routesById } from '#contract/callbacks/routes.ts';
import { methodsOf } from '#contract/routes.ts';
import { anAssembly, ofType, only, type Assembly } from './assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly();
});
afterAll(() => assembly.remove());

describe('the API', () => {
  it('has every route of the contract, and one for all else', () => {
    const keys = ofType(assembly.service, 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => Properties['RouteKey'],
    );
    const promised = routesById.flatMap(([, route]) =>
      methodsOf(route).map((method) => `${method} ${route.path}`),
    );
    expect(keys.sort()).toEqual([...promised, '$default'].sort());
  });

  it('throttles callbacks by themselves: no flood of clients takes their places', () => {
    const [stage] = ofType(assembly.service, 'AWS::ApiGatewayV2::Stage');
    const throttles = stage?.[1].Properties['RouteSettings'] as Record<string, unknown>;
    const { DefaultRouteSettings: others } = stage?.[1].Properties ?? {};
    expect(others).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    expect(Object.keys(throttles)).toEqual(callbackRoutes.map(({ path }) => `POST ${path}`));
    for (const own of Object.values(throttles))
      expect(own).toEqual({ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 });
    // Settings of a route that is not there yet are refused.
    const theirs = ofType(assembly.service, 'AWS::ApiGatewayV2::Route').filter(
      ([, { Properties }]) => String(Properties['RouteKey']) in throttles,
    );
    expect(stage?.[1].DependsOn).toEqual(expect.arrayContaining(theirs.map(([id]) => id)));
    expect(theirs).toHaveLength(callbackRoutes.length);
  });

  it('lets pages of the origins in that it is told, and of none unless it is told any', async () => {
    expect(only(assembly.service, 'AWS::ApiGatewayV2::Api')['CorsConfiguration']).toBeUndefined();
    expect(only(assembly.data, 'AWS::S3::Bucket')['CorsConfiguration']).toBeUndefined();
    const corsOrigins = 'https://studio.example.com, https://gallery.example.com';
    const open = await anAssembly('dev', { corsOrigins });
    const origins = corsOrigins.split(', ');
    expect(only(open.service, 'AWS::ApiGatewayV2::Api')['CorsConfiguration']).toMatchObject({
      AllowOrigins: origins,
      AllowHeaders: ['authorization', 'content-type', 'idempotency-key', 'prefer', 'if-none-match'],
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
    const { Format } = only(assembly.service, 'AWS::ApiGatewayV2::Stage')['AccessLogSettings'] as {
      Format: string;
    };
    expect(JSON.parse(Format)).toHaveProperty('route', '$context.routeKey');
    expect(Format).not.toMatch(/\$context\.(?:path|http\.path)/);
  });
});
