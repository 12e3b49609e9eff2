import { cookies } from 'next/headers';
import { visitorCookie } from '../visitor';
import { Studio } from './studio';

export default async function Page() {
  const promptId = (await cookies()).get(visitorCookie)?.value;
  const url = process.env.DARKROOM_URL;
  return (
    <main>
      <header>
        <h1>Pictures from words</h1>
        <p>Say what is to be seen. Add pictures, and they are what is changed.</p>
      </header>
      {promptId && url ? <Studio url={url} promptId={promptId} /> : <p>DARKROOM_URL is not set.</p>}
    </main>
  );
}
