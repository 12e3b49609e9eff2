/** Seconds the submit Lambda may run: infra sets it, and a claim older than this plus a margin is known to be abandoned. */
export const SUBMIT_FUNCTION_SECONDS = 60;
/** Seconds the finalize Lambda may run: no function that works for a task lives longer. */
export const FINALIZE_FUNCTION_SECONDS = 900;
/** A visit that knew a task while there was something to do for it is over after so long, with a margin. */
export const LONGEST_VISIT_MS = (FINALIZE_FUNCTION_SECONDS + 300) * 1000;
/** The paid call is given up this long before the function would be ended, so that its fate can still be written down. */
export const SUBMIT_CALL_SECONDS = 50;
/** Where a service answers with the files themselves, the submit Lambda has this long after the call to keep them. */
export const KEEP_SECONDS = 60;
/** A claim may be in flight for so long after the submit Lambda has surely been ended; after that its outcome is unknown. */
export const inFlightSeconds = (functionSeconds: number): number => functionSeconds + 60;
/** … of a claim that says nothing else. */
export const IN_FLIGHT_SECONDS = inFlightSeconds(SUBMIT_FUNCTION_SECONDS);
/** Asking is free and may be repeated. */
export const QUERY_CALL_SECONDS = 15;
/** A record that cannot be found so soon after its creation is only late. */
export const NOT_FOUND_GRACE_SECONDS = 90;
/** An admission slot may be used this much late; later it is exchanged for a new one. */
export const SLOT_GRACE_MS = 2000;
/** Places are given out no further ahead, so that whoever has one is ready when it is free: less than a window has in hand. */
export const AHEAD_MS = 250;
/** From the first place that is free on, so long at most is waited for others to be given out with it. */
export const GATHER_MS = 3000;
/** An execution that gives out places is taken for gone when it has not looked for so long after it should have. */
export const DISPATCH_LATE_MS = 40_000;
/** After so many looks another execution goes on: a look is nine events of the 25,000 that one may have. */
export const MOST_LOOKS = 400;
/** Seconds the function that gives out places may run. */
export const TURNS_FUNCTION_SECONDS = 30;
/** A success without a file is asked about again for this long before it is an empty result. */
export const EMPTY_PATIENCE_MS = 5 * 60 * 1000;
/** Outputs that cannot be fetched or stored are tried again for this long. */
export const ARCHIVE_PATIENCE_MS = 10 * 60 * 1000;
/** What the provider made besides the results keeps a task from its end for so long, and is looked at again after it. */
export const BESIDE_PATIENCE_MS = 2 * 60 * 1000;
/** … and at least so often: one visit that stalls may use up all that time by itself. */
export const ARCHIVE_TRIES = 5;
/** The sweeper looks after a run that somebody else has started when this much time has passed. */
export const RERUN_LOOK_MS = 5 * 60 * 1000;
/** Past its deadline a task gets this long to be closed by its own execution before the sweeper starts another. */
export const DEADLINE_GRACE_MS = 3 * 60 * 1000;
/** While a provider refuses our key, one probe goes out this often. */
export const BREAKER_SECONDS = 60;
