import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is started, and with which arguments besides our own. */
export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const linux = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
].flatMap((name) => ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => join(folder, name)));
const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const windows = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
  const folder = process.env[variable];
  if (folder === undefined) return [];
  return [
    'Google/Chrome/Application/chrome.exe',
    'Chromium/Application/chrome.exe',
    'Microsoft/Edge/Application/msedge.exe',
  ].map((path) => join(folder, path));
});

const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux,
  darwin: mac,
  win32: windows,
};

interface PackedChromium {
  readonly args: readonly string[];
  executablePath(): Promise<string>;
}

// By a name that is no literal: whoever wants it installs it, and nobody has to.
const packed: string = '@sparticuz/chromium';

async function fromPackage(): Promise<FoundBrowser | undefined> {
  try {
    const { default: chromium } = (await import(packed)) as { default: PackedChromium };
    return { executablePath: await chromium.executablePath(), args: chromium.args };
  } catch {
    return undefined;
  }
}

// The sandbox of Chromium refuses to be started by root.
const ownArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A browser of this machine: the one that `CHROMIUM_PATH` names, one in a usual place, or one from npm. */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return { executablePath: named, args: ownArgs };
  const found = (usualPlaces[process.platform] ?? []).find((path) => existsSync(path));
  return found === undefined ? fromPackage() : { executablePath: found, args: ownArgs };
}

const ADVICE =
  'Install Chromium or Chrome, name one in CHROMIUM_PATH, or `npm install --no-save @sparticuz/chromium`.';

/** The browser for tests. Where there is none they are left out, loudly; on a build server that is a failure. */
export async function browserForTests(): Promise<FoundBrowser | undefined> {
  const found = await findBrowser();
  if (found) return found;
  const isForced = !['', '0', 'false', undefined].includes(process.env['CI']);
  if (isForced) throw new Error(`There is no browser for the tests in test/browser. ${ADVICE}`);
  return undefined;
}

export const loudLine = `\n!!! NO BROWSER: the tests in test/browser are SKIPPED. ${ADVICE}\n\n`;
