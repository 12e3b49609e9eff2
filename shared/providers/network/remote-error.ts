/**
 * Why a file could not be had. `refused-address`: it may lead where nobody should be led · `refused-host`: it is not on the
 * list of hosts that may be asked · `gone`: asking the same address again is useless.
 */
export type RemoteFileFault =
  'refused-address' | 'refused-host' | 'gone' | 'unavailable' | 'too-large' | 'stalled' | 'broken';

/** The only error that fetching a stranger's file ends with; its message never holds the address. */
export class RemoteFileError extends Error {
  readonly kind: RemoteFileFault;
  /** The HTTP status that says so, where one does. */
  readonly status: number | undefined;

  constructor(
    kind: RemoteFileFault,
    message: string,
    { status, ...options }: ErrorOptions & { readonly status?: number } = {},
  ) {
    super(message, options);
    this.name = 'RemoteFileError';
    this.kind = kind;
    this.status = status;
  }
}
