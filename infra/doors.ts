import { FINALIZE_FUNCTION_SECONDS, SUBMIT_FUNCTION_SECONDS } from '#domain/limits.ts';

/** Seconds a door may take; an HTTP API waits no longer than 30, and Kie.ai expects an answer within 15. */
export const timeouts = {
  'create-task': 29,
  'create-batch': 29,
  'read-tasks': 10,
  'change-tasks': 29,
  'read-usage': 29,
  operate: 29,
  'create-upload': 29,
  'complete-upload': 29,
  'read-uploads': 29,
  'delete-upload': 29,
  'fetch-upload': 60,
  'expire-uploads': 900,
  'own-data': 10,
  'erase-data': 300,
  'make-thumbnails': 20,
  'sweep-tasks': 55,
  'compare-models': 30,
  'read-models': 10,
  'read-media': 10,
  'not-found': 10,
  'kie-callback': 15,
  'submit-generation': SUBMIT_FUNCTION_SECONDS,
  'query-generation': 30,
  'finalize-task': FINALIZE_FUNCTION_SECONDS,
} as const;

/** A function that is handed events is called again after a failure of its own: one minute later, then two. */
export const repeats: Readonly<Record<string, 0 | 1 | 2>> = { 'fetch-upload': 2 };

/** Megabytes of those that need more: the processor grows with them. */
export const memories: Readonly<Record<string, number>> = {
  'complete-upload': 1024,
  'make-thumbnails': 1536,
};

/** The doors whose permissions this stack describes. */
export type Door = keyof typeof timeouts;
