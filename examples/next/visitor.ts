/** Where the `promptId` of a visitor is kept. A site with a sign-in takes it from the session instead. */
export const visitorCookie = 'darkroom-prompt';
