import { describe, expect, it } from 'vitest';
import { archiveKey, taskFiles } from '#domain/files/archive-key.ts';
import { withoutKeyParts } from '#domain/files/key-part.ts';
import { dispositionOf, taskOfKey } from '#domain/files/media-key.ts';
import { thumbnailKey } from '#domain/files/preview.ts';
import type { Owner, TaskId } from '#domain/ids.ts';

const owner = 'ana' as Owner;
const taskId = '0123456789abcdef0123456789abcdef' as TaskId;
const keyPart = 'fedcba9876543210fedcba9876543210';
const shot = { project: 'p', branch: 'b', scene: '4', shot: '12' };
const inShot = 'project_p/branch_b/scene_4/shot_12';

describe('the key of an output', () => {
  it.each([
    ['of no production', undefined, `images/generated/ana/${taskId}-2.png`],
    ['of a first frame', 'start_frame', `${inShot}/images/generated/ana/start_frame_${taskId}-2.png`],
    ['of a last frame', 'end_frame', `${inShot}/images/generated/ana/end_frame_${taskId}-2.png`],
    ['of another role', 'takes', `${inShot}/takes/images/generated/ana/${taskId}-2.png`],
  ])('%s names its task, and is found with it', (_, role, key) => {
    const context = role === undefined ? undefined : { ...shot, role };
    expect(archiveKey({ owner, taskId, n: 2, context }, 'image/png')).toBe(key);
    expect(taskOfKey(key)).toEqual({ owner, id: taskId });
    expect(taskFiles({ owner, taskId, context }).some((prefix) => key.startsWith(prefix))).toBe(true);
  });

  it.each([
    ['of no production', undefined, `images/generated/ana/${taskId}_${keyPart}-2.png`],
    [
      'of a first frame',
      'start_frame',
      `${inShot}/images/generated/ana/start_frame_${taskId}_${keyPart}-2.png`,
    ],
  ])('%s has a part that the task’s id does not tell, and is found with the task', (_, role, key) => {
    const context = role === undefined ? undefined : { ...shot, role };
    expect(archiveKey({ owner, taskId, keyPart, n: 2, context }, 'image/png')).toBe(key);
    expect(taskOfKey(key)).toEqual({ owner, id: taskId });
    expect(taskFiles({ owner, taskId, context }).some((prefix) => key.startsWith(prefix))).toBe(true);
    expect(taskOfKey(thumbnailKey(key, 320) ?? '')).toEqual({ owner, id: taskId });
    for (const told of [withoutKeyParts(key), dispositionOf(key)]) expect(told).not.toContain(keyPart);
    expect(dispositionOf(key)).toContain(`${taskId}-2.png"`);
  });

  it('of a frame that an earlier version kept is found with its task', () => {
    const context = { ...shot, role: 'start_frame' };
    const earlier = `${inShot}/start_frame/images/generated/ana/${taskId}.png`;
    expect(taskOfKey(earlier)).toEqual({ owner, id: taskId });
    expect(taskFiles({ owner, taskId, context }).some((prefix) => earlier.startsWith(prefix))).toBe(true);
  });
});
