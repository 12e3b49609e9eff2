import type { CountAlarmName } from '#domain/operators/alarm-counts.ts';

/** What each alarm on counts of ours means to whoever is told. */
export const alarmMeanings: Readonly<Record<CountAlarmName, string>> = {
  ProviderAccount:
    'The provider refuses our key, our account cannot pay, or it has lost more than the ledger knows of.',
  OperatorItems:
    'A person has to decide: GET /api/v1/admin/items?status=open lists a paid call gone astray, a result not at home, or a task that was stuck.',
  ResultsNotKept: 'A result that the provider made is not in the bucket as it was made.',
  BucketWalkRefused:
    'Table and media bucket do not belong together, or many files have lost their rows: nothing is removed.',
  ProviderSurprises: 'The provider says what our catalogue or its dialect does not know.',
  EventsNotDelivered:
    'An event was given up after ten tries, or a webhook was switched off: its owner is not told any more.',
  FinalizeTaskErrors:
    'FinalizeTask failed, or ran out of time: the workflow tries again, but something is wrong.',
  UnexpectedErrors:
    'Our code failed where it never should, in a request, a callback, a turn or the sweep of one task.',
};
