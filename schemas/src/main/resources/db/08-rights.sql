--liquibase formatted sql

--changeset babymusic:rights
--comment: Who may read and write what. The roles are made by provision before this runs.
revoke all on schema public from public;
revoke execute on all functions in schema public from public;
revoke execute on all functions in schema auth from public;
alter default privileges revoke execute on functions from public;

create schema ops;
grant usage on schema public to gateway, gateway_auth, generation_worker, streak_projector, change_relay;
grant usage on schema auth to gateway_auth;
grant usage on schema ops to ops_reader;

-- gateway: a user's own rows (row-level security below)
grant select on public.profiles, public.songs, public.song_variations, public.song_generations to gateway;
grant select on public.outbox, public.change_positions to gateway;
grant insert (id, user_id, name, song_type, preset_type, theme, mood, voice_type, tempo, is_instrumental,
              user_lyric_input) on public.songs to gateway;
grant update (name, is_favorite) on public.songs to gateway;
grant delete on public.songs to gateway;
grant update (name, baby_name, birth_month, birth_year, age_group, gender, preferred_language, timezone)
  on public.profiles to gateway;
grant execute on function public.song_shown, public.song_variation_shown, public.profile_shown, public.utc,
  public.request_generation, public.cancel_song to gateway;

-- gateway_auth: accounts, and the revocations that were announced
grant select, insert, update, delete on all tables in schema auth to gateway_auth;
grant usage on all sequences in schema auth to gateway_auth;
grant execute on function auth.request_mail to gateway_auth;
grant select on public.outbox to gateway_auth;

-- generation_worker
grant select, update (status, lyrics, task_id, audio_url, duration_seconds, error, retryable, ready_at)
  on public.songs to generation_worker;
grant select on public.profiles to generation_worker;
grant select, insert on public.song_variations to generation_worker;
grant select, update on public.song_generations to generation_worker;
grant delete on public.song_generations to generation_worker;
grant select, insert on public.lyric_generation_errors to generation_worker;
grant select, insert, update, delete on public.scheduled_tasks to generation_worker;
grant select, insert, update, delete on public.provider_plans to generation_worker;
grant execute on function public.request_generation_again, public.utc to generation_worker;

-- streak_projector: one function, nothing else
grant execute on function public.update_user_streak to streak_projector;

-- change_relay: reads the outbox again after a lost slot, and keeps its slots' names
grant select on public.outbox to change_relay;
grant select, insert, update, delete on public.relay_slots to change_relay;
grant execute on function public.relay_heartbeat, public.forget_announced to change_relay;

create view ops.generations as select * from public.song_generations;
create view ops.lyric_errors as select * from public.lyric_generation_errors;
create view ops.songs_by_status as select status, count(*) as songs, min(created_at) as oldest
  from public.songs group by status;
grant select on all tables in schema ops to ops_reader;

--changeset babymusic:row-level-security
--comment: A handler that forgets its "where user_id =" gets nothing.
alter table public.profiles enable row level security;
alter table public.songs enable row level security;
alter table public.song_variations enable row level security;
alter table public.song_generations enable row level security;
alter table public.lyric_generation_errors enable row level security;
alter table public.active_days enable row level security;
alter table public.outbox enable row level security;
alter table public.change_positions enable row level security;

-- After "set local" the setting of a pooled connection is '', not null: hence nullif.
create policy own on public.profiles to gateway
  using (id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy own on public.songs to gateway
  using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy own on public.song_variations to gateway
  using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy own on public.song_generations to gateway
  using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);
create policy own on public.outbox for select to gateway
  using (topic = 'changes.v1' and key = nullif(current_setting('app.user_id', true), ''));
-- Positions are numbers without content; the gateway asks for those of all its open streams at once.
create policy positions on public.change_positions for select to gateway using (true);
create policy revocations on public.outbox for select to gateway_auth using (topic = 'auth.revocations.v1');

create policy worker on public.profiles to generation_worker using (true);
create policy worker on public.songs to generation_worker using (true);
create policy worker on public.song_variations to generation_worker using (true);
create policy worker on public.song_generations to generation_worker using (true);
create policy worker on public.lyric_generation_errors to generation_worker using (true);
create policy relay on public.outbox for select to change_relay using (true);
