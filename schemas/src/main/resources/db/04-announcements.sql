--liquibase formatted sql

--changeset babymusic:rows-shown splitStatements:false
--comment: The rows as the API shows them, columns named one by one, instants in UTC. The API reads through these functions too.
create function public.song_shown(s public.songs) returns jsonb
language sql stable parallel safe set search_path = ''
return jsonb_build_object(
  'id', s.id, 'user_id', s.user_id, 'name', s.name, 'song_type', s.song_type, 'preset_type', s.preset_type,
  'theme', s.theme, 'mood', s.mood, 'voice_type', s.voice_type, 'tempo', s.tempo,
  'is_instrumental', s.is_instrumental, 'user_lyric_input', s.user_lyric_input, 'lyrics', s.lyrics,
  'status', s.status, 'attempt', s.attempt, 'generation_id', s.generation_id,
  'audio_url', s.audio_url, 'duration_seconds', s.duration_seconds,
  'error', s.error, 'retryable', s.retryable, 'is_favorite', s.is_favorite,
  'created_at', public.utc(s.created_at), 'updated_at', public.utc(s.updated_at),
  'ready_at', public.utc(s.ready_at));

create function public.song_variation_shown(v public.song_variations) returns jsonb
language sql stable parallel safe set search_path = ''
return jsonb_build_object(
  'id', v.id, 'song_id', v.song_id, 'user_id', v.user_id, 'generation_id', v.generation_id, 'title', v.title,
  'audio_url', v.audio_url, 'duration_seconds', v.duration_seconds, 'created_at', public.utc(v.created_at));

create function public.profile_shown(p public.profiles) returns jsonb
language sql stable parallel safe set search_path = ''
return jsonb_build_object(
  'id', p.id, 'name', p.name, 'baby_name', p.baby_name, 'birth_month', p.birth_month,
  'birth_year', p.birth_year, 'age_group', p.age_group, 'gender', p.gender,
  'preferred_language', p.preferred_language, 'timezone', p.timezone,
  'current_streak', p.current_streak, 'last_active_date', p.last_active_date,
  'created_at', public.utc(p.created_at), 'updated_at', public.utc(p.updated_at));

--changeset babymusic:announce-rows splitStatements:false
--comment: One trigger function a table: what changed visibly is announced at commit.
create function public.announce_song() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    perform public.announce_change(old.user_id, 'song.deleted', public.song_shown(old));
  elsif tg_op = 'INSERT' then
    perform public.announce_change(new.user_id, 'song.inserted', public.song_shown(new));
  elsif public.song_shown(old) - 'updated_at' <> public.song_shown(new) - 'updated_at' then
    perform public.announce_change(new.user_id, 'song.updated', public.song_shown(new));
  end if;
  return null;
end $$;

create function public.announce_song_variation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    perform public.announce_change(old.user_id, 'song_variation.deleted', public.song_variation_shown(old));
  elsif tg_op = 'INSERT' then
    perform public.announce_change(new.user_id, 'song_variation.inserted', public.song_variation_shown(new));
  elsif public.song_variation_shown(old) <> public.song_variation_shown(new) then
    perform public.announce_change(new.user_id, 'song_variation.updated', public.song_variation_shown(new));
  end if;
  return null;
end $$;

create function public.announce_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    perform public.announce_change(old.id, 'profile.deleted', public.profile_shown(old));
  elsif tg_op = 'INSERT' then
    perform public.announce_change(new.id, 'profile.inserted', public.profile_shown(new));
  elsif public.profile_shown(old) - 'updated_at' <> public.profile_shown(new) - 'updated_at' then
    perform public.announce_change(new.id, 'profile.updated', public.profile_shown(new));
  end if;
  return null;
end $$;

create constraint trigger announce_song after insert or update or delete on public.songs
  deferrable initially deferred for each row execute function public.announce_song();
create constraint trigger announce_song_variation after insert or update or delete on public.song_variations
  deferrable initially deferred for each row execute function public.announce_song_variation();
create constraint trigger announce_profile after insert or update or delete on public.profiles
  deferrable initially deferred for each row execute function public.announce_profile();

--changeset babymusic:touch splitStatements:false
--comment: An update that changes nothing leaves no trace, for it is not announced either.
create function public.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at = clock_timestamp();
  return new;
end $$;
create trigger touch before update on public.songs
  for each row when (old is distinct from new) execute function public.touch();
create trigger touch before update on public.profiles
  for each row when (old is distinct from new) execute function public.touch();
create trigger touch before update on auth.users
  for each row when (old is distinct from new) execute function public.touch();
create trigger touch before update on auth.sessions
  for each row when (old is distinct from new) execute function public.touch();
create trigger touch before update on auth.refresh_tokens
  for each row when (old is distinct from new) execute function public.touch();

--changeset babymusic:announce-attempts splitStatements:false
--comment: Each state of each attempt keeps its time, and operators hear of it.
create function public.time_generation() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.status <> old.status then
    new.timings = new.timings || jsonb_build_object(new.status, public.utc(clock_timestamp()));
  end if;
  return new;
end $$;
create trigger time_generation before insert or update on public.song_generations
  for each row execute function public.time_generation();

create function public.generation_shown(g public.song_generations) returns jsonb
language sql stable parallel safe set search_path = ''
return jsonb_build_object(
  'generation_id', g.id, 'song_id', g.song_id, 'user_id', g.user_id, 'attempt', g.attempt,
  'requested_by', g.requested_by, 'status', g.status, 'task_id', g.task_id,
  'requested_at', public.utc(g.requested_at), 'submitted_at', public.utc(g.submitted_at),
  'completed_at', public.utc(g.completed_at), 'overdue_at', public.utc(g.overdue_at),
  'blocked_reason', g.blocked_reason, 'error', g.error, 'error_code', g.error_code,
  'retryable', g.retryable, 'lyrics_source', g.lyrics_source, 'timings', g.timings, 'usage', g.usage);

create function public.announce_generation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or public.generation_shown(old) <> public.generation_shown(new) then
    perform public.announce(
      'ops.generations.v1', new.id::text, 'generation.changed', public.generation_shown(new));
  end if;
  return null;
end $$;
create trigger announce_generation after insert or update on public.song_generations
  for each row execute function public.announce_generation();

create function public.announce_lyric_error() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.announce('ops.lyric-errors.v1', new.id::text, 'lyric_generation.failed', jsonb_build_object(
    'id', new.id, 'song_id', new.song_id, 'user_id', new.user_id, 'error_message', new.error_message,
    'theme', new.theme, 'mood', new.mood, 'preset_type', new.preset_type, 'song_type', new.song_type,
    'has_user_input', new.has_user_input, 'created_at', public.utc(new.created_at)));
  return null;
end $$;
create trigger announce_lyric_error after insert on public.lyric_generation_errors
  for each row execute function public.announce_lyric_error();

--changeset babymusic:announce-revocations splitStatements:false
--comment: A session that ends, also by hand, is announced to every gateway.
create function auth.announce_revocation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform public.announce('auth.revocations.v1', old.id::text, 'session.revoked', jsonb_build_object(
    'session_id', old.id, 'user_id', old.user_id, 'revoked_at', public.utc(clock_timestamp())));
  return null;
end $$;
create trigger announce_revocation after delete on auth.sessions
  for each row execute function auth.announce_revocation();

-- The wish for a mail: no secret in it, the token is made when the mail is sent.
create function auth.request_mail(kind text, recipient text, details jsonb default '{}') returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  request_id uuid := gen_random_uuid();
begin
  perform public.announce('auth.mail.v1', request_id::text, 'mail.requested', jsonb_build_object(
    'request_id', request_id, 'kind', kind, 'recipient', recipient, 'details', details,
    'requested_at', public.utc(clock_timestamp())));
  return request_id;
end $$;
