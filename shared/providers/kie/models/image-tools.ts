import type { ModelEntry } from '../../catalog/entry.ts';
import { must, choice, image, video, photo } from '../notation/fields.ts';
import { family } from '../notation/market.ts';
import { per, by } from '../notation/prices.ts';

const recraft = family({ vendor: 'Recraft', media: 'image', takes: 20 });
const topaz = family({ vendor: 'Topaz Labs', media: 'image', takes: 30 });
const topazFilm = family({ vendor: 'Topaz Labs', media: 'video', takes: 180 });

export const toolModels: readonly ModelEntry[] = [
  recraft('recraft/crisp-upscale', 'Recraft, enlarge', () => ({
    fields: {
      image: must(photo),
    },
    price: per('image', 0.5),
  })),
  recraft('recraft/remove-background', 'Recraft, remove the background', () => ({
    fields: {
      image: must(image(5, 'jpeg png webp')),
    },
    price: per('image', 1),
  })),
  topaz('topaz/image-upscale', 'Topaz, enlarge a picture', () => ({
    fields: {
      image_url: must(photo),
      upscale_factor: must(choice('1 2 4', '2')),
    },
    price: per('image', by('output.size', { '2K': 10, '4K': 20 })),
  })),
  topazFilm('topaz/video-upscale', 'Topaz, enlarge a film', () => ({
    fields: {
      video_url: must(video(50, 'mp4 quicktime x-matroska')),
      upscale_factor: choice('1 2 4', '2'),
    },
    price: per('second', by('upscale_factor', { '1|2': 8, 4: 14 }), { assumed: 15 }),
  })),
];
