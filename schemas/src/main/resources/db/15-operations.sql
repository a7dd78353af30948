--liquibase formatted sql

--changeset babymusic:operators-views
--comment: What operators read: of songs and attempts how they are, nothing of a family.
-- Names, wishes and lyrics of songs tell of children, and requests' hashes are nobody's business.
create or replace view ops.songs as
  select id, user_id, status, attempt, generation_id, song_type, is_instrumental, retryable,
         created_at, updated_at, ready_at
  from public.songs;

create or replace view ops.variations as
  select id, song_id, generation_id, provider_id, duration_seconds, created_at
  from public.song_variations;

-- Which step comes next, and whether it fails again and again.
create or replace view ops.jobs as
  select task_name, task_instance, execution_time, picked, picked_by, last_failure,
         consecutive_failures
  from public.scheduled_tasks;

create or replace view ops.provider_plans as
  select provider, ceiling, reason, failures, until, until > clock_timestamp() as paused
  from public.provider_plans;
grant select on ops.songs, ops.variations, ops.jobs, ops.provider_plans to ops_reader;

--changeset babymusic:operators-indexes
--comment: Unfinished and failed attempts are few among all that were ever made.
create index song_generations_unfinished on public.song_generations (requested_at, id)
  include (status, overdue_at, blocked_reason)
  where status not in ('ready', 'failed', 'cancelled');
create index song_generations_failed on public.song_generations (completed_at, id)
  where status = 'failed';
create index lyric_generation_errors_song on public.lyric_generation_errors (song_id);
-- What the worker's gauges count, every few seconds, without the songs themselves.
create index songs_in_making on public.songs (status, created_at)
  where status not in ('ready', 'failed', 'cancelled');

--changeset babymusic:operators-shapes
--comment: Operators see an attempt here as they do in ops.generations.v1.
create view ops.attempts as
  select g.id, g.song_id, g.attempt, g.status, g.requested_at, g.completed_at, g.overdue_at,
         g.error_code, public.generation_shown(g) as shown
  from public.song_generations g;
create view ops.lyric_errors_shown as
  select e.id, e.song_id, e.created_at, jsonb_build_object(
    'id', e.id, 'song_id', e.song_id, 'user_id', e.user_id, 'error_message', e.error_message,
    'theme', e.theme, 'mood', e.mood, 'preset_type', e.preset_type, 'song_type', e.song_type,
    'has_user_input', e.has_user_input, 'created_at', public.utc(e.created_at)) as shown
  from public.lyric_generation_errors e;
grant select on ops.attempts, ops.lyric_errors_shown to ops_reader;
grant usage on schema public to ops_reader;
grant execute on function public.generation_shown, public.utc to ops_reader;
