--liquibase formatted sql

--changeset babymusic:request-generation splitStatements:false
--comment: An attempt and its announcement. Null when the song is not the caller's, or not in a state to be made.
create function public.add_generation(song public.songs, requested_by text, request_hash text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.song_generations
    (id, song_id, user_id, attempt, requested_by, request_hash, traceparent)
  values (song.generation_id, song.id, song.user_id, song.attempt, requested_by, request_hash,
          nullif(current_setting('app.traceparent', true), ''));
  perform public.announce('generation.requests.v1', song.id::text, 'generation.requested', jsonb_build_object(
    'generation_id', song.generation_id, 'song_id', song.id, 'user_id', song.user_id,
    'attempt', song.attempt, 'requested_at', public.utc(clock_timestamp())));
  return song.generation_id;
end $$;

create function public.request_generation(song uuid, request_hash text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  found_song public.songs;
begin
  select * into found_song from public.songs s where s.id = song and s.user_id = caller for no key update;
  if not found then
    return null;
  end if;
  if found_song.status = 'queued'
     and not exists (select from public.song_generations g where g.id = found_song.generation_id) then
    null; -- the first attempt: the row was just inserted
  elsif found_song.status in ('failed', 'cancelled') then
    update public.songs s
    set status = 'queued', attempt = s.attempt + 1, generation_id = gen_random_uuid(), task_id = null,
        error = null, retryable = false
    where s.id = song
    returning * into found_song;
  else
    return null;
  end if;
  perform public.announce('user.activity.v1', caller::text, 'user.active', jsonb_build_object(
    'user_id', caller, 'active_at', public.utc(clock_timestamp()),
    'timezone', (select p.timezone from public.profiles p where p.id = caller)));
  return public.add_generation(found_song, 'user', request_hash);
end $$;

-- The worker's own next attempt, after one whose outcome is unknown. Guarded by the attempt it follows.
create function public.request_generation_again(song uuid, after_generation uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_song public.songs;
begin
  update public.songs s
  set attempt = s.attempt + 1, generation_id = gen_random_uuid(), task_id = null, status = 'queued'
  where s.id = song and s.generation_id = after_generation
    and s.status not in ('ready', 'failed', 'cancelled')
  returning * into found_song;
  if not found then
    return null;
  end if;
  return public.add_generation(found_song, 'system', null);
end $$;

--changeset babymusic:cancel-song splitStatements:false
--comment: Ends a song before its task is submitted. False when it is not the caller's or too late.
create function public.cancel_song(song uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  generation uuid;
begin
  select s.generation_id into generation from public.songs s where s.id = song and s.user_id = caller;
  if not found then
    return false;
  end if;
  -- The generation first, then the song: the worker locks in that order.
  update public.song_generations g set status = 'cancelled', completed_at = clock_timestamp()
  where g.id = generation and g.status in ('queued', 'writing_lyrics', 'waiting');
  if not found then
    return false;
  end if;
  -- 'composing' too: the provider refused the task, and it waits for its next try.
  update public.songs s set status = 'cancelled'
  where s.id = song and s.generation_id = generation
    and s.status in ('queued', 'writing_lyrics', 'composing');
  return true;
end $$;
