import { describe, expect, it } from 'vitest';
import { archiveKey, taskFiles } from '#domain/files/archive-key.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import type { Owner, TaskId } from '#domain/ids.ts';

const owner = 'ana' as Owner;
const taskId = '0123456789abcdef0123456789abcdef' as TaskId;
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

  it('of a frame that an earlier version kept is found with its task', () => {
    const context = { ...shot, role: 'start_frame' };
    const earlier = `${inShot}/start_frame/images/generated/ana/${taskId}.png`;
    expect(taskOfKey(earlier)).toEqual({ owner, id: taskId });
    expect(taskFiles({ owner, taskId, context }).some((prefix) => earlier.startsWith(prefix))).toBe(true);
  });
});
