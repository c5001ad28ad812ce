import { contoso } from '../support/contoso.ts'
import { packagesBefore } from '../support/packages-before.ts'
import { packageContract } from './package-contract.ts'

packageContract('the projection over a tenant in memory', async () => {
  const company = await contoso('cloud')
  const owner = company.idOf('00101')
  company.packages.set(owner, packagesBefore)
  return { packages: company.entra, owner, nobody: company.idOf('00102'), close: async () => {} }
})
