import type { Asset, Task } from '@darkroom/client/api-types';

/** Lines up rows under their headings; the last column is left as long as it is. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** "0:07", "2:13", "1:02:05". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  const text = parts.join(':');
  return hours > 0 ? `${hours}:${text}` : text.replace(/^0/, '');
}

/** "312 KB", "4.2 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1024×576, 312 KB, image/png" or "8 s, 1280×720, 4.2 MB, video/mp4", as far as known. */
export function describeAsset(asset: Asset): string {
  const size = asset.width && asset.height ? `${asset.width}×${asset.height}` : undefined;
  const length = asset.durationSeconds === undefined ? undefined : `${round(asset.durationSeconds)} s`;
  const role = asset.role === 'result' ? undefined : asset.role;
  return [role, length, size, fileSize(asset.bytes), asset.contentType, asset.late ? 'late' : undefined]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** What a task cost, or what it is expected to cost while that is open. */
export function describeCost(cost: Task['cost']): string {
  if (cost.actualCredits === undefined) return `${cost.estimatedCredits} credits (estimated)`;
  return `${cost.actualCredits} credits${cost.final ? '' : ' (not final)'}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
