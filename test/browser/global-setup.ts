import { openAssembly } from '../stack/assemblies.ts';
import { synthesizeSharing } from '../stack/shared-libraries.ts';
import { browserForTests, loudLine } from './find-browser.ts';

/** As for other stacks, but open to pages of any origin, as the laptop's is. */
export async function setup(): Promise<void> {
  if (await browserForTests())
    await synthesizeSharing({ outDir: openAssembly, context: { corsOrigins: '*' } });
  else process.stderr.write(loudLine);
}
