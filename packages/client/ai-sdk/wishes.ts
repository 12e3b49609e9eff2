import type {
  Experimental_VideoModelV4CallOptions as VideoOptions,
  Experimental_VideoModelV4File as VideoFile,
  ImageModelV4CallOptions as ImageOptions,
  ImageModelV4File as ImageFile,
  SpeechModelV4CallOptions as SpeechOptions,
} from '@ai-sdk/provider';
import type { Wish } from './place.ts';

type File = ImageFile | VideoFile;

/** Fields for how many pictures are to be made. */
export const countFields = ['num_images', 'n'];

const pictureLists = [
  'image_input',
  'image_urls',
  'input_urls',
  'imageUrls',
  'fileUrls',
  'filesUrl',
  'image',
];
const onePicture = [
  'image_url',
  'first_frame_url',
  'first_frame',
  'inputImage',
  'input_image',
  'image',
  'fileUrl',
];
const lastPicture = ['last_frame_url', 'end_image_url', 'tail_image_url', 'last_frame'];
const references = ['reference_image_urls', 'reference_image'];
const films = ['reference_video_urls', 'video_urls', 'reference_video', 'video_url'];

/** What is not asked for is no wish. */
const wish = (feature: string, names: readonly string[], ...forms: readonly unknown[]): Wish[] =>
  forms.some((form) => form === undefined) ? [] : [{ feature, names, forms }];
const needed = (wishes: readonly Wish[]): Wish[] => wishes.map((one) => ({ ...one, isNeeded: true }));
const fitting = (wishes: readonly Wish[]): Wish[] => wishes.map((one) => ({ ...one, mustFit: true }));

/** A number, or the same as a text. */
const number = (value: number | undefined): readonly unknown[] =>
  value === undefined ? [undefined] : [value, String(value)];

/** The client uploads it when the order is made; addresses are for the API to fetch. */
function fileOf(file: File): unknown {
  if (file.type === 'url') return file.url;
  const bytes =
    typeof file.data === 'string' ? Uint8Array.from(atob(file.data), (one) => one.charCodeAt(0)) : file.data;
  return new Blob([new Uint8Array(bytes)], { type: file.mediaType });
}

/** Files in a field for several, or a single one in a field for one. Paid for without them it would be something else. */
function files(feature: string, given: readonly File[] | undefined, names: readonly string[]): Wish[] {
  if (given === undefined || given.length === 0) return [];
  const all = given.map(fileOf);
  const forms = all.length === 1 ? [all, all[0]] : [all];
  return needed(fitting(wish(feature, names, ...forms)));
}

const ratioFields = ['aspect_ratio', 'aspectRatio', 'ratio'];

/** `9:16` is `portrait_16_9` to some. */
function ratios(ratio: string | undefined): readonly unknown[] {
  const [width = 0, height = 0] = (ratio ?? '').split(':').map(Number);
  if (ratio === undefined || width === 0) return [ratio];
  if (width === height) return [ratio, 'square_hd', 'square'];
  const name = width > height ? `landscape_${width}_${height}` : `portrait_${height}_${width}`;
  return [ratio, name];
}

export const imageWishes = (options: ImageOptions): Wish[] => [
  ...needed(wish('the prompt', ['prompt', 'text'], options.prompt)),
  ...wish('n', countFields, ...number(options.n === 1 ? undefined : options.n)),
  ...fitting(wish('size', ['size', 'image_size'], options.size)),
  ...wish('aspectRatio', [...ratioFields, 'image_size', 'size'], ...ratios(options.aspectRatio)),
  ...wish('seed', ['seed', 'seeds'], ...number(options.seed)),
  ...files('pictures', options.files, [...pictureLists, ...references, ...onePicture]),
  ...files('a mask', options.mask && [options.mask], ['mask_url', 'maskUrl']),
];

/** `1280x720` is `720p` to most, whichever way it lies. */
function resolutions(size: string): string[] {
  const sides = size.split('x').map(Number);
  const height = Math.min(...sides);
  return [`${height}p`, String(height), ...(height === 2160 ? ['4K', '4k'] : []), size];
}

function frames({ image, frameImages = [] }: VideoOptions): Wish[] {
  const of = (type: string) =>
    frameImages.filter(({ frameType }) => frameType === type).map((one) => one.image);
  const firsts = image === undefined ? of('first_frame') : [image];
  const lasts = of('last_frame');
  return [firsts, lasts].every(({ length }) => length === 0) ? [] : framesFrom(firsts, lasts);
}

const framesFrom = (firsts: readonly VideoFile[], lasts: readonly VideoFile[]): Wish[] => [
  ...files('a first picture', firsts, [...onePicture, ...pictureLists]),
  ...files('a last picture', lasts, lastPicture),
];

export function videoWishes(options: VideoOptions): Wish[] {
  const { inputReferences = [] } = options;
  const isFilm = ({ mediaType = '' }: VideoFile): boolean => mediaType.startsWith('video/');
  const { resolution, aspectRatio } = options;
  return [
    ...needed(wish('the prompt', ['prompt', 'text'], options.prompt)),
    ...wish('n', ['videoBatchSize'], ...number(options.n === 1 ? undefined : options.n)),
    ...wish('aspectRatio', [...ratioFields, 'image_size', 'size'], ...ratios(aspectRatio)),
    ...(resolution === undefined
      ? []
      : wish(
          'resolution',
          ['resolution', 'output_resolution', 'quality', 'mode'],
          ...resolutions(resolution),
        )),
    // Sora calls it n_frames, and means seconds.
    ...wish('duration', ['duration', 'n_frames'], ...number(options.duration)),
    ...wish('fps', ['frames_per_second', 'fps'], ...number(options.fps)),
    ...wish('seed', ['seed', 'seeds'], ...number(options.seed)),
    ...wish(
      'generateAudio',
      ['generate_audio', 'generate_audio_switch', 'sound', 'audio'],
      options.generateAudio,
    ),
    ...frames(options),
    ...files(
      'reference pictures',
      inputReferences.filter((one) => !isFilm(one)),
      [...references, ...pictureLists],
    ),
    ...files('reference films', inputReferences.filter(isFilm), films),
  ];
}

export const speechWishes = (options: SpeechOptions): Wish[] => [
  ...needed(wish('the text', ['text', 'prompt'], options.text)),
  ...wish('voice', ['voice', 'voice_id'], options.voice),
  ...wish('speed', ['speed'], ...number(options.speed)),
  ...wish('language', ['language_code', 'language'], options.language),
  ...wish('instructions', ['instructions', 'style_instructions'], options.instructions),
  ...wish('outputFormat', ['output_format', 'outputFormat'], options.outputFormat),
];
