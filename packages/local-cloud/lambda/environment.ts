import { randomBytes } from 'node:crypto';
import { sessionOf } from '../iam/session.ts';
import { identity } from '../identity.ts';
import type { FunctionDefinition } from '../resources/functions.ts';

/** Where the hosted services listen; any other service leads to `unhosted`, which refuses by name. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly s3: string;
  readonly states: string;
  readonly secrets: string;
  readonly lambda: string;
  readonly events: string;
  readonly unhosted: string;
}

/** Where the code lies, what it reaches, and what is laid over the function's own variables. */
export interface InstanceFacts {
  readonly code: string;
  readonly endpoints: Endpoints;
  readonly laidOver: Readonly<Record<string, string>>;
}

/** All that one instance sees as its environment: Lambda's own variables, then the function's, then the host's. */
export function instanceEnvironment(
  definition: FunctionDefinition,
  { code, endpoints, laidOver }: InstanceFacts,
): Record<string, string> {
  const { credentials } = sessionOf(definition.actor);
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_REGION: identity.region,
    AWS_DEFAULT_REGION: identity.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${randomBytes(16).toString('hex')}`,
    ...(definition.logFormat === 'JSON'
      ? { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: definition.applicationLogLevel }
      : {}),
    LAMBDA_TASK_ROOT: code,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: definition.handler,
    // Puts the caller's name into the SDK's user agent, so that the meter can tell who asked.
    AWS_SDK_UA_APP_ID: definition.name.slice(0, 50),
    ...definition.environment,
    ...laidOver,
    AWS_ENDPOINT_URL: endpoints.unhosted,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secrets,
    AWS_ENDPOINT_URL_SFN: endpoints.states,
  };
}
