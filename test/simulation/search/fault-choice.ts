import { faults, pointName, type Fault, type Point } from '../engine/fault.ts';

/** An await, and the faults that are worth trying there. */
export interface Choice {
  readonly point: Point;
  readonly faults: readonly Fault[];
}

const plainRead =
  /^(?:table\.(?:get|partition|page|index)|secret\.read|workflow\.state|media\.(?:find|inspect|list|read|stat)|marker\.read)/;
const networkRead = /^(?:provider\.query|source\.open|third-party\.open)/;

const isPlainRead = ({ operation }: Point): boolean => plainRead.test(operation);
const isRead = (point: Point): boolean => isPlainRead(point) || networkRead.test(point.operation);
const SLEEP = 'clock.sleep';
const isSleep = ({ operation }: Point): boolean => operation === SLEEP;

/** Loops pass the same await in the same place again and again: the first and the last time are tried. */
function firstAndLast(points: readonly Point[]): Point[] {
  const places = Map.groupBy(points, pointName);
  return points.filter((point) => {
    const same = places.get(pointName(point)) ?? [];
    return point === same[0] || point === same.at(-1);
  });
}

/** What may go wrong there, if nothing that is tried elsewhere is the same. */
function possible({ operation, action }: Point): readonly Fault[] {
  if (action === 'machine') return ['crash-before', 'crash-after'];
  // That it ran, or did not, and its caller hears of a failure is one and the same, whatever ended it: callers look only
  // at whether it returned, and the state machine names no error of the platform (infra/workflow.ts).
  if (operation === 'lambda.invoke') return ['refused', 'crash-after', 'slow', 'late', 'twice'];
  if (operation === SLEEP) return ['crash-before', 'crash-after', 'slow'];
  return operation.startsWith('table.transact') ? faults : faults.filter((one) => one !== 'conflict');
}

/**
 * A read changes nothing: whether it happened before it broke off, or twice, makes no difference, unless it is asked over a
 * network that says which.
 */
function ofRead(point: Point): readonly Fault[] {
  return isPlainRead(point)
    ? ['refused', 'crash-before', 'slow']
    : ['refused', 'lost', 'crash-before', 'slow', 'twice'];
}

/**
 * Finds for an await the one whose own faults leave the same behind as a death here: an invocation that dies, or hears
 * nothing until its time is over, leaves what it had done until then, so that between two changes one death stands for
 * all. It is looked for among the awaits from the `first` of the invocation on.
 */
export function standIns(points: readonly Point[]): (point: Point, first: number) => Point | undefined {
  const nameOf = (invocation: number, nth: number): string => `${invocation}/${nth}`;
  const known = new Map(points.map((point) => [nameOf(point.invocation, point.nth), point]));
  return (point, first) => {
    const before = ({ invocation, nth, follows }: Point): Point | undefined =>
      follows && nth > first ? known.get(nameOf(invocation, nth - 1)) : undefined;
    let found = before(point);
    while (found !== undefined && isRead(found)) {
      const earlier = before(found);
      if (earlier === undefined) break;
      found = earlier;
    }
    return found;
  };
}

/** Faults at the awaits of a run of which no two come to the same. */
export function faultChoices(
  points: readonly Point[],
  isWanted: (point: Point) => boolean = () => true,
): Choice[] {
  const tried = firstAndLast(points.filter(isWanted));
  const isTried = new Set<Point | undefined>(tried);
  const standIn = standIns(points);
  return tried.map((point) => {
    const isDeathTried = isTried.has(standIn(point, 0));
    const hung = standIn(point, 1);
    const isHangingTried =
      isTried.has(hung) && hung?.givesUp === false && (isPlainRead(point) || isSleep(point));
    const isRepeated = (fault: Fault): boolean =>
      (fault === 'crash-before' && isDeathTried) || (fault === 'slow' && isHangingTried);
    const all = isRead(point) ? ofRead(point) : possible(point);
    return { point, faults: all.filter((fault) => !isRepeated(fault)) };
  });
}
