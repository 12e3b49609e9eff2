import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import type { Actor } from '../iam/session.ts';
import { number, ofType, readProperties, type Reading } from './reading.ts';

/** One Lambda function, as the sandbox needs it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly actor: Actor;
  /** The folder of the code. */
  readonly code: string;
  /** Changes whenever the code does. */
  readonly codeId: string;
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly applicationLogLevel: string;
  readonly systemLogLevel: string;
  /** The reserved concurrency, where there is one. */
  readonly mostInstances: number | undefined;
  readonly retryAttempts: number;
  readonly longestEventAgeSeconds: number;
}

const functionProperties = z.object({
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Role: z.string(),
  Handler: z.string().regex(/^[^.]+\.[^/]+$/, 'a handler is written file.export'),
  Runtime: z.string().regex(/^nodejs\d/, 'only Node.js runtimes are hosted'),
  PackageType: z.literal('Zip').default('Zip'),
  Timeout: number.default(3),
  MemorySize: number.default(128),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) })
    .default({ Variables: {} }),
  ReservedConcurrentExecutions: number.optional(),
  FunctionName: z.string().optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.enum(['Text', 'JSON']).default('Text'),
      ApplicationLogLevel: z.string().default('INFO'),
      SystemLogLevel: z.string().default('INFO'),
    })
    .default({ LogFormat: 'Text', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO' }),
});

const invokeProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: number.default(2),
  MaximumEventAgeInSeconds: number.default(21_600),
  Qualifier: z.string().default('$LATEST'),
});

type InvokeConfig = z.infer<typeof invokeProperties>;

/** Every Lambda function of the template. */
export function readFunctions(reading: Reading): readonly FunctionDefinition[] {
  const configs = ofType(reading, 'AWS::Lambda::EventInvokeConfig').flatMap(
    (resource) => readProperties(invokeProperties, resource, reading) ?? [],
  );
  return ofType(reading, 'AWS::Lambda::Function').flatMap(
    (resource) => readFunction(resource, configs, reading) ?? [],
  );
}

function readFunction(
  resource: Resource,
  configs: readonly InvokeConfig[],
  reading: Reading,
): FunctionDefinition | undefined {
  const read = readProperties(functionProperties, resource, reading);
  if (read === undefined) return undefined;
  const code = resource.stack.assets.get(read.Code.S3Key);
  if (code === undefined) {
    reading.problems.add(resource.place, `the asset ${read.Code.S3Key} is not in the cloud assembly`);
    return undefined;
  }
  const retry = configs.find(
    ({ FunctionName }) => FunctionName === resource.name || FunctionName === resource.arn,
  );
  const logging = read.LoggingConfig;
  return {
    name: resource.name,
    logicalId: resource.logicalId,
    arn: resource.arn,
    actor: { roleArn: read.Role, session: resource.name },
    code,
    codeId: read.Code.S3Key.replace(/\.zip$/, ''),
    handler: read.Handler,
    runtime: read.Runtime,
    timeoutSeconds: read.Timeout,
    memoryMegabytes: read.MemorySize,
    environment: read.Environment.Variables,
    logGroup: logging.LogGroup ?? `/aws/lambda/${resource.name}`,
    logFormat: logging.LogFormat,
    applicationLogLevel: logging.ApplicationLogLevel,
    systemLogLevel: logging.SystemLogLevel,
    mostInstances: read.ReservedConcurrentExecutions,
    retryAttempts: retry?.MaximumRetryAttempts ?? 2,
    longestEventAgeSeconds: retry?.MaximumEventAgeInSeconds ?? 21_600,
  };
}
