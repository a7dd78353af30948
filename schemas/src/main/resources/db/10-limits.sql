--liquibase formatted sql

--changeset babymusic:rate-limits
--comment: How often somebody tried, for all gateways together. Unlogged: after a crash everyone starts anew, and that is cheaper than a flush for every request.
create unlogged table auth.rate_limits (
  id         text primary key, -- a hash: no address of a client or of a mailbox is kept
  state      bytea,
  expires_at bigint             -- milliseconds since 1970
) with (fillfactor = 50);
-- No index on expires_at: with one, no update could stay on its page. The table is small, and is searched by it once a minute.
grant select, insert, update, delete on auth.rate_limits to gateway_auth;

--changeset babymusic:known-networks
--comment: From where an account was signed in to. Whoever guesses from elsewhere does not keep its owner out there.
create table auth.known_networks (
  user_id uuid        not null references auth.users on delete cascade,
  network text        not null, -- a hash
  seen_at timestamptz not null default now(),
  primary key (user_id, network)
);
create index known_networks_seen on auth.known_networks (seen_at);
grant select, insert, update, delete on auth.known_networks to gateway_auth;
