/**
 * The name of a log group that AWS delivers into. Below this prefix one statement covers all groups; each group of another
 * name takes a part of a policy of 5,120 characters that the whole account shares.
 */
export const vendedLogs = (owner: string, what: string): string => `/aws/vendedlogs/${owner}/${what}`;
