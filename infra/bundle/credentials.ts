import { fromEnv } from '@aws-sdk/credential-provider-env';

/** Takes the place of the SDK's search for credentials: Lambda puts a function's own into its environment. */
export const defaultProvider = (): ReturnType<typeof fromEnv> => fromEnv();
