import { memoryDirectory, projectX, salesTeam, syncedSales } from '../support/memory-directory.ts'
import { calendarSync, crm, expenses, globalReader, microsoftGraph } from '../support/memory-rights.ts'
import { entraRightsContract } from './entra-rights-contract.ts'

entraRightsContract('the projection over an empty tenant', async () => {
  const { entra } = await memoryDirectory()
  return {
    reader: entra,
    writer: entra,
    found: {
      role: globalReader.id,
      plainApp: expenses.id,
      appWithRoles: crm.id,
      client: calendarSync.id,
      resource: microsoftGraph.id,
      group: salesTeam.id,
      unified: projectX.id,
      syncedGroup: syncedSales.id,
    },
    close: async () => {},
  }
})
