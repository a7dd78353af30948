--liquibase formatted sql

--changeset babymusic:delete-account splitStatements:false
--comment: An account and all that hangs on it, in one transaction. False when there was none.
create function auth.delete_account(id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  -- In the order of a refresh: its session, then (through a foreign key) the account. The other way
  -- round the two would wait for each other.
  perform from auth.sessions s where s.user_id = delete_account.id order by s.id for update;
  -- Identities, sessions, tokens, profile, songs and variations go by cascade, and the triggers of
  -- those rows announce it: the sessions to the gateways, the songs to whoever keeps their audio.
  delete from auth.users u where u.id = delete_account.id;
  return found;
end $$;
grant execute on function auth.delete_account to gateway_auth;
