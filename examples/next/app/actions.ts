'use server';

import { cookies } from 'next/headers';
import { createDarkroom } from '@darkroom/client';
import { generationActions, type ActionResult, type GenerationTask } from '@darkroom/client/actions';
import type { BrowserToken } from '@darkroom/client/browser-token';
import { visitorCookie } from '../visitor';

/** Read when it is used, not when the page is built. The key never leaves this server. */
function connection(): { url: string; key: string } {
  const { DARKROOM_URL: url, DARKROOM_API_KEY: key } = process.env;
  if (!url || !key) throw new Error('DARKROOM_URL and DARKROOM_API_KEY have to be set.');
  return { url, key };
}

async function promptOfVisitor(): Promise<string> {
  const prompt = (await cookies()).get(visitorCookie)?.value;
  if (!prompt) throw new Error('This page needs its cookie.');
  return prompt;
}

/**
 * Orders a picture from words, or from words and pictures. The page says what is to be seen; the model, and with it the
 * price, is said here. With the same key a repeated call orders nothing again.
 */
export async function makePicture(
  wish: { words: string; pictures: string[] },
  idempotencyKey: string,
): Promise<ActionResult<GenerationTask>> {
  const { createGenerationTask } = generationActions(connection());
  const input = { prompt: wish.words, image_input: wish.pictures };
  return createGenerationTask(
    {
      promptId: await promptOfVisitor(),
      providerParams: { service: 'KIE', model: 'nano-banana-pro', input },
    },
    { idempotencyKey },
  );
}

/** Lets the page read the tasks of its visitor, and nothing else. */
export async function readingToken(): Promise<BrowserToken> {
  const prompt = await promptOfVisitor();
  return createDarkroom(connection()).tokens.create({ prompt, scopes: ['tasks:read'] });
}

/** Lets the page bring in one file. */
export async function uploadToken(): Promise<string> {
  const made = await createDarkroom(connection()).tokens.create({
    upload: true,
    scopes: ['uploads:write', 'uploads:read'],
  });
  return made.token;
}
