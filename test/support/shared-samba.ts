import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { isSambaInstalled, whyNoSamba } from '../../scripts/dev/install-samba.ts'
import { ldapTools, type SambaDc, type SambaServer } from './samba.ts'

/** Whether a run without a real domain controller counts as failed: always in CI. */
export const isSambaRequired = (): boolean => process.env.JOINERY_REQUIRE_SAMBA === '1' || process.env.CI === 'true'

/** Why tests on Samba cannot run here; null where they can. Only where Samba is required is it installed unasked. */
export const sambaMissing = (): string | null => {
  const reason = whyNoSamba()
  if (reason || isSambaInstalled() || isSambaRequired()) return reason
  return 'Samba is not installed. Install it with: npm run samba -- install'
}

export type SharedSamba = SambaServer & Pick<SambaDc, 'ldapsearch' | 'ldapmodify'>

/** The domain controller that all test files of this run share. Each keeps to an OU of its own (`newOu`), and nobody stops it. */
export const sharedSamba = async (): Promise<SharedSamba> => {
  const answer = JSON.parse(await text(connect(inject('sambaBroker')))) as { dc?: SambaServer; error?: string }
  if (!answer.dc) throw new Error(answer.error ?? 'The domain controller of the tests did not answer.')
  return { ...answer.dc, ...ldapTools(answer.dc) }
}

/** Makes an empty OU in which the service account has its rights, and answers its DN. */
export const newOu = async (samba: SharedSamba): Promise<string> => {
  const dn = `OU=${randomUUID()},${samba.ou}`
  await samba.ldapmodify(`dn: ${dn}\nobjectClass: organizationalUnit\n`)
  return dn
}
