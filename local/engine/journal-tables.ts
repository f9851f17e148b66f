/** The engine's tables. Only ever append to the list. */
export const JOURNAL_TABLES = [
  `create table engine_machine (
     arn text primary key, name text not null unique, definition text not null, versions integer not null default 0
   ) without rowid;
   create table engine_version (
     arn text primary key, machine_arn text not null, definition text not null, deleted integer not null default 0
   ) without rowid;
   create table engine_execution (
     arn text primary key, status text not null, due_at integer, has_task integer not null, state text not null
   ) without rowid;
   create index engine_execution_due on engine_execution (due_at) where due_at is not null;
   create index engine_execution_task on engine_execution (arn) where has_task = 1;
   create table engine_history (
     execution_arn text not null, id integer not null, previous_id integer not null,
     type text not null, timestamp text not null, details text not null,
     primary key (execution_arn, id)
   ) without rowid;
   create table engine_status_change (id integer primary key autoincrement, change text not null);`,
  // Executions by number, so that what is at work at a time lies together on the disk; strands; the history in one row for each step.
  `alter table engine_execution rename to engine_execution_1;
   drop index engine_execution_due;
   drop index engine_execution_task;
   create table engine_execution (
     id integer primary key autoincrement, arn text not null unique, machine_arn text not null,
     status text not null, due_at integer, has_task integer not null, state text not null
   );
   create index engine_execution_due on engine_execution (due_at) where due_at is not null;
   create index engine_execution_task on engine_execution (id) where has_task = 1;
   create index engine_execution_machine on engine_execution (machine_arn, id);
   create table engine_strand (
     execution_id integer not null, id text not null, state text not null, primary key (execution_id, id)
   ) without rowid;
   create table engine_history_part (
     execution_id integer not null, last_id integer not null, lines text not null, primary key (execution_id, last_id)
   ) without rowid;
   insert into engine_execution (arn, machine_arn, status, due_at, has_task, state)
     select arn,
       case when state ->> '$.machineArn' glob '*:stateMachine:*:[0-9]*'
         then rtrim(rtrim(state ->> '$.machineArn', '0123456789'), ':') else state ->> '$.machineArn' end,
       status, due_at, has_task,
       json_object('execution', json_remove(state, '$.position', '$.previousEventId'), 'root', json_patch('{}', json_object(
         'id', '', 'previousEventId', state -> '$.previousEventId', 'position', state -> '$.position',
         'status', case when status = 'RUNNING' then 'running' else 'succeeded' end)))
     from engine_execution_1 order by state ->> '$.startedAt';
   insert into engine_history_part
     select execution.id, max(event.id), json_group_array(json_object(
       'id', event.id, 'previousEventId', previous_id, 'type', type, 'timestamp', timestamp, 'details', json(details)))
     from (select * from engine_history order by execution_arn, id) event
     join engine_execution execution on execution.arn = event.execution_arn group by execution.id;
   drop table engine_history;
   drop table engine_execution_1;`,
  // Executions that are to be stopped because the tasks that waited for them do not wait any more.
  'create table engine_abandoned (arn text primary key) without rowid;',
  // Parts of histories are large: new ones lie together at the end, whatever the execution, and are found by a small index.
  `alter table engine_history_part rename to engine_history_part_1;
   create table engine_history_part (
     execution_id integer not null, last_id integer not null, lines text not null, unique (execution_id, last_id)
   ) strict;
   insert into engine_history_part select * from engine_history_part_1 order by execution_id, last_id;
   drop table engine_history_part_1;`,
  // What is to be told of an end stands in the execution: only which one is written, and the text of the end where the execution goes on or is forgotten.
  `alter table engine_status_change rename to engine_status_change_1;
   create table engine_status_change (id integer primary key autoincrement, execution_id integer, change text) strict;
   insert into engine_status_change (id, change) select id, change from engine_status_change_1;
   drop table engine_status_change_1;`,
];
