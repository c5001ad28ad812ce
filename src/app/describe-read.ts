import type { AdFilter, AdQuery } from '../model/ad-query.ts'
import type { RecordedRead } from '../model/plan.ts'

const NAMES = { ad: 'Active Directory', entra: 'Entra', exchange: 'Exchange' } as const

/** What a read was about, for somebody who has to find out what moved. */
export const describeRead = ({ system, read, args }: RecordedRead): string => {
  const where = NAMES[system]
  if (read === 'search') return `${where}: objects with ${filterText((args[0] as unknown as AdQuery).filter)}`
  if (read === 'usersBy') return `${where}: users with ${String(args[0])} ${String(args[1])}`
  const [first] = args
  return typeof first === 'string' ? `${where}: ${read} ${first}` : `${where}: ${read}`
}

const filterText = (filter: AdFilter): string => {
  switch (filter.op) {
    case 'equals':
    case 'starts':
      return `${filter.attribute} ${filter.value}${filter.op === 'starts' ? '…' : ''}`
    case 'present':
      return `any ${filter.attribute}`
    case 'not':
      return `not ${filterText(filter.of)}`
    default:
      return filter.of.map(filterText).join(filter.op === 'and' ? ' and ' : ' or ')
  }
}
