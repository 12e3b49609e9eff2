// Plain JavaScript for whatever Node the machine has: what the bootstrap asks of it, and what npm has to have brought.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const numbersOf = (version) => version.split('.').map(Number);

function isAtLeast(version, least) {
  const [given, wanted] = [numbersOf(version), numbersOf(least)];
  const at = wanted.findIndex((number, i) => (given[i] || 0) !== number);
  return at < 0 || (given[at] || 0) > wanted[at];
}

/** Whether a version lies in a range of `^a.b.c` and `>=a.b.c`, joined by `||`, as `engines` are written. */
export function satisfies(version, range) {
  return range.split('||').some((part) => {
    const [, kind, least] = /^\s*(\^|>=)\s*([\d.]+)\s*$/.exec(part) || [];
    if (least === undefined) throw new Error(`engines: ${part} is not understood`);
    return isAtLeast(version, least) && (kind === '>=' || numbersOf(version)[0] === numbersOf(least)[0]);
  });
}

/** The range in words: `20.19 or newer of its line, or 22.12 or newer`. */
export function rangeInWords(range) {
  const words = range.split('||').map((part) => {
    const least = (/[\d.]+/.exec(part) || [''])[0].replace(/\.0$/, '');
    return part.includes('^') ? `${least} (or newer of that line)` : `${least} or newer`;
  });
  return words.join(', or ');
}

const fits = (wanted, given) => wanted === undefined || wanted.includes(given);

/** The packages of a lock file that hold native code for this machine, as folders below its own. */
export function nativePackages(lock, { os, cpu, libc }) {
  return Object.entries(lock.packages)
    .filter(([, one]) => one.optional && (one.os || one.cpu))
    .filter(([, one]) => fits(one.os, os) && fits(one.cpu, cpu) && fits(one.libc, libc))
    .map(([folder]) => folder);
}

/** Those that npm has left out: it does so without a word where a package wants another Node. */
export const missingPackages = (root, folders) =>
  folders.filter((folder) => !existsSync(join(root, folder, 'package.json')));

/** The machine that this process runs on, in npm's words. */
export function thisMachine() {
  const { header } = process.report ? process.report.getReport() : { header: {} };
  const libc = header.glibcVersionRuntime ? 'glibc' : 'musl';
  return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? libc : undefined };
}
