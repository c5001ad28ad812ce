import type { AddCommand } from './add-command.ts'
import { adopt } from './adopt.ts'
import { apply } from './apply.ts'
import { approve } from './approve.ts'
import { audit } from './audit.ts'
import { check } from './check.ts'
import { feed } from './feed.ts'
import { group, licence, user } from './lookup.ts'
import { plan } from './plan.ts'
import { practice } from './practice.ts'
import { runPlaybook } from './run-playbook.ts'
import { runs } from './runs.ts'
import { schedule } from './schedule.ts'
import { serve } from './serve.ts'
import { state } from './state.ts'
import { test } from './test.ts'
import { undo } from './undo.ts'
import { worker } from './worker.ts'

/** Every command, in the order of `--help`. */
export const commands: readonly AddCommand[] = [
  runPlaybook,
  plan,
  approve,
  apply,
  runs,
  schedule,
  serve,
  worker,
  undo,
  user,
  group,
  licence,
  feed,
  adopt,
  audit,
  state,
  check,
  test,
  practice,
]

/** Their first words, for somebody who mistyped one. */
export const commandNames: readonly string[] = [
  'plan',
  'approve',
  'apply',
  'runs',
  'resume',
  'retry',
  'schedule',
  'serve',
  'worker',
  'undo',
  'user',
  'group',
  'licence',
  'feed',
  'adopt',
  'audit',
  'state',
  'check',
  'steps',
  'explain',
  'permissions',
  'test',
  'practice',
]
