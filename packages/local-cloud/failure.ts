/** What the local cloud throws: a message for the person at the laptop, naming what is wrong and where. */
export class CloudFailure extends Error {
  override readonly name = 'CloudFailure';
}

/** The text of whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
