import { keyText, type KeyKind } from '#domain/keys/key-form.ts';
import type { Digest, Random } from '#domain/ports.ts';

export interface MintedKey {
  /** Shown once, to its owner. */
  readonly key: string;
  /** Hex SHA-256: all that is stored of it. Plain is enough for 256 random bits, there is nothing to guess. */
  readonly hash: string;
}

/** Makes the text of a new key. */
export const mintKey =
  ({
    random,
    digest,
    kind,
  }: {
    random: Pick<Random, 'hex128'>;
    digest: Pick<Digest, 'sha256'>;
    kind: KeyKind;
  }) =>
  (): MintedKey => {
    const key = keyText(kind, `${random.hex128()}${random.hex128()}`);
    return { key, hash: digest.sha256(key) };
  };
