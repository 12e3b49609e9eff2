/** A machine in npm's words. */
interface Machine {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string | undefined;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly optional?: boolean;
        readonly os?: readonly string[];
        readonly cpu?: readonly string[];
        readonly libc?: readonly string[];
        readonly engines?: { readonly node?: string };
      }
    >
  >;
}

export function satisfies(version: string, range: string): boolean;
export function rangeInWords(range: string): string;
export function nativePackages(lock: Lock, machine: Machine): string[];
export function missingPackages(root: string, folders: readonly string[]): string[];
export function thisMachine(): Machine;
