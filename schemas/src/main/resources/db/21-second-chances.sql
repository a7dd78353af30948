--liquibase formatted sql

--changeset babymusic:refused-for-a-day
--comment: A song that is alone in the system cannot be told from an outage; after a day it fails all the same.
-- Since when each answer of the provider was that it takes nothing, for no reason that it says.
alter table public.song_generations add column refused_since timestamptz;

--changeset babymusic:audio-addresses
--comment: A report with other addresses than those that were tried is worth another try.
alter table public.song_generations add column audio_urls text[] not null default '{}';

--changeset babymusic:refused-at
--comment: A task that was taken before the last refusal says nothing about it.
alter table public.provider_plans add column refused_at timestamptz not null default clock_timestamp();
