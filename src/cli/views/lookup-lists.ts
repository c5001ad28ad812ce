import type { LicenceLine } from '../../model/group-page.ts'
import type { AccountLine, FoundPerson } from '../../model/person-page.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const MOST_SHOWN = 50
const FEW_SEATS = 5

/** People found, a line each: employee number, name, where they work, accounts. */
export const foundPeopleText = (people: readonly FoundPerson[], asked: string, paint: Paint): string => {
  if (people.length === 0) return `Nobody has a name, address or employee number that begins with "${safeText(asked)}".`
  const shown = people.slice(0, MOST_SHOWN)
  const keys = Math.max(...shown.map(({ key }) => (key ?? '-').length))
  const names = Math.max(...shown.map(({ name }) => safeText(name).length))
  const lines = shown.map((person) => lineOf(person, { keys, names }, paint))
  const rest = people.length - shown.length
  return [...lines, ...(rest > 0 ? [`… and ${rest} more; give more of the name`] : [])].join('\n')
}

const lineOf = (
  { key, name, department, title, ad, entra }: FoundPerson,
  { keys, names }: { readonly keys: number; readonly names: number },
  paint: Paint,
): string => {
  const work = [title, department].filter(Boolean).join(', ')
  const isOne = ad !== null && entra !== null && ad.signIn === entra.signIn && ad.enabled === entra.enabled
  const accounts = isOne
    ? accountOf('AD and Entra', ad, paint)
    : [accountOf('AD', ad, paint), accountOf('Entra', entra, paint)].filter(Boolean).join('  ')
  const head = `${paint.bold((key ?? '-').padEnd(keys))}  ${safeText(name).padEnd(names)}`
  return `${head}  ${accounts}${work ? `  ${paint.dim(safeText(work))}` : ''}`
}

const accountOf = (system: string, account: AccountLine | null, paint: Paint): string => {
  if (!account) return ''
  return `${system}: ${safeText(account.signIn)}${account.enabled ? '' : ` ${paint.yellow('(disabled)')}`}`
}

/** Licences with their seats. */
export const licencesText = (licences: readonly LicenceLine[], paint: Paint): string => {
  if (licences.length === 0) return 'The tenant has no licences.'
  const width = Math.max(...licences.map(({ skuPartNumber }) => skuPartNumber.length))
  const seatsOf = ({ free }: LicenceLine): string => `${counted(free, 'seat', 'seats')} free`
  const seatWidth = Math.max(...licences.map((line) => seatsOf(line).length))
  return licences
    .map((line) => {
      const { skuPartNumber, free, enabled, consumed, status } = line
      const seats = seatsOf(line).padEnd(seatWidth)
      const told = free === 0 ? paint.red(seats) : free <= FEW_SEATS ? paint.yellow(seats) : seats
      const state = status === 'Enabled' ? '' : `  ${paint.yellow(status)}`
      return `${paint.bold(skuPartNumber.padEnd(width))}  ${told}  ${consumed} of ${enabled} taken${state}`
    })
    .join('\n')
}
