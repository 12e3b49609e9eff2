import { describe, expect, it } from 'vitest';
import { mendedAddress } from '#domain/files/file-address.ts';
import { addressFault } from '#providers/network/remote-address.ts';
import { faultsOf, imagen, pathsOf, picture, plan, veo } from './requests.ts';

const blanks = [
  ' ',
  '\t',
  '\r\n',
  '\u00a0',
  '\u2003',
  '\u3000',
  '\u2028',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u202a',
  '\u0000',
  '\u180e',
  '\u3164',
  '\u2800',
];
const address = 'https://files.example/a.png';
const upload = 'ab'.repeat(16);
const kling = (input: Record<string, unknown>) => ({
  service: 'KIE',
  model: 'kling-3.0-omni/image-to-video',
  input: { prompt: 'A boat', ...input },
});

describe('an address with blanks around it', () => {
  it.each(blanks)('is the address without them: %j', (blank) => {
    for (const file of [address, upload, 'asset://abc']) {
      expect(mendedAddress(`${blank}${blank}${file}${blank}`)).toBe(file);
    }
  });

  it('is checked, noted and sent as one and the same, in a list and in a group too', () => {
    const film = plan(veo({ imageUrls: [`\u00a0${address}`, `${upload.toUpperCase()}\n`] }));
    expect(film.input['imageUrls']).toEqual([address, upload]);
    expect(film.inputUrls.map(({ url }) => url)).toEqual([address, upload]);
    const element = {
      name: 'cat',
      description: 'a cat',
      element_input_urls: [`\t${address}`, picture(1)[0]],
    };
    const nested = plan(kling({ image_urls: [` ${address}`], elements: [element] }));
    expect(JSON.stringify(nested.input)).not.toMatch(/\\t|" /);
    expect(nested.inputUrls.map(({ url }) => url)).toEqual([address, address, picture(1)[0]]);
  });

  it('of nothing else is no address', () => {
    expect(plan(veo({ imageUrls: ['\u200b'] })).inputUrls).toEqual([]);
    expect(pathsOf(veo({ imageUrls: [address, '\u200b'] }))).toEqual(['/imageUrls/1']);
  });
});

it.each([
  ['https://files.example/a b.png', 'https://files.example/a%20b.png'],
  ['HTTPS://Files.Example/A.png', 'https://files.example/A.png'],
  ['https:\\\\files.example\\a.png', 'https://files.example/a.png'],
  ['https://files.example/\u00e4.png?q=a b', 'https://files.example/%C3%A4.png?q=a%20b'],
  ['https://files.example/a\n.png', 'https://files.example/a.png'],
  [
    'https://files.example/a%20b.png?X-Amz-Signature=%2F',
    'https://files.example/a%20b.png?X-Amz-Signature=%2F',
  ],
])('an address is mended as a browser would: %j', (sent, meant) => {
  expect(mendedAddress(sent)).toBe(meant);
});

describe('an address whose form forbids it', () => {
  it.each([
    'http://files.example/a.png',
    'https://user:word@files.example/a.png',
    'https://files.example:8443/a.png',
    'https://127.0.0.1/a.png',
    'https://2130706433/a.png',
    'https://0x7f.1/a.png',
    'https://0177.0.0.1/a.png',
    'https://127.1./a.png',
    'https://\uff11\uff12\uff17.0.0.1/a.png',
    'https://10.1.2.3/a.png',
    'https://169.254.169.254/latest',
    'https://[::1]/a.png',
    'https://[::ffff:10.0.0.1]/a.png',
    'https://[fd00::1]/a.png',
    'https://localhost/a.png',
    'https://localhost./a.png',
    'https://api.localhost/a.png',
    'https://printer.local/a.png',
    'https://metadata.google.internal/a.png',
    'https://intranet/a.png',
  ])('is told without asking anybody: %s', (url) => {
    expect(addressFault(mendedAddress(url), [])).toBeTypeOf('string');
  });

  it('does not forbid a public one, nor one of the laptop’s own', () => {
    expect(addressFault(address, [])).toBeUndefined();
    expect(addressFault('https://files.example:443/a.png', [])).toBeUndefined();
    expect(addressFault('http://127.0.0.1:4100/a.png', ['http://127.0.0.1:4100'])).toBeUndefined();
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(addressFault(`http://${host}:4100/a.png`, ['loopback'])).toBeUndefined();
    expect(addressFault('http://10.0.0.1/a.png', ['loopback'])).toBeTypeOf('string');
  });
});

it.each([
  'https://files.example/gallery/a.html',
  'https://www.youtube.com/watch?v=abc',
  'https://youtu.be/abc',
])('the address of a web page is called one: %s', (url) => {
  expect(faultsOf(veo({ imageUrls: [url] }))).toEqual([
    { path: '/imageUrls/0', message: expect.stringContaining('web page') as string },
  ]);
});

describe('what says nothing', () => {
  it.each([[null], [''], [[]], [['', null]]])('is as if it were not there: %j', (filler) => {
    const bare = plan(veo({}));
    const names = ['imageUrls', 'aspectRatio', 'seeds', 'watermark', 'enableTranslation', 'modelVariant'];
    expect(plan(veo(Object.fromEntries(names.map((name) => [name, filler]))))).toEqual(bare);
  });

  it('does not choose a form', () => {
    const wan = { service: 'KIE', model: 'IMAGEN4', apiModel: null };
    expect(plan({ ...wan, input: { prompt: 'A boat' } }).wireModel).toBe('google/imagen4');
  });

  it('is absent within a group', () => {
    const shot = { prompt: 'A boat', duration: '3' };
    const asked = { service: 'KIE', model: 'kling-3.0-omni/text-to-video', input: { prompt: 'A boat' } };
    const sent = plan({
      ...asked,
      input: { ...asked.input, customize_multi_shots: 'TRUE', multi_prompt: [shot], aspect_ratio: null },
    });
    expect(sent.input).toMatchObject({
      customize_multi_shots: true,
      multi_prompt: [{ prompt: 'A boat', duration: 3 }],
    });
  });

  it('where something has to be said is that it is missing', () => {
    expect(faultsOf(imagen({ prompt: null }))).toEqual([{ path: '/input/prompt', message: 'is required' }]);
  });
});

it('takes a switch in quotes, and no other word for one', () => {
  expect(plan(veo({ enableTranslation: 'false' })).input).toMatchObject({ enableTranslation: false });
  expect(plan(veo({ enableTranslation: ' True' })).input).toMatchObject({ enableTranslation: true });
  expect(pathsOf(veo({ enableTranslation: 'yes' }))).toEqual(['/enableTranslation']);
});

it('finds one fault where a text stands in place of a list', () => {
  for (const text of ['x', 'https://files.example/a.png', 'x'.repeat(300)]) {
    expect(faultsOf(veo({ imageUrls: text, generationType: 'REFERENCE_2_VIDEO' }))).toEqual([
      { path: '/imageUrls', message: 'must be a list' },
    ]);
  }
});
