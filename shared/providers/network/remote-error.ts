/** Why a file could not be had. `gone`: asking the same address again is useless. */
export type RemoteFileFault = 'refused-address' | 'gone' | 'unavailable' | 'too-large' | 'stalled' | 'broken';

/** The only error that fetching a stranger's file ends with; its message never holds the address. */
export class RemoteFileError extends Error {
  readonly kind: RemoteFileFault;

  constructor(kind: RemoteFileFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RemoteFileError';
    this.kind = kind;
  }
}
