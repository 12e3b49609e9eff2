import type { ModelEntry } from '../catalog/entry.ts';
import { bytedanceVideos } from './models/bytedance-video.ts';
import { elevenlabsModels } from './models/elevenlabs.ts';
import { fluxModels } from './models/flux.ts';
import { omniModels } from './models/gemini-omni.ts';
import { speechModels } from './models/gemini-speech.ts';
import { gpt4oModels } from './models/gpt-4o.ts';
import { gptImageModels } from './models/gpt-image.ts';
import { grokFilms, grokModels } from './models/grok.ts';
import { hailuoModels } from './models/hailuo.ts';
import { happyHorseModels } from './models/happyhorse.ts';
import { ideogramModels } from './models/ideogram.ts';
import { toolModels } from './models/image-tools.ts';
import { imagen4 } from './models/imagen.ts';
import { infinitalkModels } from './models/infinitalk.ts';
import { klingModels } from './models/kling-2.ts';
import { laterKlingModels } from './models/kling-3.ts';
import { midjourney } from './models/midjourney.ts';
import { nanoBananaModels } from './models/nano-banana.ts';
import { notCallable } from './models/not-callable.ts';
import { pixverseModels } from './models/pixverse.ts';
import { qwenModels } from './models/qwen.ts';
import { runwayModels } from './models/runway.ts';
import { seedanceModels } from './models/seedance.ts';
import { seedreamModels } from './models/seedream.ts';
import { soraProModels } from './models/sora-pro.ts';
import { sora2 } from './models/sora.ts';
import { sunoModels } from './models/suno.ts';
import { veoFollowUps } from './models/veo-follow-ups.ts';
import { veo3 } from './models/veo.ts';
import { wanModels } from './models/wan-2.ts';
import { laterWanModels } from './models/wan-2-7.ts';
import { wanImages } from './models/wan-image.ts';

/** Everything that Kie.ai offers or has offered: pictures, films, sounds, and what cannot be called. */
export const kieModels: readonly ModelEntry[] = [
  imagen4,
  veo3,
  midjourney,
  sora2,
  ...nanoBananaModels,
  ...wanImages,
  ...seedreamModels,
  ...fluxModels,
  ...qwenModels,
  ...gptImageModels,
  ...gpt4oModels,
  ...ideogramModels,
  ...grokModels,
  ...toolModels,
  ...veoFollowUps,
  ...wanModels,
  ...laterWanModels,
  ...happyHorseModels,
  ...seedanceModels,
  ...bytedanceVideos,
  ...klingModels,
  ...laterKlingModels,
  ...hailuoModels,
  ...pixverseModels,
  ...omniModels,
  ...grokFilms,
  ...runwayModels,
  ...infinitalkModels,
  ...soraProModels,
  ...elevenlabsModels,
  ...speechModels,
  ...sunoModels,
  ...notCallable,
];
