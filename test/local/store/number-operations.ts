import type { Operation } from '../../../local/store/operation.ts';

export const insertNumber: Operation<number, number> = {
  name: 'numbers.insert',
  run(prepare, n) {
    prepare('insert into numbers values (?)').run(n);
    return n;
  },
};

export const changeMind: Operation<number, never> = {
  name: 'numbers.changeMind',
  run(prepare, n) {
    prepare('insert into numbers values (?)').run(n);
    throw new Error('changed my mind');
  },
};

/** What a full disk does to a transaction. */
export const endTooEarly: Operation<undefined, void> = {
  name: 'numbers.endTooEarly',
  run(prepare) {
    prepare('rollback').run();
  },
};
