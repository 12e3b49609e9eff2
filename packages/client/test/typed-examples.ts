import type { GenerationActions } from '../actions.ts';
import type { Darkroom } from '../darkroom.ts';
import type { useCreateGenerationTask, useGenerationTasks, useUploadFile } from '../react/hooks.ts';

/** Compiled with everything else: the good ones have to compile, and the bad ones must not. Never run. */
export const good = async (darkroom: Darkroom, file: File): Promise<void> => {
  await darkroom.run('nano-banana-pro', { prompt: 'a hat', resolution: '2K' });
  await darkroom.run('nano-banana-pro', { prompt: 'a hat', image_input: [file, { path: './hat.png' }] });
  await darkroom.run('IMAGEN4', { prompt: 'a lighthouse', aspect_ratio: '16:9' });
  await darkroom.run('imagen-4', { prompt: 'a lighthouse', num_images: 2 }, { priority: 'high' });
  await darkroom.run('google/imagen4-fast', { prompt: 'a lighthouse', seed: 17 });
  await darkroom.run('VEO3', { modelVariant: 'veo3_fast', prompt: 'a boat', duration: 8 });
  await darkroom.tasks.create({
    promptId: 'p',
    providerParams: {
      service: 'KIE',
      model: 'IMAGEN4',
      apiModel: 'google/imagen4-ultra',
      input: { prompt: 'a lighthouse' },
    },
  });
  for await (const { status, assets } of darkroom.tasks.list({ status: 'PENDING', limit: 5 }))
    if (status === 'SUCCESS') await fetch(assets[0]?.url ?? '');
};

/** The examples of the hooks, as they are wanted. */
export const hooks = (
  { mutate }: ReturnType<typeof useCreateGenerationTask>,
  { data: tasks }: ReturnType<typeof useGenerationTasks>,
  { mutate: uploadFile }: ReturnType<typeof useUploadFile>,
): readonly string[] | undefined => {
  const input = { prompt: 'A beautiful sunset', aspect_ratio: '16:9', num_images: '4' } as const;
  mutate(
    {
      promptId: 'p',
      providerParams: { service: 'KIE', model: 'IMAGEN4', apiModel: 'google/imagen4-fast', input },
    },
    { onSuccess: (result) => (result.success ? result.data.id : result.error) },
  );
  uploadFile(new File([], 'hat.png'), {
    onSuccess: (result) => (result.success ? result.data.expiresAt.getTime() : result.error),
  });
  return tasks?.map(({ id, model, status }) => `${id} ${model} ${status}`);
};

/** The examples of the actions, as they are wanted. */
export const actions = async (
  { createGenerationTask, queryGenerationTask, uploadGenerationFile }: GenerationActions,
  form: FormData,
): Promise<readonly unknown[]> => {
  const said: unknown[] = [];
  const result = await queryGenerationTask('gen_task_123');
  if (result.success) {
    switch (result.data.status) {
      case 'PENDING':
        break;
      case 'SUCCESS':
        said.push((JSON.parse(result.data.resultJson ?? '') as { resultUrls: string[] }).resultUrls);
        break;
      case 'FAILED':
        said.push(result.data.failMsg);
        break;
      default:
    }
  }
  const uploaded = await uploadGenerationFile(form);
  if (!uploaded.success) return [uploaded.error];
  const days = Math.floor((uploaded.data.expiresAt.getTime() - Date.now()) / (1000 * 60 * 60 * 24));
  const made = await createGenerationTask({
    promptId: 'prompt_123',
    providerParams: {
      service: 'KIE',
      model: 'MIDJOURNEY',
      taskType: 'mj_img2img',
      prompt: 'Transform this image',
      fileUrls: [uploaded.data.downloadUrl],
    },
  });
  return [...said, days, made.success ? made.data.id : made.error];
};

export const bad = async (darkroom: Darkroom): Promise<void> => {
  // @ts-expect-error a size that the model does not make
  await darkroom.run('nano-banana-pro', { prompt: 'a hat', resolution: '8K' });
  // @ts-expect-error a name that is misspelt
  await darkroom.run('nano-banana-por', { prompt: 'a hat' });
  // @ts-expect-error a field that the model does not have
  await darkroom.run('nano-banana-pro', { prompt: 'a hat', sharpness: 3 });
  // @ts-expect-error a prompt is missing
  await darkroom.run('nano-banana-pro', { resolution: '2K' });
  // @ts-expect-error no file
  await darkroom.run('nano-banana-pro', { prompt: 'a hat', image_input: [17] });
  // @ts-expect-error a variant that there is not
  await darkroom.run('VEO3', { modelVariant: 'veo3_slow', prompt: 'a boat' });
  // @ts-expect-error a priority that there is not
  await darkroom.run('IMAGEN4', { prompt: 'a lighthouse' }, { priority: 'urgent' });
  await darkroom.tasks.create({
    // @ts-expect-error the field of another model
    providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'a', resolution: '2K' } },
  });
  // @ts-expect-error a status that there is not
  darkroom.tasks.list({ status: 'DONE' });
};
