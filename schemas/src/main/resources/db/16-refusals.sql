--liquibase formatted sql

--changeset babymusic:refusals
--comment: What tells a song that the provider never takes from a provider that takes nothing, and an empty account that only tasks tell of.
-- How often the provider refused this attempt although it had just taken another.
alter table public.song_generations add column singled_out int not null default 0;
-- The last refusal came from a task that had been taken: taking another one proves nothing, only making it does.
alter table public.provider_plans add column told_by_task boolean not null default false;
