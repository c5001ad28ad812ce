import { Fault } from '../model/fault.ts'
import type { LicenceLine } from '../model/group-page.ts'
import type { Readers } from '../ports/systems.ts'

/** The tenant's licences with their seats. Throws `lookup/no-licences` where the organisation has no Entra. */
export const licenceLines = async ({ entra }: Readers): Promise<readonly LicenceLine[]> => {
  if (!entra) throw new Fault('lookup/no-licences', {})
  return (await entra.skus()).map(({ skuPartNumber, skuId, enabled, consumed, capabilityStatus }) => ({
    skuPartNumber,
    skuId,
    enabled,
    consumed,
    free: Math.max(0, enabled - consumed),
    status: capabilityStatus,
  }))
}
