/** Something that the person at the keyboard can put right; its message is shown without a stack. */
export class StartError extends Error {
  /** What the process ends with: 2 where the command line itself is refused. */
  readonly exitCode: 1 | 2;

  constructor(message: string, { exitCode = 1, ...options }: ErrorOptions & { exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}
