/** The alias under which functions and the workflow are called. What it points to is live; the versions before stay. */
export const LIVE = 'live';
