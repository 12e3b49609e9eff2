import { itemMetrics } from './operator-item.ts';

/** One alarm of the stage on counts of ours. */
interface CountAlarm {
  /** The counts that raise it, by the names under which the code counts them. */
  readonly counts: readonly string[];
}

/**
 * Counts that a person is told of, by alarm. What asks for the same look at the same place shares one: an alarm costs by
 * the metric it watches, and each count also keeps a metric of its own that says which it was. What an alarm means to whoever
 * is told stands with the alarms: functions need the names alone.
 */
export const countAlarms = {
  ProviderAccount: {
    counts: ['ProviderAuthRefused', 'ProviderCreditRefused', 'AccountDiffers'],
  },
  OperatorItems: {
    counts: [itemMetrics.outcome_unknown, itemMetrics.orphan, itemMetrics.output_missing, itemMetrics.stuck],
  },
  ResultsNotKept: {
    counts: ['OutputLost', 'OutputRejected', 'ResultHostRefused', 'ArchiveMismatch'],
  },
  BucketWalkRefused: {
    counts: ['OrphanWalkRefused'],
  },
  ProviderSurprises: {
    counts: ['UnknownStateWord', 'CatalogueDrift'],
  },
  EventsNotDelivered: {
    counts: ['DeliveriesGivenUp', 'WebhooksDisabled'],
  },
  FinalizeTaskErrors: {
    counts: ['FinalizeFailed'],
  },
  UnexpectedErrors: {
    counts: ['UnexpectedError', 'SweepFailed'],
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
