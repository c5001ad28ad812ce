CREATE TABLE event (
     seq integer primary key,
     run text not null,
     at text not null,
     type text not null,
     json text not null,
     prev text not null,
     hash text not null
   ) strict;
CREATE INDEX event_run on event (run, seq);
CREATE TRIGGER event_keep before update on event begin select raise(abort, 'records are never changed'); end;
CREATE TRIGGER event_stay before delete on event begin select raise(abort, 'records are never deleted'); end;
insert into event values (1, 'r1', '2026-12-01T08:00:00.000Z', 'intent', '{"at":"2026-12-01T08:00:00.000Z","attempt":1,"change":"c1","run":"r1","type":"intent"}', 'sha256:0000000000000000000000000000000000000000000000000000000000000000', 'sha256:262cd577fbeb41a629bcbec91f68418bee3019907e6b219f6443251371dde240');
insert into event values (2, 'r1', '2026-12-01T08:00:00.000Z', 'intent', '{"at":"2026-12-01T08:00:00.000Z","attempt":2,"change":"c1","run":"r1","type":"intent"}', 'sha256:262cd577fbeb41a629bcbec91f68418bee3019907e6b219f6443251371dde240', 'sha256:849b9ac1489a7989de5be65bb9655bb2560a30d7dbebc106b246331bcfa90cc3');
pragma application_id = 1246710094;
pragma user_version = 1;
