import { cpSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Packages with native code cannot be bundled: they lie beside the bundles that load them. */
export const nativePackages = ['sharp'];

/** Where a deployment puts packages with native code for the processor that functions run on in AWS. */
export const lambdaPackages = join(root, '.build', 'lambda-packages');

/**
 * Puts packages with native code beside a bundle: those given, or a link to our own, with which the bundle runs on this
 * machine. So synthesising needs no network. Two processes may do it at once.
 */
export function bringPackages(bundle: string, packages: string | undefined): void {
  const target = join(bundle, 'node_modules');
  const isLink = (path: string): boolean =>
    lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (packages === undefined && !isLink(target) && nativePackages.every((name) => isLink(join(target, name))))
    return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  if (packages !== undefined) cpSync(packages, target, { recursive: true });
  else for (const name of nativePackages) linkTo(join(root, 'node_modules', name), join(target, name));
}

function linkTo(source: string, target: string): void {
  try {
    symlinkSync(source, target, 'dir');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
