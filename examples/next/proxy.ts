import { NextResponse, type NextRequest } from 'next/server';
import { visitorCookie } from './visitor';

/** Gives each visitor a random prompt of his own: whoever does not know it sees none of its tasks. */
export function proxy(request: NextRequest): NextResponse {
  if (request.cookies.has(visitorCookie)) return NextResponse.next();
  const prompt = crypto.randomUUID();
  // For the page that is about to be rendered, and for all requests to come.
  request.cookies.set(visitorCookie, prompt);
  const response = NextResponse.next({ request: { headers: new Headers(request.headers) } });
  response.cookies.set(visitorCookie, prompt, { httpOnly: true, sameSite: 'lax', path: '/' });
  return response;
}

export const config = { matcher: '/' };
