--liquibase formatted sql

--changeset babymusic:relay-notes
--comment: Where a note was made: another cluster or timeline means that this database was restored.
alter table public.relay_slots
  add column system_identifier bigint,
  add column timeline          integer,
  -- When the last heartbeat that came back was written: what is older is in Kafka.
  add column published_until   timestamptz;

--changeset babymusic:refused-announcements
--comment: What Kafka can never take, whole, so that it is not lost with its part of the log. Kept for 30 days.
create table public.refused_announcements (
  id         bigint primary key,
  topic      text        not null,
  key        text        not null,
  type       text        not null,
  payload    jsonb       not null,
  headers    jsonb       not null,
  created_at timestamptz not null,
  reason     text        not null,
  refused_at timestamptz not null default clock_timestamp()
);
create index refused_announcements_refused on public.refused_announcements (refused_at);
grant select, insert, delete on public.refused_announcements to change_relay;

-- Without the payload: whoever may read that asks the table.
create view ops.refused_announcements as
  select id, topic, key, type, octet_length(payload::text) as bytes, reason, created_at, refused_at
  from public.refused_announcements;
grant select on ops.refused_announcements to ops_reader;

--changeset babymusic:new-epoch splitStatements:false
--comment: Called by the relay, or by hand, when this database went back in time: what comes next gets numbers that clients have seen on other changes.
-- So every user's numbering gets a new name, and clients fetch anew. Rows that will be published
-- again carry it as well, for a change of the old numbering would make every open stream refetch.
create function public.begin_new_epoch(unpublished_from xid8) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_users bigint;
begin
  -- In the order in which all others take them; from now on nobody's change commits.
  perform from public.change_positions order by user_id for update;
  update public.change_positions
  set epoch = left(replace(gen_random_uuid()::text, '-', ''), 12);
  get diagnostics v_users = row_count;
  -- Rows of a dump have transactions that are yet to come here: they would look unpublished for long.
  update public.outbox set xid = pg_current_xact_id()
  where xid >= pg_snapshot_xmax(pg_current_snapshot());
  update public.outbox o set payload = o.payload || jsonb_build_object('epoch', p.epoch)
  from public.change_positions p
  where o.topic = 'changes.v1' and o.key = p.user_id::text and o.xid >= unpublished_from;
  return v_users;
end $$;
grant execute on function public.begin_new_epoch to change_relay;

--changeset babymusic:forget-announced-by-age splitStatements:false
--comment: As before, without looking each time through all the days that changes are kept.
create index outbox_kept_a_day on public.outbox (created_at)
  where topic not in ('changes.v1', 'generation.requests.v1');

create or replace function public.forget_announced() returns bigint
language sql security definer set search_path = '' as $$
  with published as materialized (
    -- A note of a later transaction than there ever was came with a dump of another cluster.
    select max(s.published_before) as before from public.relay_slots s
    where s.published_before <= pg_snapshot_xmax(pg_current_snapshot())),
  forgotten as (
    delete from public.outbox
    where id in (
      (select o.id from public.outbox o
       where o.created_at < now() - interval '1 day'
         and o.topic not in ('changes.v1', 'generation.requests.v1')
         and o.xid < (select before from published)
       order by o.created_at limit 10000)
      union
      (select o.id from public.outbox o
       where o.created_at < now() - interval '7 days'
         and o.xid < (select before from published)
       order by o.created_at limit 10000)
      limit 10000)
    returning 1)
  select count(*) from forgotten
$$;
