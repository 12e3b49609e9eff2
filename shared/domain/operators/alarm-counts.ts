import { itemMetrics } from './operator-item.ts';

/** One alarm of the stage on counts of ours. */
interface CountAlarm {
  /** The counts that raise it, by the names under which the code counts them. */
  readonly counts: readonly string[];
  /** What it means to whoever is told. */
  readonly meaning: string;
}

/**
 * Counts that a person is told of, by alarm. What asks for the same look at the same place shares one: an alarm costs by
 * the metric it watches, and each count also keeps a metric of its own that says which it was.
 */
export const countAlarms = {
  ProviderAccount: {
    counts: ['ProviderAuthRefused', 'ProviderCreditRefused', 'AccountDiffers'],
    meaning:
      'The provider refuses our key, our account cannot pay, or it has lost more than the ledger knows of.',
  },
  OperatorItems: {
    counts: [itemMetrics.outcome_unknown, itemMetrics.orphan, itemMetrics.output_missing, itemMetrics.stuck],
    meaning:
      'A person has to decide: GET /api/v1/admin/items?status=open lists a paid call gone astray, a result not at home, or a task that was stuck.',
  },
  ResultsNotKept: {
    counts: ['OutputLost', 'OutputRejected', 'ResultHostRefused', 'ArchiveMismatch'],
    meaning: 'A result that the provider made is not in the bucket as it was made.',
  },
  BucketWalkRefused: {
    counts: ['OrphanWalkRefused'],
    meaning:
      'Table and media bucket do not belong together, or many files have lost their rows: nothing is removed.',
  },
  ProviderSurprises: {
    counts: ['UnknownStateWord', 'CatalogueDrift'],
    meaning: 'The provider says what our catalogue or its dialect does not know.',
  },
  FinalizeTaskErrors: {
    counts: ['FinalizeFailed'],
    meaning: 'FinalizeTask failed, or ran out of time: the workflow tries again, but something is wrong.',
  },
  UnexpectedErrors: {
    counts: ['UnexpectedError', 'SweepFailed'],
    meaning: 'Our code failed where it never should, in a request, a callback or the sweep of one task.',
  },
} as const satisfies Readonly<Record<string, CountAlarm>>;

export type CountAlarmName = keyof typeof countAlarms;

/** What the sweeper measures at the end of each tick. That it is missing says that the sweeper does not run. */
export const OLDEST_DUE_METRIC = 'OldestDueTaskSeconds';

/** The balance of our account at the provider, in credits: the lowest where there are several. */
export const BALANCE_METRIC = 'ProviderBalance';

/** What the provider took in a day beyond what the ledger knows of, in credits; below zero where it took less. */
export const DIFFERENCE_METRIC = 'AccountDifference';

const byCount: ReadonlyMap<string, string> = new Map(
  Object.entries<CountAlarm>(countAlarms).flatMap(([alarm, { counts }]) =>
    counts.map((count) => [count, alarm] as const),
  ),
);

/** The alarm that a count raises, if any. */
export const alarmOf = (count: string): string | undefined => byCount.get(count);

/** The value of the dimension `service` under which a stage writes and watches the metrics of its alarms. */
export const alarmService = (stage: string): string => `darkroom-${stage}`;
