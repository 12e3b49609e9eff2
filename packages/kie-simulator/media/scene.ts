import { between, randomFrom, type Random } from '../random.ts';
import type { MediaSpec } from './spec.ts';

interface Palette {
  sky: readonly [string, string, string];
  sun: string;
  land: readonly [string, string];
  dark: boolean;
}

const palettes: Readonly<Record<string, Palette>> = {
  dusk: { sky: ['#1b1b3a', '#b5446e', '#f9b16e'], sun: '#ffe8b0', land: ['#7a3b5d', '#1f1730'], dark: true },
  night: { sky: ['#050914', '#12224a', '#34508c'], sun: '#f4f1de', land: ['#27406f', '#070b16'], dark: true },
  day: { sky: ['#3f8fd2', '#8cc9ec', '#f3f7ea'], sun: '#fff7cf', land: ['#8fb996', '#2f5d50'], dark: false },
  dawn: { sky: ['#5d8aa8', '#f2c6a0', '#fdeecb'], sun: '#fff2d8', land: ['#b08ea2', '#4f4a6b'], dark: false },
  ember: { sky: ['#2b0a12', '#a4243b', '#f2a65a'], sun: '#ffd27a', land: ['#6b1d2a', '#1a0a0f'], dark: true },
  teal: { sky: ['#0b3c49', '#2f8f9d', '#d7f0e4'], sun: '#fefae0', land: ['#2a6f77', '#08252d'], dark: false },
};

interface Choice {
  /** What a word of the prompt asks for. */
  table: readonly [RegExp, string][];
  /** What is chosen from when no word does. */
  others: readonly string[];
}

const lights: Choice = {
  table: [
    [/night|moon|star|midnight|neon/i, 'night'],
    [/dusk|sunset|evening|twilight/i, 'dusk'],
    [/dawn|sunrise|morning|mist/i, 'dawn'],
    [/fire|lava|volcano|desert|autumn/i, 'ember'],
    [/ocean|sea|lake|ice|snow|winter/i, 'teal'],
    [/day|summer|garden|meadow/i, 'day'],
  ],
  others: Object.keys(palettes),
};

const places: Choice = {
  table: [
    [/sea|ocean|lake|lighthouse|ship|boat|beach|harbou?r|wave/i, 'sea'],
    [/city|street|tower|neon|skyline|building|robot/i, 'city'],
    [/mountain|hill|valley|canyon|desert/i, 'hills'],
    [/forest|tree|garden|fox|deer|meadow|wood/i, 'forest'],
  ],
  others: ['hills', 'sea', 'forest', 'city'],
};

const choose = (prompt: string, { table, others }: Choice, die: number): string =>
  table.find(([pattern]) => pattern.test(prompt))?.[1] ?? others[Math.floor(die * others.length)] ?? '';

const round = (value: number): string => value.toFixed(1);

interface Stage {
  width: number;
  height: number;
  palette: Palette;
  random: Random;
  time: number;
}

interface RidgeShape {
  base: number;
  phase: number;
  drift: number;
}

/** A wavy ridge from edge to edge; `drift` moves it sideways, which makes the film move. */
function ridge({ width, height }: Stage, { base, phase, drift }: RidgeShape): string {
  const rough = height * 0.05;
  const points = Array.from({ length: 25 }, (_, index) => {
    const x = (index / 24) * width;
    const at = (index / 24) * 6 + phase + drift;
    const lift = Math.sin(at) + 0.5 * Math.sin(2.3 * at + phase) + 0.25 * Math.sin(5.1 * at);
    return `${round(x)},${round(base - lift * rough)}`;
  });
  return `M0,${height} L${points.join(' L')} L${width},${height} Z`;
}

function stars({ width, height, random, palette, time }: Stage): string {
  const all = Array.from({ length: 40 }, () => {
    const [x, y, twinkle] = [random() * width, random() * height * 0.5, random()];
    const shine = 0.3 + 0.6 * Math.abs(Math.sin(time * 2 + twinkle * 9));
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(0.6 + (twinkle * width) / 600)}" opacity="${round(shine)}"/>`;
  });
  return palette.dark ? `<g fill="#fff">${all.join('')}</g>` : '';
}

function clouds({ width, height, random, time }: Stage): string {
  const all = Array.from({ length: 4 }, () => {
    const start = random() * 1.4 - 0.2;
    const x = ((start + time * between(random, 0.01, 0.05)) % 1.4) * width;
    const y = between(random, 0.08, 0.4) * height;
    const wide = between(random, 0.12, 0.3) * width;
    return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(wide)}" ry="${round(wide * 0.12)}"/>`;
  });
  return `<g fill="#fff" opacity="0.22">${all.join('')}</g>`;
}

function towers({ width, height, random }: Stage, base: number): string {
  const count = 14;
  const all = Array.from({ length: count }, (_, index) => {
    const tall = between(random, 0.08, 0.42) * height;
    const x = (index / count) * width;
    const wide = width / count - 1;
    const lit = Array.from({ length: 6 }, () => {
      const [left, down] = [x + random() * wide * 0.8, base - random() * tall * 0.9];
      return `<rect x="${round(left)}" y="${round(down)}" width="${round(wide * 0.12)}" height="${round(wide * 0.16)}" fill="#ffd98a"/>`;
    });
    return `<rect x="${round(x)}" y="${round(base - tall)}" width="${round(wide)}" height="${round(tall + height)}"/>${lit.join('')}`;
  });
  return all.join('');
}

function trees({ width, height, random, time }: Stage, base: number): string {
  return Array.from({ length: 18 }, () => {
    const [x, tall] = [random() * width, between(random, 0.1, 0.3) * height];
    const sway = Math.sin(time * 2 + x) * tall * 0.04;
    const half = tall * 0.22;
    return `<path d="M${round(x - half)},${round(base)} L${round(x + sway)},${round(base - tall)} L${round(x + half)},${round(base)} Z"/>`;
  }).join('');
}

function sea({ width, height, random, palette, time }: Stage, base: number): string {
  const light = Array.from({ length: 26 }, () => {
    const [x, y] = [random() * width, base + random() * (height - base)];
    const wide = between(random, 0.02, 0.09) * width * (1 + 0.4 * Math.sin(time * 3 + x));
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(1, wide))}" height="${round(height / 260)}"/>`;
  });
  const x = between(random, 0.2, 0.8) * width;
  const tall = height * 0.3;
  const beam = Math.sin(time * 1.5) * width * 0.5;
  return [
    `<rect y="${round(base)}" width="${width}" height="${round(height - base)}" fill="${palette.land[1]}"/>`,
    `<g fill="${palette.sun}" opacity="0.35">${light.join('')}</g>`,
    `<path d="M${round(x)},${round(base - tall)} l${round(beam)},${round(-tall * 0.4)} l0,${round(tall * 0.5)} Z" fill="${palette.sun}" opacity="0.3"/>`,
    `<path d="M${round(x - tall * 0.09)},${round(base)} L${round(x - tall * 0.05)},${round(base - tall)} h${round(tall * 0.1)} L${round(x + tall * 0.09)},${round(base)} Z" fill="#f4ece1"/>`,
    `<rect x="${round(x - tall * 0.07)}" y="${round(base - tall * 0.6)}" width="${round(tall * 0.14)}" height="${round(tall * 0.18)}" fill="#c8432b"/>`,
    `<circle cx="${round(x)}" cy="${round(base - tall)}" r="${round(tall * 0.06)}" fill="${palette.sun}"/>`,
  ].join('');
}

const escaped = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}\p{P}\p{Z}\p{S}]/gu, ' ')
    .replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function caption({ width, height }: Stage, text: string): string {
  const size = Math.max(9, Math.min(width, height) / 30);
  const fits = Math.floor(width / (size * 0.56)) - 2;
  const line = text.length > fits ? `${text.slice(0, Math.max(1, fits - 1))}…` : text;
  return [
    `<rect y="${round(height - size * 2.1)}" width="${width}" height="${round(size * 2.1)}" fill="#000" opacity="0.45"/>`,
    `<text x="${round(size * 0.7)}" y="${round(height - size * 0.72)}" font-size="${round(size)}" font-family="sans-serif" fill="#fff">${escaped(line)}</text>`,
  ].join('');
}

function foreground(place: string, stage: Stage, base: number): string {
  if (place === 'sea') return sea(stage, base);
  const { palette } = stage;
  if (place === 'city') return `<g fill="${palette.land[1]}">${towers(stage, stage.height)}</g>`;
  if (place === 'forest') return `<g fill="${palette.land[1]}">${trees(stage, stage.height)}</g>`;
  return '';
}

/** A small landscape in the mood of the prompt as SVG, at one moment of its film (`time` in seconds). */
export function sceneOf(spec: MediaSpec, time: number): string {
  const { width, height, prompt } = spec;
  const random = randomFrom(spec.seed);
  const palette = palettes[choose(prompt, lights, random())] ?? palettes['dusk'];
  if (palette === undefined) throw new Error('no palette');
  const place = choose(prompt, places, random());
  const stage: Stage = { width, height, palette, random, time };
  const [sunX, sunY] = [between(random, 0.15, 0.85) * width, between(random, 0.18, 0.5) * height];
  const sunSize = between(random, 0.05, 0.12) * Math.min(width, height);
  const base = between(random, 0.62, 0.74) * height;
  const ridges = [0, 1, 2].map((layer) => {
    const path = ridge(stage, {
      base: base + layer * height * 0.09,
      phase: random() * 9,
      drift: time * 0.15 * (layer + 1),
    });
    return `<path d="${path}" fill="${palette.land[layer === 2 ? 1 : 0]}" opacity="${0.5 + layer * 0.25}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>`,
    `<linearGradient id="sky" x2="0" y2="1">${palette.sky.map((color, index) => `<stop offset="${index / 2}" stop-color="${color}"/>`).join('')}</linearGradient>`,
    `<radialGradient id="glow"><stop offset="0" stop-color="${palette.sun}"/><stop offset="1" stop-color="${palette.sun}" stop-opacity="0"/></radialGradient></defs>`,
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    stars(stage),
    `<circle cx="${round(sunX)}" cy="${round(sunY + time * 3)}" r="${round(sunSize * 3)}" fill="url(#glow)" opacity="0.7"/>`,
    `<circle cx="${round(sunX)}" cy="${round(sunY + time * 3)}" r="${round(sunSize)}" fill="${palette.sun}"/>`,
    clouds(stage),
    ...(place === 'sea' ? ridges.slice(0, 1) : ridges),
    foreground(place, stage, base),
    caption(stage, spec.caption),
    '</svg>',
  ].join('');
}
