import type { Request } from '../request.ts'
import { adoptDecided, proposeAdoption } from './adopt.ts'
import { approvePlanFile } from './approve.ts'
import { exportAudit, showHead, verifyAudit } from './audit.ts'
import { previewFeed } from './feed.ts'
import { releaseFeedPerson, syncFeeds } from './feed-sync.ts'
import { changeGroup, findUsers, listLicences, showGroup, showUser } from './lookup.ts'
import type { Bench, Performer } from './performer.ts'
import { advancePractice, resetPractice, showPractice, startPractice } from './practice.ts'
import { check, explain, permissions, steps } from './reference.ts'
import { plan, runPlaybook } from './run-playbook.ts'
import { applyPlanFile, goOn, goOnWithDue, listRuns, showOneRun } from './runs.ts'
import {
  addToSchedule,
  changeSchedule,
  installSchedule,
  listSchedule,
  moveSchedule,
  runScheduled,
  workSchedule,
} from './schedule.ts'
import { serve } from './serve.ts'
import { migrateState, prepareState } from './state.ts'
import { testPlaybooks } from './test.ts'
import { undo } from './undo.ts'
import { work } from './worker.ts'

const performers: { readonly [D in Request['do']]: Performer<D> } = {
  run: runPlaybook,
  plan,
  approve: approvePlanFile as Performer<'approve'>,
  apply: applyPlanFile as Performer<'apply'>,
  'runs.list': listRuns,
  'runs.show': showOneRun,
  resume: goOn as Performer<'resume'>,
  'resume.due': goOnWithDue,
  retry: goOn as Performer<'retry'>,
  undo,
  'schedule.list': listSchedule,
  'schedule.add': addToSchedule,
  'schedule.change': changeSchedule,
  'schedule.move': moveSchedule,
  'schedule.run': runScheduled,
  'schedule.work': workSchedule,
  'schedule.install': installSchedule,
  serve,
  worker: work,
  'audit.verify': verifyAudit,
  'audit.head': showHead,
  'audit.export': exportAudit,
  'state.prepare': prepareState,
  'state.migrate': migrateState,
  'user.find': findUsers as Performer<'user.find'>,
  'user.show': showUser as Performer<'user.show'>,
  'group.show': showGroup,
  'group.change': changeGroup,
  'licence.list': listLicences,
  'feed.preview': previewFeed,
  'feed.sync': syncFeeds,
  'feed.release': releaseFeedPerson,
  'adopt.propose': proposeAdoption,
  'adopt.decided': adoptDecided,
  check,
  test: testPlaybooks,
  steps,
  explain,
  permissions,
  'practice.start': startPractice,
  'practice.reset': resetPractice,
  'practice.show': showPractice,
  'practice.advance': advancePractice,
}

/** Carries out a request and answers the exit code. */
export const perform = <R extends Request>(request: R, bench: Bench): Promise<number> =>
  (performers[request.do] as unknown as (request: R, bench: Bench) => Promise<number>)(request, bench)
