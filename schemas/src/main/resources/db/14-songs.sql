--liquibase formatted sql

--changeset babymusic:songs-in-making splitStatements:false
--comment: What a parent's estimate depends on of everybody's attempts: their order and how long they take. No word of whose they are.
create index song_generations_line on public.song_generations (user_id)
  where status in ('queued', 'writing_lyrics', 'waiting');

-- The attempts that are still to be submitted, in the order in which an admission would take them.
create function public.waiting_line()
returns table (generations uuid[], running int, paused_until timestamptz)
language sql stable security definer set search_path = '' as $$
  with running as (
    select g.user_id, count(*)::int as places
    from public.song_generations g
    where g.status in ('submitting', 'submitted', 'unknown')
    group by g.user_id),
  -- Of one user, one after the other: who is admitted has one more running.
  turns as (
    select g.id, g.requested_at, d.deferred,
           coalesce(r.places, 0)
             + row_number() over (partition by g.user_id order by d.deferred, g.requested_at, g.id) as turn
    from public.song_generations g
    cross join lateral (select coalesce(g.not_before > now(), false) as deferred) d
    left join running r on r.user_id = g.user_id
    where g.status in ('queued', 'writing_lyrics', 'waiting')
      and exists (select from public.songs s where s.id = g.song_id))
  select coalesce((select array_agg(t.id order by t.deferred, t.turn, t.requested_at, t.id) from turns t), '{}'),
         (select coalesce(sum(r.places), 0)::int from running r),
         (select max(p.until) from public.provider_plans p)
$$;

-- How long each step of the last songs took, in the middle; null where nothing was seen of it.
create function public.usual_step_seconds()
returns table (
  starting double precision, writing double precision, composing double precision, storing double precision)
language sql stable security definer set search_path = '' as $$
  with lately as (
    select (g.timings ->> 'queued')::timestamptz as queued,
           (g.timings ->> 'writing_lyrics')::timestamptz as writing,
           (g.timings ->> 'waiting')::timestamptz as waiting,
           (g.timings ->> 'submitting')::timestamptz as submitting,
           (g.timings ->> 'storing')::timestamptz as storing,
           (g.timings ->> 'ready')::timestamptz as ready
    from public.song_generations g
    where g.status = 'ready' and g.refusals = 0
    order by g.requested_at desc
    limit 50),
  -- A state that was left and entered again kept its last time only, which may come after the next one's.
  steps as (
    select coalesce(writing, waiting) - queued as starting, waiting - writing as writing,
           storing - submitting as composing, ready - storing as storing
    from lately)
  select percentile_cont(0.5) within group (order by extract(epoch from starting)) filter (where starting >= interval '0'),
         percentile_cont(0.5) within group (order by extract(epoch from writing)) filter (where writing >= interval '0'),
         percentile_cont(0.5) within group (order by extract(epoch from composing)) filter (where composing >= interval '0'),
         percentile_cont(0.5) within group (order by extract(epoch from storing)) filter (where storing >= interval '0')
  from steps
$$;

grant execute on function public.waiting_line, public.usual_step_seconds to gateway;
grant select on public.time_zones to gateway;

--changeset babymusic:event-tickets
--comment: One-use tickets for live updates, as hashes. They go with their session. Unlogged: they live for seconds, and after a crash a client asks for another.
create unlogged table auth.event_tickets (
  ticket_hash      bytea primary key,
  user_id          uuid        not null,
  session_id       uuid        not null references auth.sessions on delete cascade,
  token_expires_at timestamptz not null,
  expires_at       timestamptz not null
);
create index event_tickets_session on auth.event_tickets (session_id);
grant select, insert, delete on auth.event_tickets to gateway_auth;
