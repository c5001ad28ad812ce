/**
 * What the user needs who works with a state day by day, and does not own it; `{user}` stands for its name. It can append records, but neither change nor
 * delete them. The second schema is that of the queue.
 */
export const dailyRights: readonly string[] = [
  'grant usage on schema joinery to {user};',
  'grant select on joinery.layout to {user};',
  'grant select, insert on joinery.event to {user};',
  'grant select, insert, update on joinery.lease to {user};',
  'grant select, insert, update, delete on joinery.work, joinery.feed, joinery.memory, joinery.pushed to {user};',
  'grant usage on schema joinery_jobs to {user};',
  'grant select, insert, update, delete on all tables in schema joinery_jobs to {user};',
  'grant execute on all functions in schema joinery_jobs to {user};',
]
