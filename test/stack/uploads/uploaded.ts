import type { UploadView } from '#contract/files/answers.ts';
import type { World } from '../test-stack.ts';

/** A file that an owner has uploaded, over the HTTP API. */
export async function uploaded(
  world: World,
  bytes: Buffer,
  { as = 'ana', ...more }: { as?: string; keep?: boolean; uploadPath?: string } = {},
): Promise<UploadView> {
  const { status, body } = await world.request<UploadView>('POST', '/api/v1/uploads/base64', {
    body: { base64Data: bytes.toString('base64'), ...more },
    as,
  });
  if (status !== 201) throw new Error(`The upload was answered with ${status}`);
  return body;
}
