import { expect, it } from 'vitest';
import { withSharedTexts } from '#storage/tasks/shared-texts.ts';

const prompt = 'a lighthouse in the rain';

it('a request whose row keeps a text once has it wherever it is sent', () => {
  const providerParams = { prompt, shots: [{ scene: 'at night' }] };
  const input = { prompt: '', storyboard: [{ text: '', seconds: 5 }], count: 1 };
  const sharedTexts = [
    { at: ['prompt'], from: ['prompt'] },
    { at: ['storyboard', '0', 'text'], from: ['shots', '0', 'scene'] },
  ];
  expect(withSharedTexts({ providerParams, input, sharedTexts, keepOutputs: true })).toEqual({
    providerParams,
    input: { prompt, storyboard: [{ text: 'at night', seconds: 5 }], count: 1 },
    keepOutputs: true,
  });
});

it('a request that says nothing of it is as its row says', () => {
  const request = { providerParams: { prompt }, input: { prompt } };
  expect(withSharedTexts(request)).toEqual(request);
});

it('a request whose text is missing, or has no place, is not read: it would be sent without its prompt', () => {
  const broken = {
    providerParams: {},
    input: { prompt: '' },
    sharedTexts: [{ at: ['prompt'], from: ['prompt'] }],
  };
  expect(() => withSharedTexts(broken)).toThrow('no text at prompt');
  const placeless = { ...broken, providerParams: { prompt }, input: {} };
  expect(() => withSharedTexts(placeless)).toThrow('no place for a text at prompt');
});
