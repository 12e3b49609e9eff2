import { describe, expect, it } from 'vitest';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried, type CheckOutcome } from '#providers/dialect.ts';
import type { Media } from '#providers/catalog/model.ts';

/** What is read of a record of a job that makes `media`. */
function read(data: object, media: Media): CheckOutcome {
  const text = JSON.stringify({ code: 200, msg: 'success', data });
  return asQueried(dialectNamed('kie-jobs')).readCheck({ type: 'answered', status: 200, text }, media);
}

describe('a finished job', () => {
  it.each<[string, Media, object, readonly (readonly [string, string, string?])[]]>([
    [
      'the frames of a film, in one order whatever the answer’s',
      'video',
      {
        resultJson:
          '{"lastFrameUrl":["https://a.example/l"],"firstFrameUrl":["https://a.example/f"],"resultUrls":["https://a.example/v"]}',
      },
      [
        ['v', 'video'],
        ['f', 'image', 'first_frame'],
        ['l', 'image', 'last_frame'],
      ],
    ],
    [
      'the covers of songs beside plain results',
      'audio',
      {
        resultJson: '{"resultUrls":["https://a.example/1","https://a.example/2"]}',
        response: {
          data: [
            {
              audio_url: 'https://a.example/1',
              stream_audio_url: 'https://a.example/s',
              image_url: 'https://a.example/c1',
            },
            { audio_url: 'https://a.example/2', image_url: 'https://a.example/c2' },
          ],
        },
      },
      [
        ['1', 'audio'],
        ['2', 'audio'],
        ['c1', 'image', 'cover'],
        ['c2', 'image', 'cover'],
      ],
    ],
    [
      'the covers of songs of the older family',
      'audio',
      { response: { sunoData: [{ audioUrl: 'https://a.example/1', imageUrl: 'https://a.example/c' }] } },
      [
        ['1', 'audio'],
        ['c', 'image', 'cover'],
      ],
    ],
    [
      'the cover of a film',
      'video',
      { videoInfo: { videoUrl: 'https://a.example/v', imageUrl: 'https://a.example/c' } },
      [
        ['v', 'video'],
        ['c', 'image', 'cover'],
      ],
    ],
    [
      'the picture beside a film that is the result of a picture model',
      'video',
      { response: { resultVideoUrl: 'https://a.example/v', resultImageUrl: 'https://a.example/c' } },
      [
        ['v', 'video'],
        ['c', 'image', 'cover'],
      ],
    ],
    [
      'a picture with its origin',
      'image',
      { response: { originImageUrl: 'https://a.example/o', resultImageUrl: 'https://a.example/p' } },
      [
        ['p', 'image'],
        ['o', 'image', 'origin'],
      ],
    ],
    [
      'an extended film with its piece and its origin, each once',
      'video',
      {
        response: {
          resultUrls: ['https://a.example/p'],
          originUrls: ['https://a.example/o', 'https://a.example/p'],
          fullResultUrls: ['https://a.example/v'],
        },
      },
      [
        ['v', 'video'],
        ['p', 'video', 'part'],
        ['o', 'video', 'origin'],
      ],
    ],
    [
      'no picture that the request was given',
      'video',
      {
        param: '{"input":{"imageUrl":"https://a.example/i"}}',
        generateParam: { imageUrl: 'https://a.example/i' },
        videoInfo: { videoUrl: 'https://a.example/v' },
      },
      [['v', 'video']],
    ],
  ])('names %s', (_what, media, data, expected) => {
    expect(read({ state: 'success', ...data }, media)).toMatchObject({
      type: 'succeeded',
      outputs: expected.map(([name, kind, role]) => ({
        url: `https://a.example/${name}`,
        media: kind,
        ...(role === undefined ? {} : { role }),
      })),
    });
  });

  it('has no result where only a film’s cover is there', () => {
    const response = { resultImageUrl: 'https://a.example/c' };
    expect(read({ state: 'success', response }, 'video')).toMatchObject({ failCode: 'empty_result' });
  });
});
