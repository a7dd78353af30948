--liquibase formatted sql

--changeset babymusic:scheduled-tasks
--comment: db-scheduler's table, as its documentation gives it for PostgreSQL.
create table public.scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  state                text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on public.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on public.scheduled_tasks (last_heartbeat);
