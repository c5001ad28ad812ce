import { adFaults } from './ad-faults.ts'
import { adoptFaults } from './adopt-faults.ts'
import { auditFaults } from './audit-faults.ts'
import { bugFaults } from './bug-faults.ts'
import { cliFaults } from './cli-faults.ts'
import { configFaults } from './config-faults.ts'
import { deletionFaults } from './deletion-faults.ts'
import { deviceFaults } from './device-faults.ts'
import { entraFaults } from './entra-faults.ts'
import { exchangeFaults } from './exchange-faults.ts'
import { feedFaults } from './feed-faults.ts'
import { fileFaults } from './file-faults.ts'
import { lookupFaults } from './lookup-faults.ts'
import { mailboxFaults } from './mailbox-faults.ts'
import { messageFaults } from './message-faults.ts'
import { planFaults } from './plan-faults.ts'
import { playbookFaults } from './playbook-faults.ts'
import { practiceFaults } from './practice-faults.ts'
import { runFaults } from './run-faults.ts'
import { scheduleFaults } from './schedule-faults.ts'
import { serveFaults } from './serve-faults.ts'
import { stateFaults } from './state-faults.ts'
import { testFaults } from './test-faults.ts'

/** Every fault that Joinery can report, by its permanent code. */
export const faults = {
  ...adFaults,
  ...adoptFaults,
  ...auditFaults,
  ...bugFaults,
  ...cliFaults,
  ...configFaults,
  ...deletionFaults,
  ...deviceFaults,
  ...entraFaults,
  ...exchangeFaults,
  ...feedFaults,
  ...fileFaults,
  ...lookupFaults,
  ...messageFaults,
  ...mailboxFaults,
  ...planFaults,
  ...playbookFaults,
  ...practiceFaults,
  ...runFaults,
  ...scheduleFaults,
  ...serveFaults,
  ...stateFaults,
  ...testFaults,
}

export type FaultCode = keyof typeof faults
export type { FaultCategory, FaultParams, FaultRecord } from './fault-record.ts'
