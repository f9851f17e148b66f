/**
 * Tables of the queues, see {@link LocalDatabase.migrate}.
 *
 * A lane is what is handed out in order, one batch at a time: a group of a FIFO queue, or a single message of another queue.
 * Choosing among lanes keeps a blocked group of thousands of messages from being searched again and again.
 * Instants are milliseconds since 1970. `receipt` is set on messages in flight and on their lanes.
 */
export const QUEUE_TABLES: readonly string[] = [
  `create table messages (
    sequence integer primary key autoincrement,
    id text not null unique,
    queue text not null,
    lane text not null,
    body text not null,
    message_group text,
    deduplication_id text,
    sent_at integer not null,
    first_received_at integer,
    receive_count integer not null default 0,
    throttle_count integer not null default 0,
    interruption_count integer not null default 0,
    reason text,
    receipt text
  ) strict`,
  'create index messages_lane on messages (queue, lane, sequence)',
  'create index messages_in_flight on messages (receipt) where receipt is not null',
  `create table lanes (
    queue text not null,
    lane text not null,
    available_at integer not null,
    position integer not null,
    receipt text,
    primary key (queue, lane)
  ) strict, without rowid`,
  'create index lanes_due on lanes (queue, available_at, position)',
  'create index lanes_in_flight on lanes (receipt) where receipt is not null',
  `create table deduplications (
    queue text not null,
    id text not null,
    forget_at integer not null,
    primary key (queue, id)
  ) strict, without rowid`,
  'create index deduplications_forget on deduplications (forget_at)',
  `create table dead_letters (
    sequence integer primary key autoincrement,
    id text not null unique,
    queue text not null,
    body text not null,
    message_group text,
    reason text not null,
    parked_at text not null
  ) strict`,
  // What is in flight is looked for when a process begins and when its clock jumps, which is rare; each message would pay for the indexes.
  'drop index messages_in_flight',
  'drop index lanes_in_flight',
];
