--liquibase formatted sql

--changeset babymusic:streaks splitStatements:false
--comment: The only way a streak is written: from the set of active days, so order and repetition do not matter.
create function public.recompute_streak(profile uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- In a statement of its own: an update that waited for the lock would still see the days of before.
  -- "for update" would make the user's song inserts wait for their foreign key.
  perform from public.profiles p where p.id = profile for no key update;
  update public.profiles p
  set current_streak = run.length, last_active_date = run.latest
  from (
    select count(*)::int as length, max(days.day) as latest
    from (
      -- Consecutive days, latest first, share day + position.
      select a.day, a.day + (row_number() over (order by a.day desc))::int as run_id,
             max(a.day) over () + 1 as latest_run
      from public.active_days a where a.user_id = profile
    ) days
    where days.run_id = days.latest_run
  ) run
  where p.id = profile
    and (p.current_streak, p.last_active_date) is distinct from (run.length, run.latest);
end $$;

create function public.update_user_streak(
  user_id uuid, active_at timestamptz default now(), zone text default null) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  profile public.profiles;
  day date;
begin
  select * into profile from public.profiles p where p.id = user_id for no key update;
  if not found then
    return;
  end if;
  zone := coalesce(
    (select z.name from public.time_zones z where z.name = zone),
    (select z.name from public.time_zones z where z.name = profile.timezone),
    'UTC');
  day := (active_at at time zone zone)::date;
  if day > (now() at time zone zone)::date + 1 then
    return;
  end if;
  insert into public.active_days (user_id, day) values (user_id, day) on conflict do nothing;
  if found then
    perform public.recompute_streak(user_id);
  end if;
end $$;
