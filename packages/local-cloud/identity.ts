/** The account everything local belongs to; invented, and the same on every laptop. */
export interface Identity {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

/** What a client signs its requests with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export const identity: Identity = {
  accountId: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
};

export const credentials: Credentials = {
  accessKeyId: 'AKIALOCALCLOUD000000',
  secretAccessKey: 'local-cloud-secret-key-of-no-value-0000',
  region: identity.region,
};
