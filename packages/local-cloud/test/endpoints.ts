/** Variables that name a service to hold its contract against: AWS's own, or another that claims to be one. */
export const endpointVariables = {
  s3: 'CONTRACT_S3_ENDPOINT',
  dynamodb: 'CONTRACT_DYNAMODB_ENDPOINT',
  states: 'CONTRACT_STATES_ENDPOINT',
} as const;

/** A service elsewhere, and the keys of an account that it knows. */
export interface Endpoint {
  readonly url: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** A variable that has to be set because another one is. */
export function needed(name: string, because: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${because} is set, and ${name} is not.`);
}

/** The service that the environment names, with region and keys from the variables of AWS; undefined when it names none. */
export function endpointOf(service: keyof typeof endpointVariables): Endpoint | undefined {
  const variable = endpointVariables[service];
  const url = process.env[variable]?.replace(/\/$/, '');
  if (!url) return undefined;
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return {
    url,
    region: needed('AWS_REGION', variable),
    credentials: {
      accessKeyId: needed('AWS_ACCESS_KEY_ID', variable),
      secretAccessKey: needed('AWS_SECRET_ACCESS_KEY', variable),
      ...(sessionToken ? { sessionToken } : {}),
    },
  };
}
