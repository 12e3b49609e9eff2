import { S3Error } from './errors.ts';
import type { Reply } from './reply.ts';
import type { S3Request } from './request.ts';
import type { CorsRule } from './store/records.ts';

function fits(pattern: string, text: string): boolean {
  const [before = '', ...after] = pattern.toLowerCase().split('*');
  const value = text.toLowerCase();
  if (after.length === 0) return value === before;
  const end = after.join('*');
  return value.length >= before.length + end.length && value.startsWith(before) && value.endsWith(end);
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '');

interface CrossOriginRequest {
  readonly origin: string;
  readonly method: string;
  readonly headers: readonly string[];
}

function findRule(
  rules: readonly CorsRule[],
  { origin, method, headers }: CrossOriginRequest,
): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.allowedMethods.includes(method) &&
      rule.allowedOrigins.some((pattern) => fits(pattern, origin)) &&
      headers.every((name) => (rule.allowedHeaders ?? []).some((pattern) => fits(pattern, name))),
  );
}

function permission(rule: CorsRule, origin: string): Record<string, string> {
  const anyone = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(!anyone && { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposeHeaders?.length && { 'access-control-expose-headers': rule.exposeHeaders.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** The headers that let a browser read an answer; none when no rule of the bucket allows it. */
export function corsHeaders(
  request: S3Request,
  rules: readonly CorsRule[] | undefined,
): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === undefined || !rules) return {};
  const rule = findRule(rules, { origin, method: request.method, headers: [] });
  return rule ? permission(rule, origin) : {};
}

/** Answers a preflight; needs no signature. */
export function preflight(request: S3Request, rules: readonly CorsRule[] | undefined): Reply {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === undefined || method === undefined) {
    throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (!rules?.length) throw new S3Error('AccessForbidden');
  const wanted = listed(request.headers.get('access-control-request-headers'));
  const rule = findRule(rules, { origin, method, headers: wanted });
  if (!rule) {
    throw new S3Error(
      'AccessForbidden',
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
      { Method: method, ResourceType: 'OBJECT' },
    );
  }
  const allowed = wanted.length > 0 ? { 'access-control-allow-headers': wanted.join(', ') } : {};
  return { status: 200, headers: { ...permission(rule, origin), ...allowed } };
}
