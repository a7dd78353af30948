--liquibase formatted sql

--changeset babymusic:outbox
--comment: What has to be announced. Insert-only, written by triggers and definer functions alone.
create table public.outbox (
  id         bigint generated always as identity primary key,
  topic      text        not null,
  key        text        not null,
  seq        bigint,
  type       text        not null,
  payload    jsonb       not null,
  headers    jsonb       not null default '{}',
  xid        xid8        not null default pg_current_xact_id(),
  created_at timestamptz not null default clock_timestamp()
);
-- A user's changes in order, for replay. Also what guarantees that no number is given twice.
create unique index outbox_replay on public.outbox (key, seq) where topic = 'changes.v1';
create index outbox_revocations on public.outbox (created_at) where topic = 'auth.revocations.v1';
create index outbox_created on public.outbox (created_at);
create index outbox_xid on public.outbox (xid);

-- No foreign key: the cascade of a deleted account would number its deletions with null.
create table public.change_positions (
  user_id uuid primary key,
  epoch   text   not null,
  last    bigint not null
);

-- The replication slots that the relay made; everything before published_before is in Kafka.
create table public.relay_slots (
  name             text primary key,
  created_at       timestamptz not null default clock_timestamp(),
  published_before xid8        not null
);

--changeset babymusic:outbox-functions splitStatements:false
create function public.utc(at timestamptz) returns text
language sql immutable parallel safe set search_path = ''
return pg_catalog.to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function public.announce(
  topic text, key text, type text, payload jsonb, seq bigint default null) returns void
language sql security definer set search_path = '' as $$
  insert into public.outbox (topic, key, seq, type, payload, headers)
  values (topic, key, seq, type, payload,
          case when coalesce(current_setting('app.traceparent', true), '') = '' then '{}'::jsonb
               else jsonb_build_object('traceparent', current_setting('app.traceparent', true)) end)
$$;

-- Numbers a user's change and announces it. Called at commit (deferred triggers), so that the
-- order of the numbers is the order of the commits, without gaps.
create function public.announce_change(user_id uuid, type text, row_shown jsonb) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_epoch text;
  v_seq bigint;
begin
  insert into public.change_positions as p (user_id, epoch, last)
  values (user_id, left(replace(gen_random_uuid()::text, '-', ''), 12), 1)
  on conflict on constraint change_positions_pkey do update set last = p.last + 1
  returning p.epoch, p.last into v_epoch, v_seq;
  perform public.announce('changes.v1', user_id::text, type,
    jsonb_build_object('user_id', user_id, 'epoch', v_epoch, 'seq', v_seq, 'row', row_shown), v_seq);
end $$;

-- Written by the relay every 10 s: moves the slot of an otherwise quiet publication, and tells, when
-- it comes back through the slot, that everything before this xmin has been published.
create function public.relay_heartbeat() returns void
language sql security definer set search_path = '' as $$
  insert into public.outbox (topic, key, type, payload)
  values ('relay.heartbeat', 'relay', 'relay.heartbeat',
          jsonb_build_object('xmin', pg_snapshot_xmin(pg_current_snapshot())::text))
$$;

-- Deletes what is too old to be replayed, and how much that was; called by the relay now and then.
-- What may not be in Kafka yet stays, however old. A part at a time, so that nothing waits for it.
create function public.forget_announced() returns bigint
language sql security definer set search_path = '' as $$
  with forgotten as (
    delete from public.outbox
    where id in (
      select o.id from public.outbox o
      where o.created_at < now() - interval '1 day'
        and (o.created_at < now() - interval '7 days'
             or o.topic not in ('changes.v1', 'generation.requests.v1'))
        -- A note of a later transaction than there ever was came with a dump of another cluster.
        and o.xid < (select max(s.published_before) from public.relay_slots s
                     where s.published_before <= pg_snapshot_xmax(pg_current_snapshot()))
      order by o.created_at
      limit 10000)
    returning 1)
  select count(*) from forgotten
$$;
