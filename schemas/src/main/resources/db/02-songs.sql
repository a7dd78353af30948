--liquibase formatted sql

--changeset babymusic:songs
--comment: Profiles, songs, their variations and the log of every attempt, in the original app's column names.
create table public.profiles (
  id                 uuid primary key references auth.users on delete cascade,
  email              text,
  name               text        check (char_length(name) <= 200),
  baby_name          text        check (char_length(baby_name) <= 100),
  birth_month        int         check (birth_month between 1 and 12),
  birth_year         int         check (birth_year between 2020 and 2100),
  age_group          text        check (age_group in ('0-6', '7-12', '13-24')),
  gender             text        check (gender in ('boy', 'girl', 'other')),
  preferred_language text        not null default 'en' check (char_length(preferred_language) <= 35),
  timezone           text        not null default 'UTC' check (char_length(timezone) <= 64),
  current_streak     int         not null default 0 check (current_streak >= 0),
  last_active_date   date,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);

create table public.songs (
  id               uuid primary key default gen_random_uuid(),
  user_id          uuid        not null references public.profiles on delete cascade,
  name             text        not null check (char_length(name) between 1 and 200),
  song_type        text        not null check (song_type in ('preset', 'theme', 'theme-with-input', 'from-scratch')),
  preset_type      text        check (preset_type in ('playing', 'eating', 'sleeping', 'pooping')),
  theme            text        check (theme in
    ('pitchDevelopment', 'cognitiveSpeech', 'sleepRegulation', 'socialEngagement', 'indianClassical', 'westernClassical')),
  mood             text        check (mood in ('calm', 'playful', 'learning', 'energetic')),
  voice_type       text        check (voice_type in ('softFemale', 'calmMale')),
  tempo            text        check (tempo in ('slow', 'medium', 'fast')),
  is_instrumental  boolean     not null default false,
  user_lyric_input text        check (char_length(user_lyric_input) <= 180),
  lyrics           text,
  status           text        not null default 'queued' check (status in
    ('queued', 'writing_lyrics', 'composing', 'storing', 'ready', 'failed', 'cancelled')),
  attempt          int         not null default 1 check (attempt >= 1),
  generation_id    uuid        not null default gen_random_uuid(),
  task_id          text,
  audio_url        text,
  duration_seconds double precision check (duration_seconds >= 0),
  error            text,
  retryable        boolean     not null default false,
  is_favorite      boolean     not null default false,
  created_at       timestamptz not null default clock_timestamp(),
  updated_at       timestamptz not null default clock_timestamp(),
  ready_at         timestamptz,
  unique (id, user_id),
  constraint preset_needs_preset_type check (song_type <> 'preset' or preset_type is not null),
  constraint theme_needs_theme check (song_type not in ('theme', 'theme-with-input') or theme is not null),
  constraint idea_needs_user_lyric_input
    check (song_type not in ('theme-with-input', 'from-scratch') or user_lyric_input is not null),
  constraint from_scratch_needs_mood_and_tempo
    check (song_type <> 'from-scratch' or (mood is not null and tempo is not null)),
  constraint ready_has_audio check (status <> 'ready' or audio_url is not null),
  constraint failed_has_error check (status <> 'failed' or error is not null)
);
create index songs_user on public.songs (user_id, created_at desc, id desc);
create index songs_unfinished on public.songs (user_id) where status not in ('ready', 'failed', 'cancelled');

create table public.song_variations (
  id               uuid primary key default gen_random_uuid(),
  song_id          uuid        not null,
  user_id          uuid        not null,
  generation_id    uuid,
  provider_id      text,
  title            text,
  audio_url        text        not null,
  duration_seconds double precision check (duration_seconds >= 0),
  metadata         jsonb       not null default '{}',
  created_at       timestamptz not null default clock_timestamp(),
  unique (generation_id, provider_id),
  -- With its user: nobody is shown a take of somebody else's song.
  foreign key (song_id, user_id) references public.songs (id, user_id) on delete cascade
);
create index song_variations_song on public.song_variations (song_id);

-- No foreign key to songs: the log of a paid attempt, its late callback and its place in the
-- plan limit outlive the song.
create table public.song_generations (
  id             uuid primary key default gen_random_uuid(),
  song_id        uuid        not null,
  user_id        uuid        not null,
  attempt        int         not null check (attempt >= 1),
  requested_by   text        not null check (requested_by in ('user', 'system')),
  request_hash   text,
  status         text        not null default 'queued' check (status in
    ('queued', 'writing_lyrics', 'waiting', 'submitting', 'submitted', 'unknown', 'storing',
     'ready', 'failed', 'cancelled')),
  task_id        text unique,
  requested_at   timestamptz not null default clock_timestamp(),
  -- Set just before the provider is called: what is found with it is never called again.
  call_started_at timestamptz,
  submitted_at   timestamptz,
  completed_at   timestamptz,
  overdue_at     timestamptz,
  -- After a refusal: how many there were, why, and when the next try may be.
  refusals       int         not null default 0,
  not_before     timestamptz,
  blocked_reason text,
  error          text,
  error_code     text,
  retryable      boolean     not null default false,
  lyrics_source  text        check (lyrics_source in ('model', 'templates', 'none')),
  timings        jsonb       not null default '{}',
  usage          jsonb,
  -- Whoever works on the attempt goes on with the trace of its request.
  traceparent    text,
  unique (song_id, attempt)
);
create index song_generations_user on public.song_generations (user_id, requested_at);
create index song_generations_requested on public.song_generations (requested_at);
create index song_generations_admission on public.song_generations (status)
  where status in ('waiting', 'submitting', 'submitted', 'unknown');

-- What a provider has taught us of our plan with it: until then no more than ceiling tasks at once;
-- afterwards, while failures are counted, one try at a time.
create table public.provider_plans (
  provider text        primary key,
  ceiling  int         not null,
  reason   text        not null,
  failures int         not null,
  until    timestamptz not null
);

create table public.lyric_generation_errors (
  id             uuid primary key default gen_random_uuid(),
  song_id        uuid        not null,
  user_id        uuid        not null,
  error_message  text        not null,
  theme          text,
  mood           text,
  preset_type    text,
  song_type      text        not null,
  has_user_input boolean     not null default false,
  created_at     timestamptz not null default clock_timestamp()
);
create index lyric_generation_errors_created on public.lyric_generation_errors (created_at);

create table public.active_days (
  user_id uuid not null references public.profiles on delete cascade,
  day     date not null,
  primary key (user_id, day)
);

--changeset babymusic:time-zones
--comment: The view pg_timezone_names reads a folder of 600 files each time (12 ms and more).
create table public.time_zones (name text primary key);

--changeset babymusic:time-zones-known runAlways:true
insert into public.time_zones (name) select name from pg_catalog.pg_timezone_names on conflict do nothing;

--changeset babymusic:profile-of-account splitStatements:false
--comment: An account always has a profile; its name and time zone come from what sign-up sent.
create function auth.add_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (id, email, name, baby_name, timezone)
  values (new.id, new.email,
          left(new.raw_user_meta_data ->> 'name', 200),
          left(new.raw_user_meta_data ->> 'baby_name', 100),
          coalesce((select z.name from public.time_zones z
                    where z.name = new.raw_user_meta_data ->> 'timezone'), 'UTC'))
  on conflict do nothing;
  return null;
end $$;
create trigger add_profile after insert on auth.users
  for each row execute function auth.add_profile();

create function auth.copy_email() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles set email = new.email where id = new.id;
  return null;
end $$;
create trigger copy_email after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function auth.copy_email();
