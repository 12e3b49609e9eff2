import { denialText, type Access } from '../iam/access.ts';
import { identity } from '../identity.ts';
import type { RouteDefinition } from '../resources/api-routes.ts';

/** What the permission of a route is looked up in, and who is told of one that is missing. */
export interface Permissions {
  readonly access: Pick<Access, 'deniedToService'>;
  readonly onDenied: (message: string) => void;
}

/** Whether the function of a route lets the API call it. */
export function isOpenTo(
  { apiId, stage }: { readonly apiId: string; readonly stage: string },
  { routeKey, functionArn }: RouteDefinition,
  { access, onDenied }: Permissions,
): boolean {
  const { partition, region, accountId } = identity;
  // `GET /pets/{id}` becomes `GET/pets/{id}`, and `$default` stays as it is.
  const place = routeKey.replace(' ', '');
  const sourceArn = `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/${stage}/${place}`;
  const call = { service: 'apigateway.amazonaws.com', sourceArn };
  const denial = access.deniedToService(call, { action: 'lambda:InvokeFunction', resource: functionArn });
  if (denial !== undefined) onDenied(`${denialText(denial)} (route ${routeKey})`);
  return denial === undefined;
}
