import fc from 'fast-check';
import { EVENT_TYPES, nameSteps, type Written } from './name-steps.ts';

/**
 * What may go wrong in a list of steps: everything; everything but a `stop`, which no `try` holds up; or nothing. In branches at the same time
 * nothing goes wrong: how far the others have come then is chance.
 */
type Mode = 'free' | 'tried' | 'calm';
type Lists = Record<Mode, Written[]>;
type ListOf = (mode: Mode) => fc.Arbitrary<Written[]>;

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
/** Which of the names, targets or events that there are; `nameSteps` chooses it. */
const pick = fc.nat({ max: 9 });
const named = maybe(fc.constant(true));
/** Small values, so that conditions of the one kind and of the other are both met often. */
const amount = fc.constantFrom(1, 2, 3);
const safeValue = fc.oneof(
  amount,
  fc.constantFrom('{% $record.fields.amount %}', '{% $event.id %}', [], [1], null),
  pick.map((name) => ({ asFarAsKnown: name })),
);
const anyValue = fc.oneof(
  { weight: 4, arbitrary: safeValue },
  { weight: 1, arbitrary: pick.map((name) => ({ known: name })) },
);
const valueIn = (mode: Mode) => (mode === 'calm' ? safeValue : anyValue);
const retry = fc.record({
  attempts: fc.constantFrom(1, 2),
  every: maybe(fc.constantFrom('PT30S', 'PT2M')),
  backoff: maybe(fc.constant(1)),
});

const work = (mode: Mode): fc.Arbitrary<Written> =>
  fc.oneof(
    { weight: 5, arbitrary: some(mode) },
    { weight: 2, arbitrary: plain },
    { weight: 1, arbitrary: mended(mode) },
    { weight: 1, arbitrary: limited(mode) },
    { weight: 2, arbitrary: command(mode) },
  );

const some = (mode: Mode) =>
  fc.record({
    id: named,
    do: fc.constant('test.work'),
    with: fc.record(
      { value: valueIn(mode), fail: mode === 'calm' ? fc.constant(false) : fc.constantFrom(false, false, true, 1) },
      { requiredKeys: ['value'] },
    ),
    retry: maybe(retry),
  });

/** Shares a call with those beside it. */
const plain = fc.record({ id: named, do: fc.constant('test.work'), with: fc.record({ value: amount }) });

const mended = (mode: Mode) =>
  fc.record({
    id: named,
    do: fc.constant('test.work'),
    with: fc.record({ value: valueIn(mode), fail: fc.constant(1) }),
    retry,
  });

/** Some calls outlast the time that they are given. */
const limited = (mode: Mode) =>
  fc.record({
    id: named,
    do: fc.constant('test.work'),
    with: fc.record({
      value: valueIn(mode),
      slow: mode === 'calm' ? fc.constantFrom(0, 1) : fc.constantFrom(0, 1, 2, true),
      fail: mode === 'calm' ? fc.constant(false) : fc.constantFrom(false, 1),
    }),
    retry: mode === 'calm' ? retry : maybe(retry),
    timeout: fc.constantFrom('PT1M', 'PT15M'),
  });

/** Outside of any `try`, one that goes wrong stands still until it is sent again. */
const command = (mode: Mode) =>
  fc.record({
    id: named,
    do: fc.constant('test.command'),
    with: fc.record(
      {
        value: valueIn(mode),
        refused: mode === 'calm' ? fc.constant(0) : fc.constantFrom(0, 0, 1, 2),
        silent: mode === 'calm' ? fc.constant(0) : fc.constantFrom(0, 0, 0, 1),
        later: amount,
      },
      { requiredKeys: [] },
    ),
    retry: maybe(retry),
    timeout: maybe(fc.constantFrom('PT2H', 'P1D')),
  });

const set = (mode: Mode) =>
  fc.record({ set: fc.dictionary(fc.constantFrom('a', 'b'), valueIn(mode), { minKeys: 1, maxKeys: 2 }) });
const stop = fc.record({ stop: fc.constantFrom('succeeded', 'failed', 'cancelled') });
const goto = fc.record({ goto: pick });
const passing = [
  { for: 'PT5M' },
  { for: '{% $record.fields.amount * 60 %}' },
  { until: '2026-03-03' },
  { until: '{% "2020-01-01T00:00:00Z" %}' },
];
const wait = (mode: Mode) =>
  fc.record({
    wait: fc.constantFrom(...passing, ...(mode === 'calm' ? [] : [{ for: '{% $number("soon") %}' }])),
  });
const respond = (mode: Mode) => fc.record({ id: named, respond: fc.record({ data: valueIn(mode) }) });
const run = (mode: Mode) =>
  fc.record({
    id: named,
    run: mode === 'calm' ? fc.constant('OTHER') : fc.constantFrom('OTHER', 'OTHER', 'GONE'),
    inputs: maybe(fc.record({ value: valueIn(mode) })),
    background: maybe(fc.boolean()),
  });

function condition(mode: Mode): fc.Arbitrary<unknown> {
  const safe = fc.oneof(
    fc.constantFrom('{% $record.fields.amount > 1 %}', '{% $inputs.list[0] = 2 %}', '{% $inputs.list[0] = 3 %}'),
    pick.map((name) => ({ isKnown: name })),
  );
  return mode === 'calm'
    ? safe
    : fc.oneof({ weight: 4, arbitrary: safe }, { weight: 1, arbitrary: pick.map((name) => ({ known: name })) });
}

function choices(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  const byCondition = fc.record(
    // biome-ignore lint/suspicious/noThenProperty: a step is written so.
    { if: condition(mode), then: list(mode), else: maybe(list(mode)) },
  );
  const byValue = fc.record({
    switch: fc.oneof(
      fc.constantFrom<unknown>('{% $record.fields.amount %}', '{% $record.nothing.at.all %}'),
      pick.map((name) => ({ known: name })),
    ),
    cases: fc.array(fc.record({ is: fc.oneof(amount, fc.constant([2, 3])), steps: list(mode) }), {
      minLength: 1,
      maxLength: 2,
    }),
    else: maybe(list(mode)),
  });
  return fc.oneof(byCondition, byValue);
}

function limit(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  return fc.record({ after: fc.constantFrom('PT1H', 'P2D'), steps: list(mode) });
}

function waits(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  const filter = fc.record({ record: fc.record({ amount: fc.constantFrom('>1', '3', '<3') }) });
  const branch = fc.record({ event: pick, where: maybe(filter), steps: list(mode) });
  return fc.record({
    id: named,
    when: fc.array(branch, { minLength: 1, maxLength: 3 }),
    timeout: mayExpire(mode, list),
  });
}

/** Without a limit, nothing comes for a year, and that is a failure. */
function mayExpire(mode: Mode, list: ListOf): fc.Arbitrary<Written | undefined> {
  return mode === 'calm' ? limit(mode, list) : fc.option(limit(mode, list), { freq: 8, nil: undefined });
}

function questions(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  const title = fc.constantFrom('May it?', '{% "Amount " & $string($record.fields.amount) %}');
  const people = fc.uniqueArray(fc.constantFrom('anna', 'bert', 'cora', 'dirk', 'nobody'), {
    minLength: 1,
    maxLength: 3,
  });
  const to = fc.oneof({ weight: 4, arbitrary: people }, { weight: 1, arbitrary: fc.constant('{% $inputs.people %}') });
  const approve = fc.record(
    { title, to, needs: fc.constantFrom('first', 'everyone', 1, 2) },
    { requiredKeys: ['title', 'to'] },
  );
  return fc.oneof(
    fc.record({ id: named, approve, timeout: mayExpire(mode, list) }),
    fc.record({ id: named, task: fc.record({ title, to }), timeout: mayExpire(mode, list) }),
  );
}

const calmItems = fc.constantFrom<unknown>(
  '{% $inputs.list %}',
  '{% $record.nothing %}',
  '{% 7 %}',
  '{% [1..5] %}',
  [1, '{% $record.fields.amount %}'],
  [3, 2, 1],
);
const items = (mode: Mode): fc.Arbitrary<unknown> =>
  mode === 'calm'
    ? calmItems
    : fc.oneof(
        { weight: 6, arbitrary: calmItems },
        { weight: 1, arbitrary: pick.map((name) => ({ known: name })) },
        { weight: 1, arbitrary: pick.map((name) => ({ asFarAsKnown: name })) },
      );

function branches(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  const of = (inner: Mode) => fc.record({ steps: list(inner), result: maybe(valueIn(inner)) });
  const loop = (inner: Mode, concurrency: fc.Arbitrary<number | undefined>) =>
    fc.record({
      id: named,
      forEach: items(mode),
      concurrency,
      steps: list(inner),
      result: maybe(valueIn(inner)),
    });
  return fc.oneof(
    { weight: 2, arbitrary: loop(mode, fc.constant(undefined)) },
    { weight: 1, arbitrary: loop('calm', fc.constantFrom(2, 3)) },
    {
      weight: 1,
      arbitrary: fc.record({ id: named, parallel: fc.array(of(mode), { minLength: 1, maxLength: 1 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ id: named, parallel: fc.array(of('calm'), { minLength: 2, maxLength: 3 }) }),
    },
  );
}

function attempt(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  return fc.record({ id: named, try: list(mode === 'calm' ? 'tried' : mode), catch: list(mode) });
}

/** Titles make the names of states, whose marks, length and sameness must not matter. */
const ownTitle = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom('Same', `Long ${'and longer '.repeat(9)}`, 'With {% $a %} in it') },
);

function anyStep(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  return fc.tuple(stepOf(mode, list), ownTitle).map(([step, title]) => (title ? { ...step, title } : step));
}

function stepOf(mode: Mode, list: ListOf): fc.Arbitrary<Written> {
  return fc.oneof(
    { maxDepth: 3, depthIdentifier: 'steps' },
    { weight: 5, arbitrary: work(mode) },
    { weight: 2, arbitrary: set(mode) },
    ...(mode === 'free' ? [{ weight: 1, arbitrary: stop }] : []),
    { weight: 1, arbitrary: wait(mode) },
    { weight: 1, arbitrary: goto },
    { weight: 1, arbitrary: respond(mode) },
    { weight: 2, arbitrary: run(mode) },
    { weight: 3, arbitrary: choices(mode, list) },
    { weight: 3, arbitrary: attempt(mode, list) },
    { weight: 3, arbitrary: waits(mode, list) },
    { weight: 2, arbitrary: questions(mode, list) },
    { weight: 4, arbitrary: branches(mode, list) },
  );
}

/** Nothing leads to what stands behind a `goto` or a `stop`. */
function untilItLeads(steps: Written[]): Written[] {
  const last = steps.findIndex((step) => 'goto' in step || 'stop' in step);
  return last < 0 ? steps : steps.slice(0, last + 1);
}

/** Random steps of every kind, nested in each other. */
export const randomSteps: fc.Arbitrary<Written[]> = fc
  .letrec<Lists>((tie) => {
    const list: ListOf = (mode) => tie(mode);
    const steps = (mode: Mode) => fc.array(anyStep(mode, list), { minLength: 1, maxLength: 3 }).map(untilItLeads);
    return { free: steps('free'), tried: steps('tried'), calm: steps('calm') };
  })
  .free.map(nameSteps);

/** Random events after the start. */
export const randomEvents = fc.array(
  fc.record({ type: fc.constantFrom(...EVENT_TYPES), fields: fc.record({ amount }) }),
  { maxLength: 6 },
);
