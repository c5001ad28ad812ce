import { Fault } from '../model/fault.ts'
import type { Readers } from '../ports/systems.ts'

/**
 * An account that lost its right to read gets successful, empty answers. krbtgt is in every domain and may be read by everybody, so a
 * directory that does not show it is not believed when it says that somebody is absent (`plan/canary-missing`).
 */
export const checkCanary = async ({ ad }: Readers): Promise<void> => {
  if (!ad) return
  const { base, server } = await ad.domain()
  const filter = { op: 'equals', attribute: 'sAMAccountName', value: 'krbtgt' } as const
  const found = await ad.search({ base, scope: 'sub', filter, attributes: ['sAMAccountName'] })
  if (found.length === 0) throw new Fault('plan/canary-missing', { base, server })
}
