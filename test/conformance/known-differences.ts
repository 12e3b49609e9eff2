/** In what a model may differ from the rule, or the catalogue from the simulator. */
export type Aspect = 'fields' | 'requirements' | 'limits' | 'refusals' | 'price' | 'tiers' | 'choices';

interface Difference {
  readonly aspect: Aspect;
  readonly wire: string;
  /** The difference itself, word for word. */
  readonly what: string;
  readonly because: string;
}

const guessedTokens = 'It is billed by tokens, of which neither side can know the number.';
const noPage = 'The pages name no such price; the estimate is the dearest of those that they name.';
const oneOperation = 'The simulator has one page for both operations, of which only one takes a prompt.';

const knownDifferences: readonly Difference[] = [
  { aspect: 'fields', wire: 'mj_video_extend_auto', what: 'prompt is missing', because: oneOperation },
  {
    aspect: 'requirements',
    wire: 'mj_video_extend_manual',
    what: 'prompt is not required there',
    because: oneOperation,
  },
  {
    aspect: 'fields',
    wire: 'veo/extend',
    what: 'model is not there',
    because: 'The simulator takes the tier and has it on no page.',
  },
  {
    aspect: 'fields',
    wire: 'bytedance/seedance-2-5',
    what: 'extension_task_id is missing',
    because: 'A client was seen to send it; no page has it, and nobody knows what it does.',
  },
  {
    aspect: 'limits',
    wire: 'veo3',
    what: 'imageUrls has maxItems 3 there, 2 here',
    because: 'Three pictures are for reference mode, which this tier does not have.',
  },
  ...['veo/get-1080p-video', 'veo/get-4k-video'].map((wire): Difference => ({
    ...{ aspect: 'limits', wire, what: 'index has minimum undefined there, 0 here' },
    because: 'The first film is number 0; no page says what comes before it.',
  })),
  {
    aspect: 'choices',
    wire: 'elevenlabs/sound-effect-v2',
    what: 'output_format lacks pcm_8000 pcm_16000 pcm_22050 pcm_24000 pcm_44100 pcm_48000 ulaw_8000 alaw_8000, adds nothing',
    because: 'Bare samples come as no file of any format: they could not be kept.',
  },
  { aspect: 'price', wire: 'google/gemini-2-5-pro-tts', what: 'any', because: guessedTokens },
  { aspect: 'price', wire: 'google/gemini-3-1-flash-tts', what: 'any', because: guessedTokens },
  ...['hailuo/2-3-image-to-video-pro', 'hailuo/2-3-image-to-video-standard'].map((wire): Difference => ({
    ...{ aspect: 'tiers', wire, what: 'no tier for duration 10, resolution 1080P', because: noPage },
  })),
  {
    aspect: 'tiers',
    wire: 'grok-imagine-video-1-5-preview',
    what: 'no tier for resolution 1080p',
    because: noPage,
  },
];

const met = new Set<Difference>();

/** Those that no check has come upon: they are known no longer. */
export const staleDifferences = (): Difference[] => knownDifferences.filter((one) => !met.has(one));

/** No fault where the difference is known, else the difference. */
export function accounted(aspect: Aspect, wire: string, what: string): string[] {
  const known = knownDifferences.find(
    (one) => one.aspect === aspect && one.wire === wire && one.what === what,
  );
  if (known === undefined) return [`${wire}: ${what}`];
  met.add(known);
  return [];
}
