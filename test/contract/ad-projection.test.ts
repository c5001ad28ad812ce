import { emptyAd, projectAd } from '../../src/planner/projection/projected-ad.ts'
import { contosoDomain } from '../support/memory-directory.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type AdUnderTest, adContract } from './ad-contract.ts'
import { recycleBinContract } from './recycle-bin-contract.ts'

const open = async (): Promise<AdUnderTest> => {
  const projection = projectAd(emptyAd(contosoDomain))
  const writer = projection.writer(seededRandom('projection').uuid, { asSync: false })
  const ou = `OU=Contract,${contosoDomain.base}`
  await writer.add({ dn: ou, attributes: { objectClass: ['organizationalUnit'] } })
  return { reader: projection, writer, ou, cleanup: async () => {} }
}

adContract('the projection over an empty domain', open, { hasRules: false })
recycleBinContract('the projection over an empty domain', open)
