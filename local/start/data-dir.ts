import { resolve } from 'node:path';

/** Where a stack keeps everything: where the command line says, else the environment, else `.darkroom` of the checkout. */
export function dataDirOf(
  root: string,
  given: { readonly asked: string | undefined; readonly env: Readonly<Record<string, string | undefined>> },
): string {
  return resolve(root, given.asked ?? (given.env['DARKROOM_DATA_DIR'] || '.darkroom'));
}
