import type { Chosen } from './stage-file.ts';

/** One setting that a deployment would change; `undefined` stands for its default. */
export interface SettingChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What would change, by name. */
export function settingChanges(before: Chosen, after: Chosen): readonly SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((name) => ({ name, before: before[name], after: after[name] }))
    .filter((change) => change.before !== change.after);
}

const said = (value: string | undefined): string => value ?? '(default)';

/** A line for each change, or one that says that there is none. */
export const describeChanges = (changes: readonly SettingChange[]): string =>
  changes.length === 0
    ? 'Settings: as deployed.'
    : ['Settings that change:', ...changes.map(describe)].join('\n');

const describe = ({ name, before, after }: SettingChange): string =>
  `  ${name}: ${said(before)} → ${said(after)}`;

/**
 * Refuses a deployment that would set something back to its default only because nobody said it again: a forgotten
 * address silences every alarm, a forgotten store moves all media. `dropped` names those that are meant.
 */
export function refuseSilentDrops(changes: readonly SettingChange[], dropped: readonly string[]): void {
  const lost = changes.filter(({ name, after }) => after === undefined && !dropped.includes(name));
  if (lost.length === 0) return;
  const ways = lost.map(({ name }) => `--drop ${name}`).join(' ');
  throw new Error(
    `The deployed stage has settings that this deployment does not name:\n${lost.map(describe).join('\n')}\n` +
      `Write them into infra/stages/{stage}.json, or say that they go: ${ways}`,
  );
}
