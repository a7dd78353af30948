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
