import type { Model, ModelSummary } from '@darkroom/client/api-types';
import * as z from 'zod';
import { answerOf, inWords } from '../answers.ts';
import { exampleInput, inputSchemas } from '@darkroom/client/model-input';
import type { AddTools } from '../serving.ts';

const LISTED = 40;

const reading = { readOnlyHint: true, openWorldHint: false };

/** What can be ordered. */
export const addModels: AddTools = (server, { darkroom }) => {
  server.registerTool(
    'list_models',
    {
      title: 'List models',
      description: `The models that can be ordered from, in short, at most ${LISTED}: narrow the list where there are more.`,
      inputSchema: z.strictObject({
        media: z.enum(['image', 'video', 'audio']).describe('What it makes.').exactOptional(),
        search: z
          .string()
          .describe('Words of its id, name, maker or capabilities, such as "image-to-video kling".')
          .exactOptional(),
      }),
      annotations: reading,
    },
    ({ media, search = '' }, { mcpReq }) =>
      inWords(async () => {
        const all = darkroom.models.list(media ? { media } : {}, { signal: mcpReq.signal });
        const found = (await Array.fromAsync(all)).filter(
          (model) => isOffered(model) && isMeant(model, search),
        );
        return answerOf({
          models: found.slice(0, LISTED).map(summary),
          ...(found.length > LISTED ? { more: found.length - LISTED } : {}),
        });
      }),
  );
  server.registerTool(
    'describe_model',
    {
      title: 'Describe a model',
      description:
        'What a model takes as the input of generate (JSON Schema, one for each of its forms), an example that works, and its prices.',
      inputSchema: z.strictObject({ model: z.string().min(1).describe('The id of a model.') }),
      annotations: reading,
    },
    ({ model }, { mcpReq }) =>
      inWords(async () => answerOf(described(await darkroom.models.get(model, { signal: mcpReq.signal })))),
  );
};

const isOffered = ({ forms, status }: ModelSummary): boolean => forms.length > 0 && status !== 'retired';

/** Every word stands somewhere in what is known of it. */
function isMeant({ id, aliases, title, vendor, capabilities }: ModelSummary, search: string): boolean {
  const known = [id, title, vendor, ...aliases, ...capabilities].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

const summary = ({ id, title, vendor, media, status, capabilities, expectedSeconds }: ModelSummary) => ({
  id,
  title,
  vendor,
  media,
  ...(status === 'active' ? {} : { status }),
  capabilities,
  expectedSeconds,
});

function described(model: Model) {
  return {
    ...summary(model),
    deadlineSeconds: model.limits.deadlineSeconds,
    successor: model.lifecycle.successor,
    inputs: inputSchemas(model.inputSchema),
    example: { model: model.id, input: exampleInput(model.example) },
    prices: model.forms.map(({ wireId, title, price, rules }) => ({
      form: wireId,
      title,
      unit: price.unit,
      tiers: price.tiers,
      times: price.times,
      ...(rules.length === 0 ? {} : { rules }),
    })),
  };
}
